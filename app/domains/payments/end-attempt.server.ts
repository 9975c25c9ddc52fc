import type { Context } from "#app/platform/context.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { type Attempt, attachSession, giveUpAttempt } from "./attempts.server.ts";
import { resumeOffSession } from "./autopay/off-session.server.ts";
import { findSession } from "./find-session.server.ts";
import { failureOf, stripe } from "./stripe.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";

/**
 * Closes an attempt's payment page at Stripe, so that nobody can pay there any more, and writes down what became of it. When
 * it cannot be closed because somebody has just paid there, that is what is written: look at the attempt again afterwards.
 */
export async function endAttempt(context: Context, attempt: Attempt): Promise<void> {
  // No page to close: it is being charged, or its answer was lost.
  if (attempt.offSessionMethodId) return resumeOffSession(context, attempt);
  let sessionId = attempt.checkoutSessionId;
  if (!sessionId) {
    const session = await findSession(context, attempt.id);
    if (!session) return giveUpAttempt(context, attempt);
    await attachSession(context, attempt, session);
    sessionId = session.id;
  }
  const now = await expireSession(context, sessionId);
  if (isRefused(now)) await giveUpAttempt(context, attempt);
}

/** Expires a session and applies what Stripe then says of it. An expired page is harmless to expire again. */
export async function expireSession(context: Context, sessionId: string) {
  try {
    await stripe(context).checkout.sessions.expire(sessionId);
  } catch (error) {
    // "Only Checkout Sessions with a status in ["open"] can be expired": paid or expired meanwhile.
    if (failureOf(error)?.kind !== "refused") throw error;
  }
  return syncCheckout(context, sessionId);
}
