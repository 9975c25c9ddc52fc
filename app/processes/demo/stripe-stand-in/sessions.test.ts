import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "#app/platform/duration.ts";
import { oneInvoice, refusal, type StripeBench, sdk, startBench } from "./stripe-test-bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const create = (change: object = {}) =>
  bench.stripe.checkout.sessions.create(oneInvoice(change as never));

describe("creating a session", () => {
  it("answers an open, unpaid session with a hosted page and no PaymentIntent yet", async () => {
    const session = await create();
    expect(session).toMatchObject({
      object: "checkout.session",
      status: "open",
      payment_status: "unpaid",
      amount_total: 46_420,
      currency: "eur",
      payment_intent: null,
      payment_method_types: ["card", "sepa_debit"],
      expires_at: session.created + 24 * 3600,
      metadata: { attempt: "a1" },
    });
    expect(session.url).toBe(`${bench.standIn.url}/c/pay/${session.id}`);
  });

  it("offers SEPA debits in euros only", async () => {
    const price_data = { currency: "chf", product_data: { name: "x" }, unit_amount: 5000 };
    const session = await create({ line_items: [{ price_data, quantity: 1 }] });
    expect(session.payment_method_types).toEqual(["card"]);
    const debitOnly = create({
      allowed_payment_method_types: ["sepa_debit"],
      line_items: [{ price_data, quantity: 1 }],
    });
    expect((await refusal(debitOnly)).param).toBe("allowed_payment_method_types");
  });

  const line = (change: object, quantity: number | undefined = 1) => ({
    line_items: [
      {
        price_data: {
          currency: "eur",
          product_data: { name: "x" },
          unit_amount: 5000,
          ...change,
        },
        quantity,
      },
    ],
  });
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, "v"]));
  const nowSeconds = Date.parse("2026-11-16T09:00:00Z") / 1000;
  it.each<[string, object, { code?: string; param?: string; message?: RegExp }]>([
    [
      "the removed payment_method_types",
      { payment_method_types: ["card"] },
      { code: "parameter_unknown", param: "payment_method_types" },
    ],
    ["an unknown parameter", { colour: "red" }, { code: "parameter_unknown", param: "colour" }],
    [
      "an unknown nested parameter",
      { payment_intent_data: { metadta: { a: "b" } } },
      { code: "parameter_unknown", param: "payment_intent_data[metadta]" },
    ],
    [
      "an old ui_mode",
      { ui_mode: "hosted" },
      { param: "ui_mode", message: /must be one of hosted_page/ },
    ],
    ["no mode", { mode: undefined }, { code: "parameter_missing", param: "mode" }],
    ["no lines", { line_items: undefined }, { code: "parameter_missing", param: "line_items" }],
    [
      "no success_url",
      { success_url: undefined },
      { code: "parameter_missing", param: "success_url" },
    ],
    [
      "a relative success_url",
      { success_url: "/done" },
      { code: "url_invalid", param: "success_url" },
    ],
    [
      "101 lines",
      { line_items: Array.from({ length: 101 }, () => line({}).line_items[0]) },
      { code: "array_too_long" },
    ],
    [
      "two currencies",
      { line_items: [line({}).line_items[0], line({ currency: "chf" }).line_items[0]] },
      { param: "line_items", message: /same currency/ },
    ],
    [
      "an upper-case currency",
      line({ currency: "EUR" }),
      { param: "line_items[0][price_data][currency]" },
    ],
    [
      "a broken amount",
      line({ unit_amount: "12.5" }),
      { code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" },
    ],
    ["a negative amount", line({ unit_amount: -5 }), { code: "parameter_invalid_integer" }],
    ["less than the minimum", line({ unit_amount: 49 }), { code: "amount_too_small" }],
    ["more than the maximum", line({ unit_amount: 100_000_000 }), { code: "amount_too_large" }],
    ["an empty name", line({ product_data: { name: "" } }), { code: "parameter_invalid_empty" }],
    [
      "no quantity",
      { line_items: [{ price_data: line({}).line_items[0]?.price_data }] },
      { code: "parameter_missing", param: "line_items[0][quantity]" },
    ],
    [
      "an expiry under 30 minutes",
      { expires_at: nowSeconds + 1799 },
      { param: "expires_at", message: /at least 30 minutes/ },
    ],
    [
      "an expiry over 24 hours",
      { expires_at: nowSeconds + 86_401 },
      { param: "expires_at", message: /less than 24 hours/ },
    ],
    ["51 metadata keys", { metadata: many(51) }, { param: "metadata", message: /at most 50 keys/ }],
    [
      "a metadata key of 41 characters",
      { metadata: { ["k".repeat(41)]: "v" } },
      { message: /at most 40/ },
    ],
    [
      "a metadata value of 501 characters",
      { metadata: { k: "v".repeat(501) } },
      { param: "metadata[k]", message: /up to 500/ },
    ],
    [
      "a client_reference_id of 201 characters",
      { client_reference_id: "x".repeat(201) },
      { param: "client_reference_id", message: /at most 200/ },
    ],
    [
      "an unknown customer",
      { customer: "cus_nobody" },
      { code: "resource_missing", param: "customer" },
    ],
    [
      "customer and customer_email",
      { customer: "cus_x", customer_email: "a@b.example" },
      { message: /only specify one/ },
    ],
    [
      "setup data in payment mode",
      { setup_intent_data: { description: "x" } },
      { param: "setup_intent_data" },
    ],
    ["an unknown locale", { locale: "xx" }, { param: "locale" }],
    [
      "what the stand-in leaves out, said openly",
      { automatic_tax: { enabled: true } },
      { message: /does not simulate/ },
    ],
  ])("refuses %s", async (_name, change, expected) => {
    const failure = await refusal(create(change));
    expect(failure.statusCode).toBe(400);
    if (expected.code) expect(failure.code).toBe(expected.code);
    if (expected.param) expect(failure.param).toBe(expected.param);
    if (expected.message) expect(failure.message).toMatch(expected.message);
  });

  it("accepts the limits themselves", async () => {
    const session = await create({
      metadata: { ...many(49), ["k".repeat(40)]: "v".repeat(500) },
      client_reference_id: "x".repeat(200),
      expires_at: nowSeconds + 1800,
    });
    expect(Object.keys(session.metadata ?? {})).toHaveLength(50);
  });

  it("knows currencies without and with three decimals", async () => {
    const yen = await create(line({ currency: "jpy", unit_amount: 1200 }));
    expect(yen.amount_total).toBe(1200);
    expect((await refusal(create(line({ currency: "jpy", unit_amount: 49 })))).code).toBe(
      "amount_too_small",
    );
  });

  it("refuses a wrong key, another version, and a body that is no form", async () => {
    const stranger = sdk(bench.standIn, "sk_test_wrong");
    expect((await refusal(stranger.checkout.sessions.create(oneInvoice()))).statusCode).toBe(401);
    const ask = (headers: Record<string, string>, body: string) =>
      fetch(`${bench.standIn.url}/v1/checkout/sessions`, { method: "POST", headers, body });
    const auth = { authorization: "Bearer sk_test_bench" };
    const json = await ask({ ...auth, "content-type": "application/json" }, "{}");
    expect(json.status).toBe(400);
    const old = await ask({ ...auth, "stripe-version": "2020-08-27" }, "");
    expect(old.status).toBe(400);
    expect(((await old.json()) as { error: { message: string } }).error.message).toMatch(/version/);
  });
});

describe("reading sessions", () => {
  it("expands, lists by PaymentIntent, and lists lines in the order given", async () => {
    const two = oneInvoice().line_items?.[0];
    const session = await create({ line_items: [two, { ...two, quantity: 2 }] });
    bench.standIn.pay(session.id, { method: "card" });
    const paid = await bench.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge", "line_items"],
    });
    if (typeof paid.payment_intent === "string" || paid.payment_intent === null)
      throw new Error("not expanded");
    expect(paid.payment_intent.latest_charge).toMatchObject({
      object: "charge",
      status: "succeeded",
    });
    expect(paid.line_items?.data.map(({ quantity }) => quantity)).toEqual([1, 2]);
    const found = await bench.stripe.checkout.sessions.list({
      payment_intent: paid.payment_intent.id,
    });
    expect(found.data.map(({ id }) => id)).toEqual([session.id]);
    const lines = await bench.stripe.checkout.sessions.listLineItems(session.id, { limit: 1 });
    expect(lines).toMatchObject({ has_more: true, data: [{ quantity: 1 }] });
    const bad = bench.stripe.checkout.sessions.retrieve(session.id, { expand: ["currency"] });
    expect((await refusal(bad)).message).toMatch(/cannot be expanded/);
    expect((await refusal(bench.stripe.checkout.sessions.retrieve("cs_none"))).statusCode).toBe(
      404,
    );
  });

  it("pages through lists", async () => {
    const ids: string[] = [];
    for await (const session of bench.stripe.checkout.sessions.list({ limit: 2 }))
      ids.push(session.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(bench.standIn.account.sessions.size);
  });
});

describe("expiring", () => {
  it("expires an open session once, and no complete one", async () => {
    const session = await create();
    const expired = await bench.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: "expired", url: null, payment_status: "unpaid" });
    expect((await refusal(bench.stripe.checkout.sessions.expire(session.id))).message).toMatch(
      /status of expired/,
    );
    const paid = await create();
    bench.standIn.pay(paid.id, { method: "card" });
    expect((await refusal(bench.stripe.checkout.sessions.expire(paid.id))).message).toMatch(
      /status of complete/,
    );
  });

  it("expires by the clock and cancels the PaymentIntent of a failed attempt", async () => {
    const session = await create({ expires_at: nowPlus(30) });
    bench.standIn.pay(session.id, { method: "card", card: "4000000000000002" });
    bench.clock.advance(minutes(31));
    const late = await bench.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent"],
    });
    expect(late.status).toBe("expired");
    expect(late.payment_intent).toMatchObject({ status: "canceled" });
    expect((await bench.events()).map(({ type }) => type)).toContain("checkout.session.expired");
  });
});

function nowPlus(count: number): number {
  return Math.floor((bench.clock.now().getTime() + minutes(count)) / 1000);
}
