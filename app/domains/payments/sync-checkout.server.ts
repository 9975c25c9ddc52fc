import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { applyToAttempt, type SyncedAttempt } from "./apply-attempt.server.ts";
import { readCheckout } from "./attempt-state.ts";
import { findAttempt } from "./attempts.server.ts";
import { failureOf, type StripeSession, stripe } from "./stripe.server.ts";

/**
 * Asks Stripe about a payment page and applies the answer: the one synchronisation for webhook, return page and reconciliation,
 * harmless to run any number of times, at once and in any order. `unknown`: not ours, or not at Stripe. `not-here-yet`: made for
 * this portal, but its attempt is not in this database (restored from a backup, say): ask again later.
 */
export async function syncCheckout(
  context: Context,
  sessionId: string,
): Promise<SyncedAttempt | Refusal<"unknown"> | Refusal<"not-here-yet">> {
  let session: StripeSession;
  try {
    session = await stripe(context).checkout.sessions.retrieve(sessionId, {
      expand: ["payment_intent"],
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === "refused" && failure.missing) return refused("unknown");
    throw error;
  }
  return applyCheckout(context, session);
}

/** Applies a session that was just read. */
export async function applyCheckout(
  context: Context,
  session: StripeSession,
): Promise<SyncedAttempt | Refusal<"unknown"> | Refusal<"not-here-yet">> {
  const attempt = await findAttempt(context, {
    sessionId: session.id,
    attemptId: session.metadata?.attempt,
  });
  if (!attempt)
    return refused(session.metadata?.portal === context.config.appUrl ? "not-here-yet" : "unknown");
  const intent =
    typeof session.payment_intent === "string"
      ? await stripe(context).paymentIntents.retrieve(session.payment_intent)
      : session.payment_intent;
  const reading = readCheckout({ ...session, payment_intent: intent });
  return applyToAttempt(context, attempt, { reading, intent, session });
}
