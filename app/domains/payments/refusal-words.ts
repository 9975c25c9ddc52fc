import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import type { CheckoutRefusal } from "./start-checkout.server.ts";

/** The sentence that tells a payer why no payment page was opened, and what to do. */
export function refusalSentence(
  refusal: Exclude<CheckoutRefusal, { refused: "not-found" } | { refused: "not-allowed" }>,
  t: Messages["payments"],
  language: Language,
): string {
  const words = t.refusals;
  switch (refusal.refused) {
    case "already-paid":
    case "processing":
      return words[refusal.refused](refusal.number);
    case "invalid-amount":
      return words["invalid-amount"](formatMoney(money(refusal.most, refusal.currency), language));
    case "too-many-invoices":
      return words["too-many-invoices"](refusal.most);
    default:
      return words[refusal.refused];
  }
}
