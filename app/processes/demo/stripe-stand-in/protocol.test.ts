import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hours } from "#app/platform/duration.ts";
import { oneInvoice, refusal, type StripeBench, sdk, startBench } from "./stripe-test-bench.ts";

let bench: StripeBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const create = (key: string, change: object = {}) =>
  bench.stripe.checkout.sessions.create(oneInvoice(change as never), { idempotencyKey: key });

describe("idempotency keys", () => {
  it("replay the first answer and refuse other parameters", async () => {
    const first = await create("checkout:1");
    const again = await create("checkout:1");
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    const other = await refusal(create("checkout:1", { client_reference_id: "a2" }));
    expect(other).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
    const elsewhere = bench.stripe.customers.create({}, { idempotencyKey: "checkout:1" });
    expect((await refusal(elsewhere)).rawType).toBe("idempotency_error");
    expect(bench.standIn.account.sessions.size).toBe(1);
  });

  it("do not remember refused parameters, and forget everything after 24 hours", async () => {
    await refusal(create("checkout:1", { client_reference_id: "x".repeat(201) }));
    const first = await create("checkout:1");
    bench.clock.advance(hours(24));
    expect((await create("checkout:1")).id).not.toBe(first.id);
  });

  it("answer 409 while the first is still in progress", async () => {
    const { answers } = bench.standIn;
    answers.plan({ fault: "hold" });
    const first = create("checkout:1");
    await vi.waitFor(() => expect(answers.holding).toBe(1));
    const second = await refusal(create("checkout:1"));
    expect(second).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    answers.release();
    await first;
  });

  it("give a lost answer again", async () => {
    bench.standIn.answers.plan({
      fault: "lose-answer",
      // The SDK tries once more by itself when a connection closes, whatever its retries are set to.
      times: 2,
      method: "POST",
      path: "/v1/checkout/sessions",
    });
    expect((await refusal(create("checkout:1"))).type).toBe("StripeConnectionError");
    expect(bench.standIn.account.sessions.size).toBe(1);
    const found = await create("checkout:1");
    expect(found.id).toBe(bench.standIn.account.sessions.values()[0]?.id);
  });

  it("replay a 500 that came after the work", async () => {
    bench.standIn.answers.plan({ fault: "fail-after" });
    expect((await refusal(create("checkout:1"))).statusCode).toBe(500);
    expect((await refusal(create("checkout:1"))).statusCode).toBe(500);
    expect(bench.standIn.account.sessions.size).toBe(1);
  });

  it("refuse 256 characters", async () => {
    expect((await refusal(create("k".repeat(256)))).statusCode).toBe(400);
  });
});

describe("planned faults", () => {
  it("lose a request before anything happened, or fail it", async () => {
    bench.standIn.answers.plan({ fault: "lose-request", times: 2 });
    bench.standIn.answers.plan({ fault: "fail-before" });
    expect((await refusal(create("a"))).type).toBe("StripeConnectionError");
    expect((await refusal(create("a"))).statusCode).toBe(500);
    expect(bench.standIn.account.sessions.size).toBe(0);
    await create("a");
  });

  it("hang until the caller gives up, the work done", async () => {
    bench.standIn.answers.plan({ fault: "hang" });
    const call = bench.stripe.checkout.sessions.create(oneInvoice(), {
      timeout: 80,
      idempotencyKey: "a",
    });
    expect((await refusal(call)).type).toBe("StripeConnectionError");
    expect(bench.standIn.account.sessions.size).toBe(1);
  });
});

describe("webhooks", () => {
  const payOne = async () => {
    const session = await create(`k${Math.random()}`);
    bench.standIn.pay(session.id, { method: "card" });
  };
  const types = async () => (await bench.events()).map(({ type }) => type);
  const inOrder = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "charge.updated",
    "checkout.session.completed",
  ];

  it("come again until a 2xx; a redirect is a failure", async () => {
    bench.receiver.statuses.push(500, 302);
    bench.standIn.webhooks.faults.concurrency = 1;
    await payOne();
    const events = await bench.events();
    expect(events).toHaveLength(7);
    expect(new Set(events.map(({ id }) => id)).size).toBe(5);
    const stored = await bench.stripe.events.list({ delivery_success: true });
    expect(stored.data).toHaveLength(5);
  });

  it("come twice, backwards, or twinned when told to", async () => {
    Object.assign(bench.standIn.webhooks.faults, {
      duplicates: 1,
      order: "newest-first",
      concurrency: 1,
    });
    await payOne();
    expect(await types()).toEqual(inOrder.toReversed().flatMap((type) => [type, type]));
    bench.receiver.received.length = 0;
    bench.standIn.webhooks.clearFaults();
    bench.standIn.twinEvents(true);
    await payOne();
    const events = await bench.events();
    expect(new Set(events.map(({ id }) => id)).size).toBe(10);
  });

  it("come all at once when told to", async () => {
    bench.standIn.webhooks.faults.concurrency = 50;
    bench.standIn.webhooks.pause();
    await payOne();
    expect(bench.receiver.received).toHaveLength(0);
    bench.standIn.webhooks.resume();
    await bench.standIn.idle();
    expect(bench.receiver.mostAtOnce()).toBeGreaterThan(1);
  });

  it("tell which call caused them, and can be listed and retrieved", async () => {
    const session = await create("checkout:9");
    await bench.stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: "expire:9" });
    const [event] = (await bench.stripe.events.list({ type: "checkout.session.expired" })).data;
    expect(event?.request?.idempotency_key).toBe("expire:9");
    expect((await bench.stripe.events.retrieve(event?.id ?? "")).type).toBe(
      "checkout.session.expired",
    );
    expect(
      (await bench.stripe.events.list({ types: ["charge.*", "refund.created"] })).data,
    ).toEqual([]);
  });
});

describe("a data directory", () => {
  it("keeps sessions, keys and undelivered events over a restart", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "stripe-"));
    const first = await startBench({ dataDir, webhookUrl: null });
    const session = await first.stripe.checkout.sessions.create(oneInvoice(), {
      idempotencyKey: "checkout:1",
    });
    await first.stop();

    const second = await startBench({ dataDir });
    second.standIn.pay(session.id, { method: "card" });
    const same = await second.stripe.checkout.sessions.create(oneInvoice(), {
      idempotencyKey: "checkout:1",
    });
    expect(same.id).toBe(session.id);
    second.standIn.webhooks.pause();
    second.standIn.refund(second.standIn.ledger.payments()[0]?.paymentIntent ?? "");
    await second.stop();

    const third = await startBench({ dataDir });
    expect((await third.events()).map(({ type }) => type)).toContain("charge.refunded");
    expect((await sdk(third.standIn).checkout.sessions.retrieve(session.id)).payment_status).toBe(
      "paid",
    );
    expect(third.standIn.ledger.kept("EUR")).toBe(0);
    await third.stop();
    rmSync(dataDir, { recursive: true });
  });
});
