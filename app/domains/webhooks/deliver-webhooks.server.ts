import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { readEvents } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { later, seconds } from "#app/platform/duration.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { askForDelivery } from "./ask-for-delivery.server.ts";
import { fanOut } from "./fan-out.server.ts";
import { type PostOptions, postWebhook } from "./post-webhook.server.ts";
import { settleDelivered, settleFailed } from "./settle-delivery.server.ts";
import { signedHeaders } from "./signing-secret.server.ts";

export type DeliverOptions = Omit<PostOptions, "allowPrivate"> & {
  /** In [0, 1): spreads what is tried again. */
  readonly random?: () => number;
};

/** A job works this long at most, then hands over: a worker that stops must not wait for a hundred thousand messages. */
const shift = seconds(30);
/** Longer than a shift and its last messages: a claim that is older was left by a process that died. */
const claim = seconds(90);
/** Messages under way to one endpoint at once. */
const abreast = 8;

/**
 * Brings what happened to every endpoint that is on. Each is a lane of its own, so that a slow one holds up no other, and has one
 * lane at a time over all processes: several jobs at once are harmless. A crash may send a message twice, under the same id.
 */
export async function deliverWebhooks(
  context: Context,
  options: DeliverOptions = {},
): Promise<void> {
  const endpoints = await context.db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(isNull(webhookEndpoints.disabledAt));
  if (endpoints.length === 0) return;
  const until = performance.now() + shift;
  const lanes = await Promise.allSettled(
    endpoints.map(async ({ id }) => {
      const isRead = await fanOut(context, id, until);
      const isSent = await runLane(context, id, until, options);
      return isRead && isSent;
    }),
  );
  // What waits for its time is found by the timetable, every minute; only what was left for want of time goes on at once.
  if (lanes.some((lane) => lane.status === "fulfilled" && !lane.value))
    await askForDelivery(context);
  const broken = lanes.find((lane) => lane.status === "rejected");
  if (broken) throw broken.reason;
}

type LaneEndpoint = typeof webhookEndpoints.$inferSelect;
type Delivery = typeof webhookDeliveries.$inferSelect;

/** Sends what is due to one endpoint. Answers false when time ran out before. */
async function runLane(
  context: Context,
  endpointId: string,
  until: number,
  options: DeliverOptions,
): Promise<boolean> {
  // Looked at again after the lane is given back: what was written down meanwhile found it taken.
  while (await nextFew(context, endpointId)) {
    if (performance.now() >= until) return false;
    if (!(await claimLane(context, endpointId))) return true;
    try {
      for (;;) {
        // Read anew each time: somebody may switch it off or give it another secret.
        const few = await nextFew(context, endpointId);
        if (!few || performance.now() >= until) break;
        await sendAll(context, few.endpoint, few.due, options);
      }
    } finally {
      await context.db
        .update(webhookEndpoints)
        .set({ busyUntil: null })
        .where(eq(webhookEndpoints.id, endpointId));
    }
  }
  return true;
}

/** Null when nothing is due, or the endpoint wants nothing now. */
async function nextFew(
  context: Context,
  endpointId: string,
): Promise<{ endpoint: LaneEndpoint; due: Delivery[] } | null> {
  const endpoint = await readyEndpoint(context, endpointId);
  if (!endpoint) return null;
  const due = await dueOf(context, endpointId);
  return due.length > 0 ? { endpoint, due } : null;
}

/** Every message is settled, whatever became of the others. */
async function sendAll(
  context: Context,
  endpoint: LaneEndpoint,
  due: readonly Delivery[],
  options: DeliverOptions,
): Promise<void> {
  const names = due.map(({ customerId, eventId }) => ({ customerId, id: eventId }));
  const bodies = new Map(
    (await readEvents(context, names)).map(({ event }) => [event.id, JSON.stringify(event)]),
  );
  const sent = await Promise.allSettled(
    due.map((delivery) =>
      send(context, endpoint, delivery, bodies.get(String(delivery.eventId)), options),
    ),
  );
  const broken = sent.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
}

async function send(
  context: Context,
  endpoint: LaneEndpoint,
  delivery: Delivery,
  body: string | undefined,
  { random = Math.random, ...options }: DeliverOptions,
): Promise<void> {
  const { config, clock, logger } = context;
  const fail = (failure: Parameters<typeof settleFailed>[2]) =>
    settleFailed(context, delivery, failure, random());
  // An event is never deleted, only its customer with it.
  if (body === undefined) return fail({ error: "event-gone" });
  const message = { id: messageId(delivery.eventId), timestamp: clock.now(), body };
  const headers = signedHeaders(endpoint, message, config.appSecret);
  if (!headers) return fail({ error: "secret-unreadable" });
  const answer = await postWebhook(endpoint.url, headers, body, {
    ...options,
    allowPrivate: config.webhookAllowPrivate,
  });
  if ("status" in answer && answer.status >= 200 && answer.status < 300)
    return settleDelivered(context, delivery, answer);
  const outcome = "status" in answer ? answer.status : answer.error;
  logger.warn({ endpoint: endpoint.id, event: delivery.eventId, outcome }, "Webhook not taken");
  return fail(answer);
}

/** The same for every try and every replay of an event: receivers know by it what they have. */
function messageId(eventId: number): string {
  return `evt_${eventId}`;
}

/** The next few, longest due first. */
function dueOf(context: Context, endpointId: string): Promise<Delivery[]> {
  return inScope(context, "all", (tx) =>
    tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          eq(webhookDeliveries.state, "waiting"),
          lte(webhookDeliveries.nextTryAt, context.clock.now()),
        ),
      )
      .orderBy(asc(webhookDeliveries.nextTryAt), asc(webhookDeliveries.eventId))
      .limit(abreast),
  );
}

async function claimLane({ db, clock }: Context, endpointId: string): Promise<boolean> {
  const now = clock.now();
  const claimed = await db
    .update(webhookEndpoints)
    .set({ busyUntil: later(now, claim) })
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        or(isNull(webhookEndpoints.busyUntil), lte(webhookEndpoints.busyUntil, now)),
      ),
    )
    .returning({ id: webhookEndpoints.id });
  return claimed.length > 0;
}

/** Undefined while it is off, or left alone after failures. */
async function readyEndpoint(
  { db, clock }: Context,
  endpointId: string,
): Promise<LaneEndpoint | undefined> {
  const [endpoint] = await db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.id, endpointId),
        isNull(webhookEndpoints.disabledAt),
        or(isNull(webhookEndpoints.pausedUntil), lte(webhookEndpoints.pausedUntil, clock.now())),
      ),
    );
  return endpoint;
}
