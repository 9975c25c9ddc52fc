import { isDay } from "#app/platform/calendar.ts";
import { isCreditNote } from "../../model.ts";
import { codes } from "../code-lists.ts";
import { decimalOf } from "../decimal-text.ts";
import { filled } from "../draft.ts";
import {
  addressAgrees,
  type FrenchInvoice,
  mandatoryMentions,
  paidModes,
  siretsAgree,
} from "./french-invoice.ts";
import type { Rule } from "./rule.ts";

/** BT-23: what is billed (B goods, S services, M both) and how. */
const billingModes = codes("B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9");

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

/**
 * What a business in France is to read on the invoice of a seller in France, beside `french-rules.ts`, and what its platform is to
 * route. Warnings as there.
 */
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
