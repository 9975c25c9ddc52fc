import type { Messages } from "#app/platform/i18n/messages.ts";
import type { AttemptState } from "#db/schema/payments.ts";

type Words = Messages["payments"];

/** Stripe's decline and failure codes (docs.stripe.com/declines/codes, /error-codes) in the words we have for them. */
const wordsByCode: Record<string, keyof Words["failures"]> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_number: "incorrect_number",
  invalid_number: "incorrect_number",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  authentication_required: "authentication",
  payment_intent_authentication_failure: "authentication",
  processing_error: "processing_error",
  try_again_later: "processing_error",
  issuer_not_available: "processing_error",
  reenter_transaction: "processing_error",
  card_velocity_exceeded: "limit",
  withdrawal_count_limit_exceeded: "limit",
  charge_exceeds_source_limit: "limit",
  charge_exceeds_transaction_limit: "limit",
  payment_method_provider_decline: "debit_refused",
  debit_not_authorized: "debit_refused",
  debit_disputed: "debit_refused",
  debit_declined: "debit_refused",
  invalid_bank_account: "account_closed",
  bank_account_unusable: "account_closed",
  account_closed: "account_closed",
  no_account: "account_closed",
  canceled: "canceled",
};

/** Why a payment was refused, as a person understands it. Lost and stolen cards are told in general terms, as Stripe advises. */
export function failureSentence(code: string | null, t: Words): string {
  return t.failures[(code && wordsByCode[code]) || "other"];
}

/** What a payer is told after pressing "pay": a heading, sentences, and what can be done next. */
export interface OutcomeWords {
  tone: "paid" | "held" | "late" | "due";
  title: string;
  sentences: string[];
  next: "receipt" | "nothing" | "pay-again" | "resume" | "reload";
}

/**
 * Puts the state of an attempt into words that claim no more than Stripe said. `amount` is written out; `asked` is false
 * when Stripe did not answer just now: then nothing is said about what was charged.
 */
export function outcomeWords(
  attempt: { state: AttemptState; failureCode: string | null; asked: boolean },
  amount: string,
  t: Words,
): OutcomeWords {
  const { titles, ...words } = t.outcome;
  const { state, failureCode } = attempt;
  if (state === "succeeded")
    return {
      tone: "paid",
      title: titles.succeeded,
      sentences: [words.succeeded(amount), words.succeededNext],
      next: "receipt",
    };
  if (state === "processing")
    return {
      tone: "held",
      title: titles.processing,
      sentences: [words.processing(amount), words.processingNext],
      next: "nothing",
    };
  if (state === "open" && !attempt.asked)
    return {
      tone: "due",
      title: titles.unknown,
      sentences: [words.unknown, words.unknownNext],
      next: "reload",
    };
  if (state === "failed")
    return {
      tone: "late",
      title: titles.failed,
      sentences: [failureSentence(failureCode, t), words.notCharged, words.failedNext],
      next: "pay-again",
    };
  if (state === "open" && failureCode)
    return {
      tone: "late",
      title: titles.refused,
      sentences: [failureSentence(failureCode, t), words.notCharged, words.openNext],
      next: "resume",
    };
  return state === "open"
    ? {
        tone: "due",
        title: titles.open,
        sentences: [words.notCharged, words.openNext],
        next: "resume",
      }
    : { tone: "due", title: titles.expired, sentences: [words.notCharged], next: "pay-again" };
}

/** The state of a payment that was received, by what went back of it. */
export function paymentState(payment: {
  amount: number;
  refunded: number;
}): "succeeded" | "refunded" | "partly-refunded" {
  if (payment.refunded === 0) return "succeeded";
  return payment.refunded >= payment.amount ? "refunded" : "partly-refunded";
}
