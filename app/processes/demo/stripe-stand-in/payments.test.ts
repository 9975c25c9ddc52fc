import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { days } from "#app/platform/duration.ts";
import { oneInvoice, refusal, type StripeBench, startBench } from "./stripe-test-bench.ts";

let bench: StripeBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const newSession = () => bench.stripe.checkout.sessions.create(oneInvoice());
const read = async (id: string) => {
  const session = await bench.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  return { session, intent: session.payment_intent as Stripe.PaymentIntent };
};
const typesOf = (events: Stripe.Event[]) => events.map(({ type }) => type);

describe("cards", () => {
  it("pays, and tells it in signed events", async () => {
    const { id } = await newSession();
    const result = bench.standIn.pay(id, { method: "card" });
    expect(result.outcome).toBe("succeeded");
    expect(result.redirect).toBe(`http://127.0.0.1:3000/payments/return?session=${id}`);
    const { session, intent } = await read(id);
    expect(session).toMatchObject({ status: "complete", payment_status: "paid", url: null });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 46_420,
      metadata: { attempt: "a1" },
    });
    expect(typesOf(await bench.events())).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "charge.updated",
      "checkout.session.completed",
    ]);
    expect(bench.standIn.ledger.payments()).toMatchObject([
      { session: id, charged: 46_420, kept: 46_420, currency: "EUR", metadata: { attempt: "a1" } },
    ]);
  });

  it("declines, leaves the session open, and lets another card pay the same PaymentIntent", async () => {
    const { id } = await newSession();
    const declined = bench.standIn.pay(id, { method: "card", card: "4000000000009995" });
    expect(declined.error).toMatchObject({
      code: "card_declined",
      decline_code: "insufficient_funds",
    });
    const before = await read(id);
    expect(before.session.status).toBe("open");
    expect(before.intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { decline_code: "insufficient_funds" },
    });
    bench.standIn.pay(id, { method: "card" });
    const after = await read(id);
    expect(after.intent.id).toBe(before.intent.id);
    expect(bench.standIn.ledger.charged("EUR")).toBe(46_420);
    const charges = await bench.stripe.charges.list({ payment_intent: after.intent.id });
    expect(charges.data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  });

  it("asks the holder where the card wants it, and takes refusal for a failed attempt", async () => {
    const { id } = await newSession();
    expect(bench.standIn.pay(id, { method: "card", card: "4000002500003155" }).outcome).toBe(
      "requires_action",
    );
    expect((await read(id)).intent.status).toBe("requires_action");
    const refused = bench.standIn.pay(id, {
      method: "card",
      card: "4000002500003155",
      authenticate: "refuse",
    });
    expect(refused.error?.code).toBe("payment_intent_authentication_failure");
    const accepted = bench.standIn.pay(id, {
      method: "card",
      card: "4000002500003155",
      authenticate: "accept",
    });
    expect(accepted.outcome).toBe("succeeded");
    expect(bench.standIn.ledger.payments()).toHaveLength(1);
  });

  it("never takes a session's money twice", async () => {
    const { id } = await newSession();
    bench.standIn.pay(id, { method: "card" });
    expect(() => bench.standIn.pay(id, { method: "card" })).toThrow(/status of complete/);
    expect(bench.standIn.ledger.charged("EUR")).toBe(46_420);
  });
});

describe("SEPA debits", () => {
  it("are complete but unpaid until the banks are done", async () => {
    const { id } = await newSession();
    expect(bench.standIn.pay(id, { method: "sepa_debit" }).outcome).toBe("processing");
    const before = await read(id);
    expect(before.session).toMatchObject({ status: "complete", payment_status: "unpaid" });
    expect(before.intent.status).toBe("processing");
    expect(bench.standIn.ledger.charged("EUR")).toBe(0);
    expect(bench.standIn.ledger.processing()).toEqual([before.intent.id]);
    bench.clock.advance(days(4));
    bench.standIn.tick();
    expect((await read(id)).intent.status).toBe("processing");
    bench.clock.advance(days(1));
    bench.standIn.tick();
    const after = await read(id);
    expect(after.session.payment_status).toBe("paid");
    expect(after.intent.status).toBe("succeeded");
    expect(typesOf(await bench.events())).toEqual([
      "payment_intent.created",
      "payment_intent.processing",
      "charge.pending",
      "checkout.session.completed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "charge.updated",
      "checkout.session.async_payment_succeeded",
    ]);
  });

  it("may fail after `complete`: the session stays unpaid, only the PaymentIntent tells", async () => {
    const { id } = await newSession();
    bench.standIn.pay(id, { method: "sepa_debit", iban: "AT86 1904 3002 3547 3202" });
    bench.standIn.settle();
    const { session, intent } = await read(id);
    expect(session).toMatchObject({ status: "complete", payment_status: "unpaid" });
    expect(intent).toMatchObject({ status: "requires_payment_method" });
    expect(intent.last_payment_error?.code).toBe("payment_method_provider_decline");
    expect(typesOf(await bench.events()).slice(-3)).toEqual([
      "charge.failed",
      "payment_intent.payment_failed",
      "checkout.session.async_payment_failed",
    ]);
    expect(bench.standIn.ledger.charged("EUR")).toBe(0);
  });

  it("may be taken back by the bank, finally", async () => {
    const { id } = await newSession();
    bench.standIn.pay(id, { method: "sepa_debit" });
    bench.standIn.settle();
    const { intent } = await read(id);
    const dispute = bench.standIn.dispute(intent.id);
    expect(dispute).toMatchObject({
      status: "lost",
      amount: 46_420,
      reason: "debit_not_authorized",
    });
    expect(bench.standIn.ledger.kept("EUR")).toBe(0);
    expect(typesOf(await bench.events()).slice(-3)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.closed",
    ]);
  });
});

describe("refunds and chargebacks", () => {
  const paidIntent = async (card = "4242424242424242") => {
    const { id } = await newSession();
    bench.standIn.pay(id, { method: "card", card });
    return (await read(id)).intent.id;
  };

  it("refunds in part, cumulates on the charge, and refuses more than is left", async () => {
    const payment_intent = await paidIntent();
    const first = await bench.stripe.refunds.create({ payment_intent, amount: 6420 });
    expect(first).toMatchObject({ status: "succeeded", amount: 6420, payment_intent });
    const over = await refusal(bench.stripe.refunds.create({ payment_intent, amount: 40_001 }));
    expect(over.message).toMatch(/€400.01.*€400.00/);
    bench.standIn.refund(payment_intent, { amount: 40_000 });
    expect((await refusal(bench.stripe.refunds.create({ payment_intent }))).code).toBe(
      "charge_already_refunded",
    );
    const listed = await bench.stripe.refunds.list({ payment_intent });
    expect(listed.data.map(({ amount }) => amount)).toEqual([40_000, 6420]);
    const refundedEvents = (await bench.events()).filter(({ type }) => type === "charge.refunded");
    expect(
      refundedEvents.map(({ data }) => (data.object as Stripe.Charge).amount_refunded),
    ).toEqual([6420, 46_420]);
    expect(bench.standIn.ledger.kept("EUR")).toBe(0);
  });

  it("fails a refund later: the money counts as not refunded again", async () => {
    const payment_intent = await paidIntent("4000000000005126");
    const refund = await bench.stripe.refunds.create({ payment_intent });
    expect(refund.status).toBe("succeeded");
    bench.clock.advance(days(3));
    bench.standIn.tick();
    expect(await bench.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed" });
    expect(bench.standIn.ledger.kept("EUR")).toBe(46_420);
    expect(typesOf(await bench.events())).toContain("refund.failed");
  });

  it("opens a chargeback and closes it won", async () => {
    const intent = await paidIntent();
    const dispute = bench.standIn.dispute(intent, { reason: "product_not_received" });
    expect(dispute.status).toBe("needs_response");
    expect(bench.standIn.ledger.kept("EUR")).toBe(0);
    bench.standIn.closeDispute(dispute.id, "won");
    expect(bench.standIn.ledger.kept("EUR")).toBe(46_420);
    expect((await bench.stripe.disputes.retrieve(dispute.id)).status).toBe("won");
    expect(typesOf(await bench.events()).slice(-3)).toEqual([
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
  });
});

describe("saving and charging later", () => {
  const save = async (payment: Parameters<typeof bench.standIn.pay>[1]) => {
    const customer = await bench.stripe.customers.create({
      email: "nadia@fournil.example",
      name: "Nadia",
    });
    const session = await bench.stripe.checkout.sessions.create({
      mode: "setup",
      customer: customer.id,
      allowed_payment_method_types: ["card", "sepa_debit"],
      success_url: "http://127.0.0.1:3000/preferences?session={CHECKOUT_SESSION_ID}",
    });
    const result = bench.standIn.pay(session.id, payment);
    const setup = await bench.stripe.setupIntents.retrieve(String(session.setup_intent));
    return { customer: customer.id, result, setup, method: String(setup.payment_method) };
  };
  const charge = (customer: string, payment_method: string, idempotencyKey = "autopay:1:1") =>
    bench.stripe.paymentIntents.create(
      {
        amount: 46_420,
        currency: "eur",
        customer,
        payment_method,
        off_session: true,
        confirm: true,
      },
      { idempotencyKey },
    );

  it("saves a card that then pays off-session, and a detached one that does not", async () => {
    const { customer, method, setup } = await save({ method: "card" });
    expect(setup.status).toBe("succeeded");
    const methods = await bench.stripe.paymentMethods.list({ customer });
    expect(methods.data.map(({ id }) => id)).toEqual([method]);
    expect(await charge(customer, method)).toMatchObject({
      status: "succeeded",
      amount_received: 46_420,
    });
    await bench.stripe.paymentMethods.detach(method);
    expect((await refusal(charge(customer, method, "autopay:2:1"))).message).toMatch(
      /may not be used again/,
    );
  });

  it("charges a saved account by debit", async () => {
    const { customer, method, setup } = await save({ method: "sepa_debit" });
    expect(await bench.stripe.mandates.retrieve(String(setup.mandate))).toMatchObject({
      status: "active",
    });
    expect((await charge(customer, method)).status).toBe("processing");
    bench.standIn.settle();
    expect(bench.standIn.ledger.charged("EUR")).toBe(46_420);
  });

  it("answers 402 with the PaymentIntent where the holder would have to be asked", async () => {
    const { customer, method } = await save({
      method: "card",
      card: "4000002760003184",
      authenticate: "accept",
    });
    const failure = await refusal(charge(customer, method));
    expect(failure).toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code: "authentication_required",
      decline_code: "authentication_required",
    });
    expect(failure.payment_intent).toMatchObject({ status: "requires_payment_method" });
    expect(bench.standIn.ledger.payments()).toEqual([]);
    const again = await refusal(charge(customer, method));
    expect(again.payment_intent?.id).toBe(failure.payment_intent?.id);
  });

  it("charges a card off-session whose challenge was passed when it was saved", async () => {
    const { customer, method } = await save({
      method: "card",
      card: "4000002500003155",
      authenticate: "accept",
    });
    expect((await charge(customer, method)).status).toBe("succeeded");
  });
});
