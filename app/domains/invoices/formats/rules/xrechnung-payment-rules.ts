import { hasIbanCheckDigits } from "#app/platform/iban.ts";
import type { PaymentMeans } from "../../model.ts";
import { type Draft, exists } from "../draft.ts";
import type { Rule, Whole } from "./rule.ts";

/** Credit transfer (BG-17), payment card (BG-18), direct debit (BG-19) of one payment means. */
const hasTransfer = (means: Draft<PaymentMeans>) => exists(means.iban);
const hasCard = (means: Draft<PaymentMeans>) =>
  exists(means.cardNumber) || exists(means.cardHolder);

function hasDebit(means: Draft<PaymentMeans>, { invoice, syntax }: Whole): boolean {
  if (exists(means.debitedIban)) return true;
  if (syntax === "ubl") return exists(means.mandateReference);
  // CII has one place for mandate and creditor, which all payment means share.
  const shared = syntax === "cii" ? invoice.paymentMeans : [means];
  return shared.some((it) => exists(it.mandateReference) || exists(it.creditorId));
}

const isTransfer = ({ code }: Draft<PaymentMeans>) => code === "30" || code === "58";
const isCard = ({ code }: Draft<PaymentMeans>) => code === "48" || code === "54" || code === "55";

/** Form and check digits: XRechnung does not ask how long the IBANs of a country are. */
function looksLikeIban(text: string | undefined): boolean {
  const iban = text?.replace(/\s/g, "") ?? "";
  return /^[A-Z]{2}\d{2}[a-zA-Z0-9]{0,30}$/.test(iban) && hasIbanCheckDigits(iban.toUpperCase());
}

/** What XRechnung 3.0 asks of a payment means (BG-16): what its code says, and nothing else. Warnings, as in `xrechnung-rules.ts`. */
export const xrechnungPaymentRules: readonly Rule<Draft<PaymentMeans>>[] = [
  {
    id: "BR-DE-19",
    at: "/iban",
    warning: true,
    holds: (means) => means.code !== "58" || looksLikeIban(means.iban),
    fr: "Le compte à créditer (BT-84) n’est pas un IBAN correct, que le virement SEPA (58) demande.",
    en: "The account to be credited (BT-84) is no correct IBAN, which a SEPA transfer (58) needs.",
  },
  {
    id: "BR-DE-20",
    at: "/debitedIban",
    warning: true,
    holds: (means) => means.code !== "59" || looksLikeIban(means.debitedIban),
    fr: "Le compte à débiter (BT-91) n’est pas un IBAN correct, que le prélèvement SEPA (59) demande.",
    en: "The account to be debited (BT-91) is no correct IBAN, which a SEPA direct debit (59) needs.",
  },
  {
    id: "BR-DE-23-a",
    at: "/iban",
    warning: true,
    holds: (means) => !isTransfer(means) || hasTransfer(means),
    fr: "Donnez le compte à créditer (BG-17), car le paiement se fait par virement.",
    en: "Give the account to be credited (BG-17), since payment is by transfer.",
  },
  {
    id: "BR-DE-23-b",
    at: "",
    warning: true,
    holds: (means, whole) => !isTransfer(means) || (!hasCard(means) && !hasDebit(means, whole)),
    fr: "Retirez carte (BG-18) et prélèvement (BG-19), car le paiement se fait par virement.",
    en: "Remove card (BG-18) and direct debit (BG-19), since payment is by transfer.",
  },
  {
    id: "BR-DE-24-a",
    at: "/cardNumber",
    warning: true,
    holds: (means) => !isCard(means) || hasCard(means),
    fr: "Donnez la carte (BG-18), car le paiement se fait par carte.",
    en: "Give the card (BG-18), since payment is by card.",
  },
  {
    id: "BR-DE-24-b",
    at: "",
    warning: true,
    holds: (means, whole) => !isCard(means) || (!hasTransfer(means) && !hasDebit(means, whole)),
    fr: "Retirez virement (BG-17) et prélèvement (BG-19), car le paiement se fait par carte.",
    en: "Remove credit transfer (BG-17) and direct debit (BG-19), since payment is by card.",
  },
  {
    id: "BR-DE-25-a",
    at: "/mandateReference",
    warning: true,
    holds: (means, whole) => means.code !== "59" || hasDebit(means, whole),
    fr: "Donnez le mandat et le compte à débiter (BG-19), car le paiement se fait par prélèvement.",
    en: "Give the mandate and the account to be debited (BG-19), since payment is by direct debit.",
  },
  {
    id: "BR-DE-25-b",
    at: "",
    warning: true,
    holds: (means) =>
      means.code !== "59" || (!hasTransfer(means) && !exists(means.bic) && !hasCard(means)),
    fr: "Retirez virement (BG-17) et carte (BG-18), car le paiement se fait par prélèvement.",
    en: "Remove credit transfer (BG-17) and card (BG-18), since payment is by direct debit.",
  },
];
