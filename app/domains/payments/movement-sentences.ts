import { dayIn, formatDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";

/** To the customer (`payments`), or about them (`refunds.moved`). */
type MovementWords = Pick<
  Messages["payments"],
  "contestedSentence" | "refundedSentence" | "refundFailed" | "refundPending" | "kept"
>;

/** What happened to a payment after it came, a sentence each: refunds, disputes at the bank, money not used yet. */
export function movementSentences(
  payment: {
    currency: string;
    unallocated: number;
    takenBack: readonly {
      kind: "refund" | "bank-dispute";
      amount: number;
      status: string;
      at: Date;
    }[];
  },
  t: MovementWords,
  language: Language,
  timeZone: string,
): string[] {
  const say = (minor: number) => formatMoney(money(minor, payment.currency), language);
  const sentences = payment.takenBack.flatMap(({ kind, amount, status, at }) => {
    if (kind === "bank-dispute")
      return status === "withdrawn" ? [t.contestedSentence(say(amount))] : [];
    if (status === "succeeded")
      return [t.refundedSentence(say(amount), formatDay(dayIn(timeZone, at), language))];
    return [
      status === "failed" || status === "canceled"
        ? t.refundFailed(say(amount))
        : t.refundPending(say(amount)),
    ];
  });
  return payment.unallocated > 0 ? [...sentences, t.kept(say(payment.unallocated))] : sentences;
}
