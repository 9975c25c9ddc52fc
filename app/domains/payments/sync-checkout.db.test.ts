import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { type MoneyState, paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance, intentOf, openPage } from "#tests/support/payment-books.ts";
import { startCheckout } from "./start-checkout.server.ts";
import { stripe } from "./stripe.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";

const bench = await paymentBench();
const { context, standIn, customer, invoice, settleDown } = bench;

let nadia: PersonViewer;
beforeEach(async () => {
  nadia = await customer();
  standIn.webhooks.clearFaults();
  standIn.webhooks.resume();
  standIn.twinEvents(false);
});

const open = (invoiceIds: string[]) => openPage(bench, nadia, invoiceIds);
const balanced = () => expectBalance(bench, nadia);
const told = (money: MoneyState, type: string) => money.events.filter((e) => e.type === type);

describe("a card payment", () => {
  it.each([
    ["as they happen", {}],
    ["doubled", { duplicates: 2 }],
    ["reversed", { order: "newest-first" as const }],
    [
      "doubled, reversed and at once",
      { duplicates: 3, order: "newest-first" as const, concurrency: 8 },
    ],
  ])("pays once when events come %s", async (_name, faults) => {
    Object.assign(standIn.webhooks.faults, faults);
    standIn.twinEvents(true);
    const id = await invoice(nadia);
    standIn.pay(await open([id]), { method: "card" });
    await settleDown();
    const money = await balanced();
    expect(money.payments).toHaveLength(1);
    expect(money.payments[0]).toMatchObject({
      amount: 46_420,
      method: "card",
      unallocated: 0,
      details: { brand: "visa", last4: "4242" },
    });
    expect(money.payments[0]?.number).toMatch(/^R-2026-\d{6}$/);
    expect(money.invoices[0]).toMatchObject({ outstanding: 0, processing: 0 });
    expect(money.attempts[0]).toMatchObject({ state: "succeeded", failureCode: null });
    expect(told(money, "payment.received")).toHaveLength(1);
    expect(told(money, "payment.received")[0]?.data).toMatchObject({
      invoiceId: id,
      amount: "464.20",
      payerId: nadia.personId,
    });
  });

  it("pays once when webhook and return page come at the same instant", async () => {
    const session = await open([await invoice(nadia)]);
    standIn.pay(session, { method: "card" });
    await Promise.all([
      settleDown(),
      ...Array.from({ length: 6 }, () => syncCheckout(context, session)),
    ]);
    expect((await balanced()).payments).toHaveLength(1);
  });

  it("stays open after a refused card, and says why", async () => {
    const session = await open([await invoice(nadia)]);
    standIn.pay(session, { method: "card", card: "4000000000009995" });
    await settleDown();
    expect(await syncCheckout(context, session)).toMatchObject({
      state: "open",
      failureCode: "insufficient_funds",
    });
    standIn.pay(session, { method: "card" });
    await settleDown();
    expect((await balanced()).attempts[0]).toMatchObject({ state: "succeeded", failureCode: null });
  });

  it("pays several invoices with one receipt", async () => {
    const ids = [
      await invoice(nadia, { payable: 10_000 }),
      await invoice(nadia, { payable: 5_000 }),
    ];
    standIn.pay(await open(ids), { method: "card" });
    await settleDown();
    const money = await balanced();
    expect(money.payments).toHaveLength(1);
    expect(money.settlements.map(({ amount }) => amount).sort()).toEqual([10_000, 5_000]);
    expect(told(money, "payment.received")[0]?.data).toMatchObject({ invoiceIds: ids });
  });

  it("becomes credit where a credit note was quicker, and asks the staff", async () => {
    const id = await invoice(nadia, { payable: 10_000 });
    const session = await open([id]);
    await bench.credit(nadia, id, 4_000);
    standIn.pay(session, { method: "card" });
    await settleDown();
    const money = await balanced();
    expect(money.payments[0]).toMatchObject({ amount: 10_000, unallocated: 4_000 });
    expect(money.tasks.map(({ kind }) => kind)).toEqual(["payment-overpaid"]);
  });

  it("cannot be made any more once a credit note has lowered what is due", async () => {
    const id = await invoice(nadia, { payable: 10_000 });
    const session = await open([id]);
    await bench.credit(nadia, id, 4_000);
    await settleDown();
    expect(standIn.account.sessions.get(session)?.status).toBe("expired");
    standIn.pay(await open([id]), { method: "card" });
    await settleDown();
    expect((await balanced()).payments[0]).toMatchObject({ amount: 6_000, unallocated: 0 });
  });

  it("is recorded although we had given its page up", async () => {
    const id = await invoice(nadia);
    standIn.answers.plan({
      fault: "lose-answer",
      method: "POST",
      path: "/v1/checkout/sessions",
      times: 4,
    });
    const unanswered = await startCheckout(context, nadia, {
      invoiceIds: [id],
      language: "fr",
      returnTo: "/r",
    });
    expect(unanswered).toEqual({ refused: "provider-unavailable" });
    const session = standIn.account.sessions
      .values()
      .find(({ metadata }) => metadata?.customer === nadia.customerId);
    standIn.pay(session?.id ?? "", { method: "card" });
    await settleDown();
    expect((await balanced()).payments).toHaveLength(1);
  });
});

describe("a SEPA debit", () => {
  it("is under way, never paid, until the bank says so", async () => {
    const id = await invoice(nadia);
    const session = await open([id]);
    standIn.pay(session, { method: "sepa_debit" });
    await settleDown();
    const before = await balanced();
    expect(before.invoices[0]).toMatchObject({ processing: 46_420, settled: 0 });
    expect(before.payments).toEqual([]);
    expect(told(before, "payment.processing")).toHaveLength(1);

    standIn.settle(intentOf(bench, session), "succeeds");
    await settleDown();
    const after = await balanced();
    expect(after.invoices[0]).toMatchObject({ processing: 0, outstanding: 0 });
    expect(after.payments[0]).toMatchObject({ method: "sepa_debit", amount: 46_420 });
  });

  it.each([
    ["as they happen", {}],
    [
      "reversed, doubled, at once",
      { duplicates: 2, order: "newest-first" as const, concurrency: 8 },
    ],
  ])("fails after the page was complete, once, with a reason (%s)", async (_name, faults) => {
    Object.assign(standIn.webhooks.faults, faults);
    const id = await invoice(nadia);
    const session = await open([id]);
    standIn.pay(session, { method: "sepa_debit" });
    await settleDown();
    standIn.settle(intentOf(bench, session), "fails");
    await settleDown();
    const money = await balanced();
    expect(money.invoices[0]).toMatchObject({ processing: 0, settled: 0, outstanding: 46_420 });
    expect(money.attempts[0]).toMatchObject({ state: "failed", failureCode: "insufficient_funds" });
    expect(told(money, "payment.failed")).toHaveLength(1);
    standIn.pay(await open([id]), { method: "card" });
    await settleDown();
    expect((await balanced()).invoices[0]?.outstanding).toBe(0);
  });
});

describe("events", () => {
  it("of other users of the account are stored, and change nothing", async () => {
    const foreign = await stripe(context).checkout.sessions.create({
      mode: "payment",
      success_url: "https://shop.example/thanks",
      line_items: [
        {
          quantity: 1,
          price_data: { currency: "eur", unit_amount: 900, product_data: { name: "Mug" } },
        },
      ],
    });
    standIn.pay(foreign.id, { method: "card" });
    await settleDown();
    const stored = await inScope(context, "all", (tx) =>
      tx.select().from(providerEvents).where(eq(providerEvents.type, "checkout.session.completed")),
    );
    expect(stored.every(({ processedAt, error }) => processedAt && error === null)).toBe(true);
  });
});
