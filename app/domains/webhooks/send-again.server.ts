import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { cursorFrom } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { type EndpointManager, mayManageEndpoints } from "./endpoint.ts";
import { fresh } from "./fan-out.server.ts";
import { healthy } from "./switch-endpoint.server.ts";

type AgainRefusal = Refusal<"managers-only" | "not-found" | "endpoint-disabled">;

/** How far back everything can be sent again: a month, and the day that somebody takes to think about it. */
const mostDaysAgain = 31;

/** Sends one event to an endpoint again, under the same id, whatever became of it before. */
export async function sendAgain(
  context: Context,
  viewer: EndpointManager,
  endpointId: string,
  eventId: number,
): Promise<{ events: 1 } | AgainRefusal> {
  return again(context, viewer, endpointId, { eventId }, async (tx) => {
    const reset = await tx
      .update(webhookDeliveries)
      .set({ ...fresh, nextTryAt: context.clock.now() })
      .where(
        and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.eventId, eventId)),
      )
      .returning({ eventId: webhookDeliveries.eventId });
    return reset.length === 0 ? refused("not-found") : { events: 1 };
  });
}

/** Sends everything since a time again, under the same ids, including what was never sent: the endpoint goes back in the feed. */
export async function sendAgainSince(
  context: Context,
  viewer: EndpointManager,
  endpointId: string,
  since: Date,
): Promise<{ since: Date } | AgainRefusal | Refusal<"too-far-back">> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  const now = context.clock.now();
  const isWithin = since >= later(now, -days(mostDaysAgain)) && since <= now;
  if (!isWithin) return refused("too-far-back");
  const cursor = await cursorFrom(context, since);
  return again(context, viewer, endpointId, { since: since.toISOString() }, async (tx) => {
    await tx.update(webhookEndpoints).set({ cursor }).where(eq(webhookEndpoints.id, endpointId));
    return { since };
  });
}

async function again<T extends object>(
  context: Context,
  viewer: EndpointManager,
  endpointId: string,
  what: Record<string, unknown>,
  run: (tx: Transaction) => Promise<T>,
): Promise<T | AgainRefusal> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(endpointId)) return refused("not-found");
  return inScope(context, "all", async (tx): Promise<T | AgainRefusal> => {
    const [known] = await tx
      .select({ url: webhookEndpoints.url, disabledAt: webhookEndpoints.disabledAt })
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.id, endpointId))
      .for("update");
    if (!known) return refused("not-found");
    if (known.disabledAt) return refused("endpoint-disabled");
    const answer = await run(tx);
    if ("refused" in answer) return answer;
    // Whoever asks has mended the other side: no pause.
    await tx
      .update(webhookEndpoints)
      .set(healthy)
      .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.disabledAt)));
    await recordAudit(context, tx, {
      by: viewer,
      action: "webhook-endpoint.sent-again",
      subject: { type: "webhook-endpoint", id: endpointId },
      data: { url: known.url, ...what },
    });
    await enqueue(tx, "deliver-webhooks", {}, { key: "deliver-webhooks", maxAttempts: 5 });
    return answer;
  });
}
