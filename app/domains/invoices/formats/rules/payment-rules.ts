import type { Attachment, PaymentMeans } from "../../model.ts";
import { type Draft, exists, filled } from "../draft.ts";
import type { Rule } from "./rule.ts";

/** UNTDID 4461: credit transfer, SEPA credit transfer. */
const transferCodes = new Set(["30", "58"]);

/** Payment instructions (BG-16 to BG-19). */
export const paymentMeansRules: readonly Rule<Draft<PaymentMeans>>[] = [
  {
    id: "BR-49",
    at: "/code",
    holds: (means) => exists(means.code),
    fr: "Indiquez le moyen de paiement (BT-81), par exemple 58 pour un virement SEPA.",
    en: "Give the payment means (BT-81), for example 58 for a SEPA transfer.",
  },
  {
    id: "BR-50",
    at: "/iban",
    // "" is a payment account (BG-17) that does not say which.
    holds: (means) => !transferCodes.has(means.code ?? "") || means.iban !== "",
    fr: "Indiquez le compte à créditer (BT-84).",
    en: "Give the account to be credited (BT-84).",
  },
  {
    id: "BR-51",
    at: "/cardNumber",
    warning: ({ syntax }) => syntax === "ubl",
    // PCI DSS lets the first six and the last four digits be shown.
    holds: (means) => !means.cardNumber || means.cardNumber.length <= 10,
    fr: "Tronquez le numéro de carte (BT-87), dix chiffres au plus, jamais le numéro entier.",
    en: "Truncate the card number (BT-87) to at most ten digits, never the whole number.",
  },
  {
    id: "BR-61",
    at: "/iban",
    holds: (means) => !transferCodes.has(means.code ?? "") || filled(means.iban),
    fr: "Indiquez le compte à créditer (BT-84), car le paiement se fait par virement.",
    en: "Give the account to be credited (BT-84), since payment is by transfer.",
  },
];

/** References to preceding invoices (BG-3). */
export const precedingInvoiceRules: readonly Rule<Draft<{ number: string }>>[] = [
  {
    id: "BR-55",
    at: "/number",
    holds: (reference) => exists(reference.number),
    fr: "Indiquez le numéro de la facture antérieure (BT-25).",
    en: "Give the number of the preceding invoice (BT-25).",
  },
];

/** Supporting documents (BG-24). */
export const attachmentRules: readonly Rule<Draft<Attachment>>[] = [
  {
    id: "BR-52",
    at: "/id",
    holds: (attachment) => filled(attachment.id),
    fr: "Donnez une référence au document joint (BT-122).",
    en: "Give the supporting document a reference (BT-122).",
  },
];
