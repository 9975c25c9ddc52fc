import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { listEvents } from "#app/domains/invoices/list-events.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, hours, minutes } from "#app/platform/duration.ts";
import type { EventType } from "#app/platform/event-types.ts";
import { announce } from "#app/platform/events.server.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { testDatabase } from "#tests/support/database.ts";
import { feedInSight } from "#tests/support/feed-in-sight.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { addEndpoint } from "./add-endpoint.server.ts";
import { type DeliverOptions, deliverWebhooks } from "./deliver-webhooks.server.ts";
import { endpointInput } from "./endpoint.ts";
import { forgetDeliveries } from "./forget-deliveries.server.ts";
import { listDeliveries } from "./list-deliveries.server.ts";
import { findEndpoint } from "./list-endpoints.server.ts";
import { rotateSecret } from "./rotate-secret.server.ts";
import { sendAgain, sendAgainSince } from "./send-again.server.ts";
import { disableEndpoint, enableEndpoint } from "./switch-endpoint.server.ts";
import { testEndpoint } from "./test-endpoint.server.ts";

/* Real HTTP to a receiver that lies. The library that verifies goes by the machine's time: so do the tests. */

const context = await testDatabase({
  now: new Date(),
  environment: { WEBHOOK_ALLOW_PRIVATE: "1" },
});
const manager: StaffViewer = {
  kind: "staff",
  personId: "0199aaaa-0000-7000-8000-000000000001",
  name: "Ada",
  email: "ada@biller.example",
  role: "manager",
};

function done<T>(answer: T): Exclude<T, Refusal<string>> {
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  return answer as Exclude<T, Refusal<string>>;
}

const customer = done(
  await putCustomer(context, erp, "C-1", customerInput.parse({ name: "Le Fournil" })),
).customer;

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

type Behaviour = (response: ServerResponse, request: Received) => void;
const answers =
  (status: number, headers = {}, body = ""): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end(body);

const closers: (() => void)[] = [];

/** A loopback receiver that behaves as told, until told otherwise. */
async function receiver(behaviour: Behaviour = answers(204)) {
  const state = { behaviour, received: [] as Received[], url: "", onReceive: () => {} };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const received = { headers: request.headers, body };
      state.received.push(received);
      state.behaviour(response, received);
      state.onReceive();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return state;
}

async function endpointAt(url: string, input: object = {}) {
  const made = done(await addEndpoint(context, manager, endpointInput.parse({ url, ...input })));
  return { id: made.endpoint.id, secret: made.secret };
}

async function happen(...types: EventType[]) {
  await write(...types);
  await feedInSight(context);
}

function write(...types: EventType[]) {
  return inScope(context, "all", (tx) =>
    announce(
      context,
      tx,
      ...types.map((type, index) => ({
        customerId: customer.id,
        type,
        subject: { type: "customer" as const, id: customer.id, number: `n-${index}` },
        data: { amount: "1.00" },
      })),
    ),
  );
}

const deliver = (options: DeliverOptions = {}) =>
  deliverWebhooks(context, { random: () => 0.5, ...options });
const feed = async () => done(await listEvents(context, erp, { limit: 500 })).data;
const deliveries = async (endpointId: string) =>
  done(await listDeliveries(context, manager, { endpointId })).rows;
const health = async (id: string) => done(await findEndpoint(context, manager, id));
const tasks = async () =>
  (await context.db.select().from(staffTasks)).map(({ kind }) => kind).sort();
const headersOf = ({ headers }: Received) => headers as Record<string, string>;

beforeEach(() => context.clock.set(new Date()));
afterEach(async () => {
  await context.db.delete(webhookEndpoints);
  await context.db.delete(staffTasks);
  for (const close of closers.splice(0)) close();
});
afterAll(() => {
  for (const close of closers) close();
});

test("what happens is sent once, signed, as the feed tells it; what happened before is not", async () => {
  await happen("customer.updated");
  const target = await receiver();
  const { id, secret } = await endpointAt(target.url);
  await happen("customer.updated", "payment.received");
  await deliver();
  await deliver();
  const told = (await feed()).slice(-2);
  expect(target.received.map(({ body }) => body)).toEqual(told.map((e) => JSON.stringify(e)));
  for (const [index, received] of target.received.entries()) {
    expect(received.headers["webhook-id"]).toBe(`evt_${told[index]?.id}`);
    expect(received.headers["content-type"]).toBe("application/json");
    expect(new Webhook(secret).verify(received.body, headersOf(received))).toMatchObject({
      id: told[index]?.id,
    });
    const other = `whsec_${Buffer.from("another secret of enough bytes").toString("base64")}`;
    expect(() => new Webhook(other).verify(received.body, headersOf(received))).toThrow();
  }
  expect(await health(id)).toMatchObject({
    lastDeliveredAt: context.clock.now(),
    failingSince: null,
  });
  expect((await deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([
    ["delivered", 1],
    ["delivered", 1],
  ]);
});

test("an invoice that is sent reaches the endpoint through the worker, without waiting for the timetable", async () => {
  const target = await receiver();
  await endpointAt(target.url, { eventTypes: ["invoice.issued"] });
  const bytes = sentBytes({ number: "FA-1", customerNumber: "C-1" });
  done(await ingestInvoice(context, erp, bytes, "application/json", { language: "fr" }));
  await feedInSight(context);
  await runPendingJobs(context);
  expect(target.received.map(({ body }) => JSON.parse(body).type)).toEqual(["invoice.issued"]);
});

test("an event that commits late is not overtaken", async () => {
  const target = await receiver();
  await endpointAt(target.url);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const late = inScope(context, "all", async (tx) => {
    await announce(context, tx, {
      customerId: customer.id,
      type: "payment.received",
      subject: { type: "customer", id: customer.id, number: "late" },
    });
    written();
    await held;
  });
  await isWritten;
  await write("customer.updated");
  await deliver();
  expect(target.received).toEqual([]);
  release();
  await late;
  await feedInSight(context);
  await deliver();
  expect(target.received.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
    "customer.updated",
    "payment.received",
  ]);
});

test("500 is tried again later and later; after three days the delivery has failed, the endpoint is off and staff are told", async () => {
  const target = await receiver(answers(500, {}, "no\u0000 luck"));
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  const start = context.clock.now();
  await deliver();
  await deliver();
  expect(target.received).toHaveLength(1);
  expect(await deliveries(id)).toMatchObject([
    { state: "waiting", attempts: 1, lastStatus: 500, lastAnswer: "no luck", lastError: null },
  ]);
  expect((await health(id)).failingSince).toEqual(start);
  context.clock.advance(minutes(1));
  await deliver();
  expect(target.received).toHaveLength(2);
  for (let hour = 0; hour < 71; hour += 1) {
    context.clock.advance(hours(1));
    await deliver();
  }
  expect(await deliveries(id)).toMatchObject([{ state: "waiting" }]);
  expect(await tasks()).toEqual([]);
  context.clock.advance(hours(1));
  await deliver();
  expect(await deliveries(id)).toMatchObject([{ state: "failed", lastStatus: 500 }]);
  expect(await health(id)).toMatchObject({ disabledWhy: "failing" });
  expect(await tasks()).toEqual(["webhook-disabled", "webhook-undelivered"]);
  const count = target.received.length;
  expect(count).toBeGreaterThan(10);
  // The same id at every try.
  expect(new Set(target.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  await happen("payment.received");
  await deliver();
  expect(target.received).toHaveLength(count);
});

test("one success ends a failing time", async () => {
  const target = await receiver(answers(503));
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver();
  target.behaviour = answers(200, {}, "ok");
  context.clock.advance(minutes(1));
  await deliver();
  expect(await deliveries(id)).toMatchObject([
    { state: "delivered", attempts: 2, lastStatus: 200 },
  ]);
  expect((await health(id)).failingSince).toBeNull();
});

test("410 switches the endpoint off; what still waited has failed", async () => {
  const target = await receiver(answers(410));
  const { id } = await endpointAt(target.url);
  await happen("payment.received", "payment.failed");
  await deliver();
  expect(await health(id)).toMatchObject({ disabledWhy: "gone" });
  expect((await deliveries(id)).map(({ state }) => state)).toEqual(["failed", "failed"]);
  expect(await tasks()).toEqual(["webhook-disabled"]);
});

test("a redirect is not followed", async () => {
  const inside = await receiver();
  const target = await receiver(answers(307, { location: inside.url }));
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver();
  expect(await deliveries(id)).toMatchObject([{ state: "waiting", lastStatus: 307 }]);
  expect(inside.received).toEqual([]);
});

test("one that hangs runs into the time limit and holds up no other", async () => {
  const hanging = await receiver(() => {});
  const quick = await receiver();
  const slowId = (await endpointAt(hanging.url)).id;
  await endpointAt(quick.url);
  const [isHanging, isReceived] = [hanging, quick].map(
    (each) =>
      new Promise<void>((resolve) => {
        each.onReceive = resolve;
      }),
  );
  await happen("payment.received");
  let ended = false;
  const job = deliver({ timeout: 1500 }).then(() => {
    ended = true;
  });
  await isHanging;
  await isReceived;
  expect(ended).toBe(false);
  // A job that comes meanwhile leaves the busy lane alone and is through at once.
  await happen("payment.failed");
  await deliver();
  expect([ended, hanging.received.length, quick.received.length]).toEqual([false, 1, 2]);
  await job;
  expect((await deliveries(slowId)).map(({ lastError }) => lastError)).toContain("timeout");
});

test("no more than 4 KB of an answer is read, however long it is", async () => {
  let closed = 0;
  const target = await receiver((response) => {
    response.on("close", () => (closed += 1));
    response.writeHead(200, { "content-type": "text/plain" });
    const pour = () => {
      while (response.write("é".repeat(8192)));
      response.once("drain", pour);
    };
    pour();
  });
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver();
  const [delivery] = await deliveries(id);
  expect(delivery).toMatchObject({ state: "delivered", lastStatus: 200 });
  expect(delivery?.lastAnswer).toBe("é".repeat(500));
  await expect.poll(() => closed).toBe(1);
});

test("an answer that never ends counts by its status", async () => {
  const target = await receiver((response) => {
    response.writeHead(200).write("so far");
  });
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver({ timeout: 300 });
  expect(await deliveries(id)).toMatchObject([{ state: "delivered", lastAnswer: "so far" }]);
});

test("several jobs at once send nothing twice", async () => {
  const target = await receiver();
  await endpointAt(target.url);
  await happen(...Array.from({ length: 40 }, () => "notification.delivered" as const));
  await Promise.all([deliver(), deliver(), deliver()]);
  await deliver();
  const ids = target.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(40);
  expect(new Set(ids).size).toBe(40);
});

test("one that fails again and again is left alone for a while, then gets everything", async () => {
  const target = await receiver(answers(500));
  await endpointAt(target.url);
  await happen(...Array.from({ length: 20 }, () => "notification.delivered" as const));
  await deliver();
  expect(target.received).toHaveLength(8);
  target.behaviour = answers(200);
  await deliver();
  expect(target.received).toHaveLength(8);
  context.clock.advance(minutes(5));
  await deliver();
  expect(target.received).toHaveLength(28);
});

test("only the types it wants", async () => {
  const target = await receiver();
  await endpointAt(target.url, { eventTypes: ["payment.failed"] });
  await happen("payment.received", "payment.failed");
  await deliver();
  expect(target.received.map(({ body }) => JSON.parse(body).type)).toEqual(["payment.failed"]);
});

test("after a change of secret both sign for a day, then the new one alone", async () => {
  const target = await receiver();
  const { id, secret } = await endpointAt(target.url);
  const rotated = done(await rotateSecret(context, manager, id));
  await happen("payment.received");
  await deliver();
  const both = target.received[0]!;
  expect(both.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
  for (const valid of [secret, rotated.secret])
    new Webhook(valid).verify(both.body, headersOf(both));
  context.clock.advance(hours(24));
  await happen("payment.received");
  await deliver();
  expect(target.received[1]?.headers["webhook-signature"]).toMatch(/^v1,\S+$/);
  const [row] = await context.db.select().from(webhookEndpoints);
  expect(JSON.stringify(row)).not.toContain(rotated.secret.slice(6));
});

test("one is sent again, or all since a time, under the same ids; also what was never sent", async () => {
  const target = await receiver();
  // After everything that other tests let happen in their own time.
  context.clock.advance(days(40));
  const before = context.clock.now();
  await happen("customer.updated");
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver();
  const [first] = await deliveries(id);
  done(await sendAgain(context, manager, id, first!.eventId));
  await runPendingJobs(context);
  const ids = () => target.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids()).toEqual([`evt_${first!.eventId}`, `evt_${first!.eventId}`]);
  target.received.length = 0;
  done(await sendAgainSince(context, manager, id, before));
  await runPendingJobs(context);
  const expected = (await feed()).filter(({ createdAt }) => createdAt >= before);
  expect(expected.length).toBeGreaterThanOrEqual(2);
  expect(ids().sort()).toEqual(expected.map((event) => `evt_${event.id}`).sort());
  const longAgo = new Date(context.clock.now().getTime() - days(32));
  for (const since of [
    longAgo,
    new Date(Number.NaN),
    new Date(context.clock.now().getTime() + days(1)),
  ])
    expect(await sendAgainSince(context, manager, id, since)).toEqual({ refused: "too-far-back" });
});

test("while it is off nothing is sent; once on again, what happens from then on", async () => {
  const target = await receiver();
  const { id } = await endpointAt(target.url);
  done(await disableEndpoint(context, manager, id));
  await happen("payment.received");
  await deliver();
  expect(await sendAgainSince(context, manager, id, context.clock.now())).toEqual({
    refused: "endpoint-disabled",
  });
  done(await enableEndpoint(context, manager, id));
  await happen("payment.failed");
  await deliver();
  expect(target.received.map(({ body }) => JSON.parse(body).type)).toEqual(["payment.failed"]);
});

test("a test is sent at once, signed, and its answer told; nothing is written into the feed", async () => {
  const target = await receiver(answers(202, {}, "merci"));
  const { id, secret } = await endpointAt(target.url);
  const before = (await feed()).length;
  expect(await testEndpoint(context, manager, id)).toEqual({
    answer: { status: 202, excerpt: "merci" },
  });
  const [received] = target.received;
  expect(new Webhook(secret).verify(received!.body, headersOf(received!))).toMatchObject({
    type: "webhook.test",
  });
  expect((await feed()).length).toBe(before);
});

test("agents manage no endpoints", async () => {
  const agent = { ...manager, role: "agent" as const };
  const { id } = await endpointAt("http://127.0.0.1:9/");
  const refusal = { refused: "managers-only" };
  const input = endpointInput.parse({ url: "https://erp.example/" });
  expect(await addEndpoint(context, agent, input)).toEqual(refusal);
  expect(await disableEndpoint(context, agent, id)).toEqual(refusal);
  expect(await enableEndpoint(context, agent, id)).toEqual(refusal);
  expect(await rotateSecret(context, agent, id)).toEqual(refusal);
  expect(await testEndpoint(context, agent, id)).toEqual(refusal);
  expect(await sendAgain(context, agent, id, 1)).toEqual(refusal);
  expect(await sendAgainSince(context, agent, id, context.clock.now())).toEqual(refusal);
  expect(await listDeliveries(context, agent, { endpointId: id })).toEqual(refusal);
});

test("what ended a month ago is forgotten, what waits is not", async () => {
  const target = await receiver();
  const { id } = await endpointAt(target.url);
  await happen("payment.received");
  await deliver();
  target.behaviour = answers(500);
  await happen("payment.failed");
  await deliver();
  context.clock.advance(days(31));
  await forgetDeliveries(context);
  expect(await deliveries(id)).toMatchObject([{ state: "waiting" }]);
  const [row] = await inScope(context, "all", (tx) => tx.select().from(webhookDeliveries));
  expect(row?.customerId).toBe(customer.id);
  // The second wall: without a scope nobody sees what was sent.
  expect(await context.db.select().from(webhookDeliveries)).toEqual([]);
});
