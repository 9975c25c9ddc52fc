import type { Line, VatBreakdown } from "../../model.ts";
import { codes } from "../code-lists.ts";
import { fractionDigits, normalDecimal } from "../decimal-text.ts";
import { type Draft, exists, filled } from "../draft.ts";
import {
  type FrenchInvoice,
  hasCheckDigits,
  paidModes,
  singleMentions,
  siretsAgree,
  unspaced,
} from "./french-invoice.ts";
import type { Rule } from "./rule.ts";

/**
 * What French law wants to read on a French seller's invoice (C. com. L441-9, L441-10, D441-5, R123-237; CGI ann. II art. 242
 * nonies A), and what the format of its reform says about it (AFNOR XP Z12-012, rules BR-FR-…). All are warnings: the
 * invoice is due all the same, it is the seller whom the tax office asks. Rules of the law that XP Z12-012 does not
 * number have no id. Between businesses in France there are more: `french-business-rules.ts`.
 */

/** Document types of XP Z12-012 (BT-3). */
const typeCodes = codes("380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503");

/** Types of a corrective invoice, of a credit note, of a payment on account. */
const correctiveTypes = codes("384 471 472 473");
const creditNoteTypes = codes("261 381 396 502 503");
const onAccountTypes = codes("386 500 503");

/** VAT rates of France, overseas and of the past included, in percent (BR-FR-16). */
const rates = codes("0 0.9 1.05 1.75 2.1 5.5 7 8.5 9.2 9.6 10 13 19.6 20 20.6");

/** Every document of a seller in France. */
export const frenchRules: readonly Rule<FrenchInvoice>[] = [
  {
    id: "BR-FR-04",
    at: "/typeCode",
    warning: true,
    holds: ({ invoice: { typeCode } }) => typeCodes.has(typeCode ?? ""),
    fr: "La France n’emploie pas ce type de document (BT-3), prenez par exemple 380 ou 381.",
    en: "France does not use this type of document (BT-3), take for example 380 or 381.",
  },
  {
    id: "BR-FR-06",
    at: "/notes",
    warning: true,
    holds: ({ mentions }) => singleMentions.every((mention) => mentions[mention] <= 1),
    values: ({ mentions }) => ({
      found: singleMentions.filter((mention) => mentions[mention] > 1).join(", "),
    }),
    fr: "Gardez une seule note de chaque sujet ({found}).",
    en: "Keep a single note of each subject ({found}).",
  },
  {
    id: "BR-FR-09",
    at: "/seller/identifiers",
    warning: true,
    holds: ({ invoice: { seller }, sellerSiren }) => siretsAgree(seller, sellerSiren),
    fr: "Le SIRET du vendeur (BT-29, schéma 0009) a 14 chiffres et commence par son SIREN (BT-30).",
    en: "The seller’s SIRET (BT-29, scheme 0009) has 14 digits and starts with its SIREN (BT-30).",
  },
  {
    id: "BR-FR-10",
    at: "/seller/legalId",
    warning: true,
    holds: ({ sellerSiren }) => sellerSiren !== undefined,
    fr: "Donnez le SIREN du vendeur (BT-30, schéma 0002), neuf chiffres.",
    en: "Give the seller’s SIREN (BT-30, scheme 0002), nine digits.",
  },
  {
    id: null,
    at: "/seller/legalId",
    warning: true,
    holds: ({ invoice: { seller }, sellerSiren }) =>
      sellerSiren === undefined || hasCheckDigits(sellerSiren, seller!.legalId!),
    fr: "Le SIREN ou SIRET du vendeur (BT-30) a un chiffre faux, sa clé ne tombe pas juste.",
    en: "The seller’s SIREN or SIRET (BT-30) has a wrong digit, its check digit does not fit.",
  },
  {
    id: null,
    at: "/seller/vatId",
    warning: true,
    holds: ({ invoice: { seller }, sellerSiren }) => {
      const vatId = unspaced(seller?.vatId);
      if (!vatId.startsWith("FR")) return true;
      if (!/^FR[0-9A-HJ-NP-Z]{2}\d{9}$/.test(vatId)) return false;
      if (!sellerSiren || vatId.endsWith(sellerSiren)) return true;
      // A member of a VAT group (scheme 0231) is taxed under the number of the group.
      return seller!.identifiers.some(({ scheme }) => scheme === "0231");
    },
    fr: "Un numéro de TVA français (BT-31) est FR, une clé de deux caractères et le SIREN du vendeur.",
    en: "A French VAT number (BT-31) is FR, a key of two characters and the seller’s SIREN.",
  },
  {
    id: "BR-FR-CO-04",
    at: "/precedingInvoices",
    warning: true,
    holds: ({ invoice: { typeCode, precedingInvoices } }) =>
      !correctiveTypes.has(typeCode ?? "") || precedingInvoices.length === 1,
    fr: "Une facture rectificative nomme la facture qu’elle rectifie (BG-3), et une seule.",
    en: "A corrective invoice names the invoice that it corrects (BG-3), and only one.",
  },
  {
    id: "BR-FR-CO-05",
    at: "/precedingInvoices",
    warning: true,
    holds: ({ invoice: { typeCode, precedingInvoices } }) =>
      !creditNoteTypes.has(typeCode ?? "") || precedingInvoices.length > 0,
    fr: "Un avoir nomme la facture qu’il crédite (BG-3).",
    en: "A credit note names the invoice that it credits (BG-3).",
  },
  {
    id: "BR-FR-CO-07",
    at: "/dueDate",
    warning: true,
    holds: ({ invoice: { dueDate, issueDate, typeCode, processId } }) =>
      !filled(dueDate) ||
      !filled(issueDate) ||
      dueDate! >= issueDate! ||
      onAccountTypes.has(typeCode ?? "") ||
      paidModes.has(processId ?? ""),
    fr: "L’échéance (BT-9) tombe avant la date de la facture (BT-2), corrigez l’une ou l’autre.",
    en: "The due date (BT-9) falls before the date of the invoice (BT-2), correct one or the other.",
  },
  {
    id: "BR-FR-CO-12",
    at: "/totals/vatInAccountingCurrency",
    warning: true,
    holds: ({ invoice: { currency, vatCurrency, totals } }) =>
      !filled(currency) ||
      currency === "EUR" ||
      (vatCurrency === "EUR" && exists(totals?.vatInAccountingCurrency)),
    fr: "Donnez aussi le total de TVA en euros (BT-6 et BT-111), car la facture est dans une autre devise.",
    en: "Give the VAT total in euros as well (BT-6 and BT-111), since the invoice is in another currency.",
  },
];

/** What is taxed in France: sold by a seller there to a buyer there. */
export const frenchBreakdownRules: readonly Rule<Draft<VatBreakdown>>[] = [
  {
    id: "BR-FR-15",
    at: "/category",
    warning: true,
    holds: ({ category }) => !/^[LMB]$/.test(category ?? ""),
    fr: "Les catégories L, M et B (BT-118) ne sont pas d’usage en France.",
    en: "The categories L, M and B (BT-118) are not used in France.",
  },
  {
    id: "BR-FR-16",
    at: "/rate",
    warning: true,
    // Distance sales are taxed where the buyer is.
    holds: ({ rate }, { invoice }) =>
      !filled(rate) || rates.has(normalDecimal(rate!)) || invoice.buyer?.address?.country !== "FR",
    values: ({ rate }) => ({ found: rate ?? "–" }),
    fr: "Le taux de TVA {found}\u00a0% (BT-119) n’existe pas en France.",
    en: "The VAT rate of {found} % (BT-119) does not exist in France.",
  },
];

export const frenchLineRules: readonly Rule<Draft<Line>>[] = [
  {
    id: "BR-FR-DEC-02",
    at: "/quantity",
    warning: true,
    holds: ({ quantity, baseQuantity }) =>
      fractionDigits(quantity ?? "") <= 4 && fractionDigits(baseQuantity ?? "") <= 4,
    fr: "Écrivez les quantités (BT-129, BT-149) avec quatre décimales au plus.",
    en: "Write quantities (BT-129, BT-149) with at most four decimals.",
  },
  {
    id: "BR-FR-DEC-03",
    at: "/netUnitPrice",
    warning: true,
    holds: ({ netUnitPrice, grossUnitPrice, priceDiscount }) =>
      fractionDigits(netUnitPrice ?? "") <= 6 &&
      fractionDigits(grossUnitPrice ?? "") <= 6 &&
      fractionDigits(priceDiscount ?? "") <= 6,
    fr: "Écrivez les prix (BT-146, BT-147, BT-148) avec six décimales au plus.",
    en: "Write prices (BT-146, BT-147, BT-148) with at most six decimals.",
  },
];
