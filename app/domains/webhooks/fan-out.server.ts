import { and, eq, isNull } from "drizzle-orm";
import { type FeedRow, readCursor, readFeed } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";

const pageSize = 500;

/**
 * Reads the feed on from where an endpoint stands, and writes down what it is to be sent. The feed is the one of `GET /events`, with
 * its order and its patience for transactions that still run: no event is overtaken. Several at once are harmless: who moves the
 * cursor is who writes. Answers whether the feed was read to its end.
 */
export async function fanOut(
  context: Context,
  endpointId: string,
  until: number,
): Promise<boolean> {
  while (performance.now() < until) {
    const [endpoint] = await context.db
      .select({ cursor: webhookEndpoints.cursor, eventTypes: webhookEndpoints.eventTypes })
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.id, endpointId), isNull(webhookEndpoints.disabledAt)));
    const from = endpoint && readCursor(endpoint.cursor);
    if (!endpoint || !from) return true;
    const { rows, next } = await readFeed(context, from, pageSize);
    if (next === null) return true;
    const wanted = rows.filter(
      ({ event }) => endpoint.eventTypes === null || endpoint.eventTypes.includes(event.type),
    );
    await inScope(context, "all", async (tx) => {
      const moved = await tx
        .update(webhookEndpoints)
        .set({ cursor: next })
        .where(
          and(
            eq(webhookEndpoints.id, endpointId),
            eq(webhookEndpoints.cursor, endpoint.cursor),
            isNull(webhookEndpoints.disabledAt),
          ),
        )
        .returning({ id: webhookEndpoints.id });
      if (moved.length > 0) await writeDown(context, tx, endpointId, wanted);
    });
    if (rows.length < pageSize) return true;
  }
  return false;
}

/** What is there already was passed by before: somebody put the cursor back, to have it sent again. */
async function writeDown(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  endpointId: string,
  rows: readonly FeedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const now = clock.now();
  await tx
    .insert(webhookDeliveries)
    .values(
      rows.map(({ customerId, event }) => ({
        customerId,
        endpointId,
        eventId: Number(event.id),
        eventType: event.type,
        nextTryAt: now,
        createdAt: now,
        ...fresh,
      })),
    )
    .onConflictDoUpdate({
      target: [
        webhookDeliveries.customerId,
        webhookDeliveries.endpointId,
        webhookDeliveries.eventId,
      ],
      set: { nextTryAt: now, createdAt: now, ...fresh },
    });
}

/** A delivery that has not been tried. */
export const fresh = {
  state: "waiting",
  attempts: 0,
  giveUpAt: null,
  lastStatus: null,
  lastAnswer: null,
  lastError: null,
} as const;
