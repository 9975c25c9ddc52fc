import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { readEvents } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { later, seconds } from "#app/platform/duration.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
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
      await fanOut(context, id, until);
      await runLane(context, id, until, options);
    }),
  );
  await comeBack(context);
  const broken = lanes.find((lane) => lane.status === "rejected");
  if (broken) throw broken.reason;
}

type LaneEndpoint = typeof webhookEndpoints.$inferSelect;
type Delivery = typeof webhookDeliveries.$inferSelect;

async function runLane(
  context: Context,
  endpointId: string,
  until: number,
  options: DeliverOptions,
): Promise<void> {
  if ((await dueOf(context, endpointId)).length === 0) return;
  if (!(await claimLane(context, endpointId))) return;
  try {
    while (performance.now() < until) {
      // Read anew each time: somebody may switch it off or give it another secret.
      const endpoint = await readyEndpoint(context, endpointId);
      const due = endpoint ? await dueOf(context, endpointId) : [];
      if (!endpoint || due.length === 0) return;
      await sendAll(context, endpoint, due, options);
    }
  } finally {
    await context.db
      .update(webhookEndpoints)
      .set({ busyUntil: null })
      .where(eq(webhookEndpoints.id, endpointId));
  }
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

/** What waits for its time gets a job at that time; the worker's timetable comes by every minute anyway. */
async function comeBack(context: Context): Promise<void> {
  await inScope(context, "all", async (tx) => {
    const [next] = await tx
      .select({
        at: sql<
          string | null
        >`min(greatest(${webhookDeliveries.nextTryAt}, ${webhookEndpoints.pausedUntil}, ${webhookEndpoints.busyUntil}))`,
      })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .where(and(eq(webhookDeliveries.state, "waiting"), isNull(webhookEndpoints.disabledAt)));
    if (!next?.at) return;
    const soonest = later(context.clock.now(), seconds(1));
    const at = new Date(next.at);
    await enqueue(
      tx,
      "deliver-webhooks",
      {},
      { key: "deliver-waiting-webhooks", runAt: at > soonest ? at : soonest, maxAttempts: 5 },
    );
  });
}
