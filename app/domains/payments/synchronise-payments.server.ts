import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { later, minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { paymentAttempts, refundRequests } from "#db/schema/payments.ts";
import { attachSession, giveUpAttempt, reloadAttempt } from "./attempts.server.ts";
import { resumeOffSession } from "./autopay/off-session.server.ts";
import { syncSilentSetups } from "./autopay/sync-setup.server.ts";
import { findSession } from "./find-session.server.ts";
import { sendRefund } from "./send-refund.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";

export interface Synchronised {
  asked: number;
  changed: number;
  /** Attempts that could not be asked about; they stay for the next time. */
  failed: number;
}

/**
 * Asks Stripe about attempts that are open or under way and of which nothing was heard for a while: their webhook may be
 * lost, their page expired, or the answer that carried its id never arrived. At most `limit` at a time, longest silent first.
 */
export async function synchronisePayments(
  context: Context,
  { silentFor = minutes(10), limit = 200 }: { silentFor?: number; limit?: number } = {},
): Promise<Synchronised> {
  const attempts = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(paymentAttempts)
      .where(
        and(
          inArray(paymentAttempts.state, ["open", "processing"]),
          lt(paymentAttempts.updatedAt, later(context.clock.now(), -silentFor)),
        ),
      )
      .orderBy(asc(paymentAttempts.updatedAt))
      .limit(limit),
  );
  const result: Synchronised = { asked: 0, changed: 0, failed: 0 };
  await sendForgottenRefunds(context, silentFor);
  await syncSilentSetups(context, silentFor);
  for (const attempt of attempts) {
    try {
      result.asked += 1;
      const state = await ask(context, attempt);
      if (state !== attempt.state) result.changed += 1;
    } catch (error) {
      result.failed += 1;
      context.logger.warn({ attempt: attempt.id, error }, "A payment could not be synchronised");
    }
  }
  return result;
}

/** Refunds that were requested and whose job has given up: Stripe was away for longer than it tries. */
async function sendForgottenRefunds(context: Context, silentFor: number): Promise<void> {
  const forgotten = await inScope(context, "all", (tx) =>
    tx
      .select({ customerId: refundRequests.customerId, id: refundRequests.id })
      .from(refundRequests)
      .where(
        and(
          eq(refundRequests.state, "waiting"),
          lt(refundRequests.updatedAt, later(context.clock.now(), -silentFor)),
        ),
      ),
  );
  for (const request of forgotten)
    await sendRefund(context, request).catch((error: unknown) => {
      context.logger.warn({ refundRequest: request.id, error }, "A refund still waits for Stripe");
    });
}

async function ask(context: Context, attempt: typeof paymentAttempts.$inferSelect) {
  if (attempt.offSessionMethodId) {
    await resumeOffSession(context, attempt);
    return (await reloadAttempt(context, attempt)).state;
  }
  let sessionId = attempt.checkoutSessionId;
  if (!sessionId) {
    const session = await findSession(context, attempt.id);
    if (session) await attachSession(context, attempt, session);
    sessionId = session?.id ?? null;
  }
  const synced = sessionId ? await syncCheckout(context, sessionId) : null;
  if (synced && !isRefused(synced)) return synced.state;
  // Stripe has no such page. What was under way stays so, for reconciliation to report: its money is somewhere.
  if (attempt.state === "open") await giveUpAttempt(context, attempt);
  return attempt.state === "open" ? "canceled" : attempt.state;
}
