import { isDay } from "#app/platform/calendar.ts";
import { type Identifier, isCreditNote, type Line, type VatBreakdown } from "../../model.ts";
import { codes } from "../code-lists.ts";
import { decimalOf, fractionDigits, normalDecimal } from "../decimal-text.ts";
import { type Draft, exists, filled, type InvoiceDraft } from "../draft.ts";
import { passesLuhn } from "./identifier-rules.ts";
import type { Rule } from "./rule.ts";

/**
 * What French law wants to read on a French seller's invoice (C. com. L441-9, L441-10, D441-5, R123-237; CGI ann. II art. 242
 * nonies A), and what the format of its reform says about it (AFNOR XP Z12-012, rules BR-FR-…). All are warnings: the
 * invoice is due all the same, it is the seller whom the tax office asks. Rules of the law that XP Z12-012 does not
 * number have no id.
 */

/** Document types of XP Z12-012 (BT-3). */
const typeCodes = codes("380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503");

/** Types of a corrective invoice, of a credit note, of a payment on account. */
const correctiveTypes = codes("384 471 472 473");
const creditNoteTypes = codes("261 381 396 502 503");
const onAccountTypes = codes("386 500 503");

/** BT-23: what is billed (B goods, S services, M both) and how. */
const billingModes = codes("B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9");
/** The modes of an invoice that is paid already. */
const paidModes = codes("B2 S2 M2");

/** VAT rates of France, overseas and of the past included, in percent (BR-FR-16). */
const rates = codes("0 0.9 1.05 1.75 2.1 5.5 7 8.5 9.2 9.6 10 13 19.6 20 20.6");

/** UNTDID 4451 subjects of the mentions: recovery cost of 40 €, late-payment penalty, discount for early payment. */
const mandatoryMentions = ["PMT", "PMD", "AAB"] as const;
const singleMentions = [...mandatoryMentions, "TXD"] as const;

type Mention = (typeof singleMentions)[number];

/** A document of a seller in France, and what several rules want to know of it: found out once, for a batch asks often. */
export interface FrenchInvoice {
  readonly invoice: InvoiceDraft;
  readonly sellerSiren: string | undefined;
  readonly buyerSiren: string | undefined;
  /** How often each mention stands there. */
  readonly mentions: Readonly<Record<Mention, number>>;
  /** What the note of subject BAR says of the transaction: B2B, B2C… */
  readonly treatment: string | undefined;
}

export function frenchInvoice(invoice: InvoiceDraft): FrenchInvoice {
  const mentions = { PMT: 0, PMD: 0, AAB: 0, TXD: 0 };
  let treatment: string | undefined;
  for (const { subjectCode, text } of invoice.notes) {
    if (subjectCode !== undefined && subjectCode in mentions) mentions[subjectCode as Mention] += 1;
    if (subjectCode === "BAR") treatment ??= text?.trim();
    if (!text?.includes("#")) continue;
    // In UBL one note may hold several, between number signs; the first is read as its subject.
    for (const [, mention] of text.matchAll(/#(PMT|PMD|AAB|TXD)#/g))
      mentions[mention as Mention] += 1;
  }
  return {
    invoice,
    sellerSiren: sirenOf(invoice.seller?.legalId),
    buyerSiren: sirenOf(invoice.buyer?.legalId),
    mentions,
    treatment,
  };
}

/**
 * Whether the buyer is a business in France: one that is there (or does not say where) and is registered. French law wants less
 * on a consumer's invoice, and the reform's format is for invoices between businesses.
 */
export function isBusinessInFrance({ invoice: { buyer }, treatment }: FrenchInvoice): boolean {
  if (treatment !== undefined) return treatment === "B2B";
  const country = buyer?.address?.country;
  if (!filled(country)) return buyer?.vatId?.startsWith("FR") ?? false;
  return country === "FR" && (filled(buyer?.vatId) || filled(buyer?.legalId?.id));
}

const unspaced = (text: string | undefined) => text?.replace(/\s/g, "") ?? "";

/** The SIREN in a legal id (BT-30, 47): nine digits, or the first nine of a SIRET. */
function sirenOf(legalId: Draft<Identifier> | undefined): string | undefined {
  if (legalId?.scheme !== undefined && legalId.scheme !== "0002" && legalId.scheme !== "0009")
    return undefined;
  return /^(\d{9})(?:\d{5})?$/.exec(unspaced(legalId?.id))?.[1];
}

/** La Poste has more establishments than SIRETs that pass. */
const laPoste = "356000000";

function hasCheckDigits(siren: string, legalId: Draft<Identifier>): boolean {
  return passesLuhn(siren) && (siren === laPoste || passesLuhn(unspaced(legalId.id)));
}

/** The SIRETs among a party's identifiers (BT-29, 46) are of its own SIREN. */
function siretsAgree(party: InvoiceDraft["seller"], siren: string | undefined): boolean {
  return (party?.identifiers ?? []).every(({ id, scheme }) => {
    if (scheme !== "0009") return true;
    const siret = unspaced(id);
    return /^\d{14}$/.test(siret) && (siren === undefined || siret.startsWith(siren));
  });
}

/** An address in the directory of the reform (scheme 0225) starts with the SIREN. */
function addressAgrees(party: InvoiceDraft["seller"], siren: string | undefined): boolean {
  const address = party?.electronicAddress;
  return address?.scheme !== "0225" || !siren || (address.id?.startsWith(siren) ?? false);
}

const day = 86_400_000;

/** The last day of a month (0 is January), in milliseconds. */
const endOf = (year: number, month: number) => Date.UTC(year, month + 1, 0);

/** L441-10: at most 60 days from the invoice, or 45 days and the end of the month, counted either way. */
function isLawfulTerm(issued: string, due: string): boolean {
  if (!isDay(issued) || !isDay(due)) return true;
  const [start, end] = [new Date(issued), Date.parse(due)];
  if (end <= start.getTime() + 60 * day) return true;
  const later = new Date(start.getTime() + 45 * day);
  return (
    end <= endOf(later.getUTCFullYear(), later.getUTCMonth()) ||
    end <= endOf(start.getUTCFullYear(), start.getUTCMonth()) + 45 * day
  );
}

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

/** Besides, what a business in France is to read, and what its platform is to route. */
export const frenchBusinessRules: readonly Rule<FrenchInvoice>[] = [
  {
    id: "BR-FR-01",
    at: "/number",
    warning: true,
    holds: ({ invoice: { number } }) => (number?.length ?? 0) <= 35,
    fr: "La réforme n’admet que 35 caractères dans un numéro de facture (BT-1).",
    en: "The French reform takes invoice numbers (BT-1) of at most 35 characters.",
  },
  {
    id: "BR-FR-02",
    at: "/number",
    warning: true,
    holds: ({ invoice: { number } }) => !filled(number) || /^[A-Za-z0-9+_/-]+$/.test(number!),
    fr: "La réforme n’admet que lettres, chiffres et + - _ / dans un numéro de facture (BT-1).",
    en: "The French reform takes letters, digits and + - _ / only in an invoice number (BT-1).",
  },
  {
    id: "BR-FR-05",
    at: "/notes",
    warning: true,
    holds: ({ mentions }) => mandatoryMentions.every((mention) => mentions[mention] > 0),
    values: ({ mentions }) => ({
      missing: mandatoryMentions.filter((mention) => mentions[mention] === 0).join(", "),
    }),
    fr: "Ajoutez les notes qui manquent, par leur code de sujet (BT-21)\u00a0: {missing}. PMT est l’indemnité de 40\u00a0€, PMD les pénalités de retard, AAB l’escompte ou son absence.",
    en: "Add the notes that are missing, by their subject code (BT-21): {missing}. PMT is the recovery cost of €40, PMD the late-payment penalty, AAB the discount or that there is none.",
  },
  {
    id: "BR-FR-08",
    at: "/processId",
    warning: true,
    // Peppol has its own use for the term, and what claims to follow it follows that.
    holds: ({ invoice: { processId, specificationId } }) =>
      !filled(processId) ||
      billingModes.has(processId!) ||
      (specificationId?.includes(":peppol.eu:") ?? false),
    fr: "Ce cadre de facturation (BT-23) n’existe pas en France, employez par exemple B1 (biens), S1 (services) ou M1 (les deux).",
    en: "This billing mode (BT-23) does not exist in France, use for example B1 (goods), S1 (services) or M1 (both).",
  },
  {
    id: "BR-FR-09",
    at: "/buyer/identifiers",
    warning: true,
    holds: ({ invoice: { buyer }, buyerSiren }) => siretsAgree(buyer, buyerSiren),
    fr: "Le SIRET de l’acheteur (BT-46, schéma 0009) a 14 chiffres et commence par son SIREN (BT-47).",
    en: "The buyer’s SIRET (BT-46, scheme 0009) has 14 digits and starts with its SIREN (BT-47).",
  },
  {
    id: "BR-FR-11",
    at: "/buyer/legalId",
    warning: true,
    holds: ({ treatment, buyerSiren }) => treatment !== "B2B" || buyerSiren !== undefined,
    fr: "Donnez le SIREN de l’acheteur (BT-47, schéma 0002), car la note BAR dit B2B.",
    en: "Give the buyer’s SIREN (BT-47, scheme 0002), since the note BAR says B2B.",
  },
  {
    id: "BR-FR-12",
    at: "/buyer/electronicAddress",
    warning: true,
    holds: ({ invoice: { buyer } }) => filled(buyer?.electronicAddress?.id),
    fr: "Donnez l’adresse électronique de l’acheteur (BT-49), à laquelle sa plateforme reçoit.",
    en: "Give the buyer’s electronic address (BT-49), at which its platform receives.",
  },
  {
    id: "BR-FR-13",
    at: "/seller/electronicAddress",
    warning: true,
    holds: ({ invoice: { seller } }) => filled(seller?.electronicAddress?.id),
    fr: "Donnez l’adresse électronique du vendeur (BT-34).",
    en: "Give the seller’s electronic address (BT-34).",
  },
  {
    id: "BR-FR-21",
    at: "/buyer/electronicAddress",
    warning: true,
    holds: ({ invoice: { buyer }, buyerSiren }) => addressAgrees(buyer, buyerSiren),
    fr: "L’adresse électronique de l’acheteur (BT-49, schéma 0225) commence par son SIREN (BT-47).",
    en: "The buyer’s electronic address (BT-49, scheme 0225) starts with its SIREN (BT-47).",
  },
  {
    id: "BR-FR-22",
    at: "/seller/electronicAddress",
    warning: true,
    holds: ({ invoice: { seller }, sellerSiren }) => addressAgrees(seller, sellerSiren),
    fr: "L’adresse électronique du vendeur (BT-34, schéma 0225) commence par son SIREN (BT-30).",
    en: "The seller’s electronic address (BT-34, scheme 0225) starts with its SIREN (BT-30).",
  },
  {
    id: "BR-FR-CO-09",
    at: "/totals/prepaid",
    arithmetic: true,
    warning: true,
    holds: ({ invoice: { processId, totals } }) => {
      if (!paidModes.has(processId ?? "")) return true;
      const gross = decimalOf(totals?.gross);
      return !gross || (decimalOf(totals?.prepaid)?.eq(gross) ?? false);
    },
    fr: "Le cadre (BT-23) dit la facture payée\u00a0: le montant payé (BT-113) est alors le total TTC (BT-112).",
    en: "The billing mode (BT-23) says that it is paid: the paid amount (BT-113) is then the gross total (BT-112).",
  },
  {
    id: null,
    at: "/dueDate",
    warning: true,
    holds: ({ invoice: { issueDate, dueDate, typeCode } }) =>
      !filled(issueDate) ||
      !filled(dueDate) ||
      !filled(typeCode) ||
      isCreditNote({ typeCode: typeCode! }) ||
      isLawfulTerm(issueDate!, dueDate!),
    fr: "Entre entreprises, le délai de paiement est de 60 jours au plus, ou de 45 jours fin de mois (C. com. L441-10).",
    en: "Between businesses the term is at most 60 days, or 45 days and the end of the month (C. com. L441-10).",
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
