import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { readTypedAmount } from "./typed-amount.ts";

const reasons = ["duplicate", "requested", "goodwill"] as const;
export type RefundReason = (typeof reasons)[number];

/**
 * The staff's refund form: all, the credit or a typed amount, and why. `most` and `credit` in minor units of `currency`. Answers
 * a sentence per field where something is missing.
 */
export function readRefundForm(
  fields: Readonly<Record<string, string | undefined>>,
  { most, credit, currency }: { most: number; credit: number; currency: string },
  t: Messages["refunds"]["errors"],
  language: Language,
): { read: { amount: number; reason: RefundReason } } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const typed = fields.amount ?? "";
  // Somebody who types an amount means it, whatever is ticked above.
  const amount =
    typed !== ""
      ? readTypedAmount(typed, currency)
      : fields.choice === "all"
        ? most
        : fields.choice === "credit"
          ? credit
          : null;
  if (typed === "" && !["all", "credit", "part"].includes(fields.choice ?? ""))
    errors.choice = t.choice;
  else if (amount === null || amount <= 0 || amount > most)
    errors.amount = t.amount(formatMoney(money(most, currency), language));
  const reason = reasons.find((each) => each === fields.reason);
  if (!reason) errors.reason = t.reason;
  if (Object.keys(errors).length > 0 || amount === null || !reason) return { errors };
  return { read: { amount, reason } };
}
