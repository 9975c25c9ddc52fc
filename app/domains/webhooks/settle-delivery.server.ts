import { and, eq, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { later } from "#app/platform/duration.ts";
import { raiseStaffTask, type StaffTaskKind } from "#app/platform/staff-tasks.server.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import type { NoAnswer } from "./post-webhook.server.ts";
import { nextTry, pauseAfter, triedFor } from "./retry-times.ts";
import { healthy, switchOff } from "./switch-endpoint.server.ts";

export type DeliveryFailure =
  | { readonly status: number; readonly excerpt: string }
  | { readonly error: NoAnswer | "event-gone" | "secret-unreadable" };

export interface DeliveryName {
  customerId: string;
  endpointId: string;
  eventId: number;
}

/** "Gone": the receiver will never want anything again (RFC 9110 §15.5.11). */
const gone = 410;

export async function settleDelivered(
  context: Context,
  delivery: DeliveryName & { attempts: number },
  { status, excerpt }: { status: number; excerpt: string },
): Promise<void> {
  const now = context.clock.now();
  await inScope(context, "all", async (tx) => {
    // The endpoint's row first, always: whoever switches it off takes the locks in this order.
    await tx
      .update(webhookEndpoints)
      .set({ lastDeliveredAt: now, ...healthy })
      .where(eq(webhookEndpoints.id, delivery.endpointId));
    await tx
      .update(webhookDeliveries)
      .set({
        state: "delivered",
        attempts: delivery.attempts + 1,
        lastTriedAt: now,
        lastStatus: status,
        lastAnswer: excerpt,
        lastError: null,
      })
      .where(thisOne(delivery));
  });
}

/**
 * A try that brought nothing: another one later, until three days after the first. An endpoint that says it is gone, or that failed for
 * three days without one success, is switched off. Somebody is told of either end.
 */
export async function settleFailed(
  context: Context,
  delivery: DeliveryName & { attempts: number; giveUpAt: Date | null },
  failure: DeliveryFailure,
  random: number,
): Promise<void> {
  const now = context.clock.now();
  const attempts = delivery.attempts + 1;
  const giveUpAt = delivery.giveUpAt ?? later(now, triedFor);
  const isOver = now >= giveUpAt;
  await inScope(context, "all", async (tx) => {
    const health = await countFailure(tx, delivery.endpointId, now);
    await tx
      .update(webhookDeliveries)
      .set({
        attempts,
        giveUpAt,
        lastTriedAt: now,
        lastStatus: "status" in failure ? failure.status : null,
        lastAnswer: "status" in failure ? failure.excerpt : null,
        lastError: "error" in failure ? failure.error : null,
        ...(isOver
          ? { state: "failed" as const }
          : { nextTryAt: nextTry(now, attempts, giveUpAt, random) }),
      })
      // Not what was settled otherwise meanwhile.
      .where(and(thisOne(delivery), eq(webhookDeliveries.state, "waiting")));
    if (isOver) await tell(context, tx, "webhook-undelivered", delivery.endpointId);
    const isGone = "status" in failure && failure.status === gone;
    const isDead = health !== null && later(health.failingSince, triedFor) <= now;
    if (!isGone && !isDead) return;
    const off = await switchOff(context, tx, delivery.endpointId, isGone ? "gone" : "failing");
    if (off !== null) await tell(context, tx, "webhook-disabled", delivery.endpointId);
  });
}

async function countFailure(
  tx: Transaction,
  endpointId: string,
  now: Date,
): Promise<{ failingSince: Date } | null> {
  const [counted] = await tx
    .update(webhookEndpoints)
    .set({
      failures: sql`${webhookEndpoints.failures} + 1`,
      failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${now.toISOString()}::timestamptz)`,
    })
    .where(eq(webhookEndpoints.id, endpointId))
    .returning({ failures: webhookEndpoints.failures, since: webhookEndpoints.failingSince });
  if (!counted?.since) return null;
  const pause = pauseAfter(counted.failures);
  if (pause > 0)
    await tx
      .update(webhookEndpoints)
      .set({ pausedUntil: later(now, pause) })
      .where(eq(webhookEndpoints.id, endpointId));
  return { failingSince: counted.since };
}

/** Once per endpoint and day: a backlog that runs out is one matter, not a thousand. */
async function tell(
  context: Context,
  tx: Transaction,
  kind: StaffTaskKind,
  endpointId: string,
): Promise<void> {
  const day = context.clock.now().toISOString().slice(0, 10);
  const subject = { type: "webhook-endpoint", id: `${endpointId} ${day}` };
  await raiseStaffTask(context, tx, { kind, customerId: null, subject, data: { endpointId } });
}

function thisOne({ customerId, endpointId, eventId }: DeliveryName) {
  return and(
    eq(webhookDeliveries.customerId, customerId),
    eq(webhookDeliveries.endpointId, endpointId),
    eq(webhookDeliveries.eventId, eventId),
  );
}
