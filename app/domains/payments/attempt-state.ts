import type { AttemptState } from "#db/schema/payments.ts";

/**
 * How far an attempt has come. States only move to a higher number, so that a late or repeated answer of Stripe changes
 * nothing. `canceled` is our own word (we gave a page up without hearing from Stripe) and yields to any of Stripe's;
 * money that arrived yields to nothing.
 */
const progress: Record<AttemptState, number> = {
  open: 0,
  canceled: 1,
  processing: 2,
  failed: 3,
  expired: 3,
  succeeded: 4,
};

export function movesForward(from: AttemptState, to: AttemptState): boolean {
  return progress[to] > progress[from];
}

/** What matters of a Checkout session and its PaymentIntent (docs.stripe.com/api/checkout/sessions/object). */
export interface CheckoutFacts {
  status: string | null;
  payment_status: string;
  payment_intent: {
    status: string;
    last_payment_error: { code?: string; decline_code?: string } | null;
  } | null;
}

/**
 * Reads a charge that was made while nobody was there. It wants its holder or another card: that is its failure, because nobody
 * will come; only one that Stripe has not tried yet is open.
 */
export function readOffSession(
  intent: NonNullable<CheckoutFacts["payment_intent"]>,
): CheckoutReading {
  const error = intent.last_payment_error;
  if (intent.status === "succeeded") return { state: "succeeded", failureCode: null };
  if (intent.status === "processing") return { state: "processing", failureCode: null };
  if (intent.status === "requires_confirmation") return { state: "open", failureCode: null };
  const wanted = intent.status === "requires_action" ? "authentication_required" : intent.status;
  return { state: "failed", failureCode: error?.decline_code ?? error?.code ?? wanted };
}

/** What Stripe says of an attempt, and why the last try to pay was refused. */
export interface CheckoutReading {
  state: Exclude<AttemptState, "canceled">;
  failureCode: string | null;
}

/**
 * Reads a session. Only `payment_status: "paid"` is money. A complete session that is unpaid is under way at the bank or has
 * failed, which only its PaymentIntent knows; a refused card leaves the session open for another try.
 */
export function readCheckout(session: CheckoutFacts): CheckoutReading {
  const error = session.payment_intent?.last_payment_error ?? null;
  const failureCode = error?.decline_code ?? error?.code ?? null;
  if (session.payment_status === "paid") return { state: "succeeded", failureCode: null };
  if (session.status === "open") return { state: "open", failureCode };
  if (session.status === "expired") return { state: "expired", failureCode };
  const intent = session.payment_intent?.status;
  if (intent === "requires_payment_method" || intent === "canceled")
    return { state: "failed", failureCode: failureCode ?? intent };
  return { state: "processing", failureCode: null };
}
