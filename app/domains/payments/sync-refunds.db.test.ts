import { beforeEach, describe, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance, intentOf, openPage } from "#tests/support/payment-books.ts";

const bench = await paymentBench();
const { standIn, customer, invoice, settleDown } = bench;

let nadia: PersonViewer;
beforeEach(async () => {
  nadia = await customer();
  standIn.webhooks.clearFaults();
  standIn.webhooks.resume();
  standIn.twinEvents(false);
});

const open = (invoiceIds: string[]) => openPage(bench, nadia, invoiceIds);
const balanced = () => expectBalance(bench, nadia);

describe("money that goes back", () => {
  async function paid(payable = 10_000): Promise<{ id: string; intent: string }> {
    const id = await invoice(nadia, { payable });
    const session = await open([id]);
    standIn.pay(session, { method: "card" });
    await settleDown();
    return { id, intent: intentOf(bench, session) };
  }

  it.each([
    ["as they happen", {}],
    [
      "reversed, doubled, at once",
      { duplicates: 2, order: "newest-first" as const, concurrency: 8 },
    ],
  ])("is owed again after refunds, counted once (%s)", async (_name, faults) => {
    Object.assign(standIn.webhooks.faults, faults);
    standIn.twinEvents(true);
    const { intent } = await paid();
    standIn.refund(intent, { amount: 2_500 });
    standIn.refund(intent, { amount: 1_500 });
    await settleDown();
    const money = await balanced();
    expect(money.invoices[0]).toMatchObject({ outstanding: 4_000 });
    expect(money.payments[0]).toMatchObject({ refunded: 4_000 });
    expect(money.refunds).toHaveLength(2);
    expect(money.tasks.map(({ kind }) => kind)).toEqual(["payment-refunded", "payment-refunded"]);
  });

  it("is paid again when the refund fails later", async () => {
    const { intent } = await paid();
    const refund = standIn.refund(intent, { amount: 2_500 });
    await settleDown();
    standIn.failRefund(refund.id);
    await settleDown();
    const money = await balanced();
    expect(money.invoices[0]).toMatchObject({ outstanding: 0 });
    expect(money.payments[0]).toMatchObject({ refunded: 0 });
    expect(money.tasks.map(({ kind }) => kind).sort()).toEqual([
      "payment-refunded",
      "refund-failed",
    ]);
  });

  it("takes the unused credit first", async () => {
    const id = await invoice(nadia, { payable: 10_000 });
    const session = await open([id]);
    await bench.credit(nadia, id, 4_000);
    standIn.pay(session, { method: "card" });
    await settleDown();
    standIn.refund(intentOf(bench, session), { amount: 4_000 });
    await settleDown();
    const money = await balanced();
    expect(money.invoices[0]).toMatchObject({ outstanding: 0 });
    expect(money.payments[0]).toMatchObject({ refunded: 4_000, unallocated: 0 });
  });

  it("is known although the refund was told before the payment", async () => {
    standIn.webhooks.pause();
    Object.assign(standIn.webhooks.faults, { order: "newest-first" });
    const session = await open([await invoice(nadia, { payable: 10_000 })]);
    standIn.pay(session, { method: "card" });
    standIn.refund(intentOf(bench, session), { amount: 1_000 });
    standIn.webhooks.resume();
    await settleDown();
    expect((await balanced()).payments[0]).toMatchObject({ refunded: 1_000 });
  });

  it.each(["won", "lost"] as const)("is contested at the bank, and %s", async (outcome) => {
    const { intent } = await paid();
    const dispute = standIn.dispute(intent);
    await settleDown();
    expect((await balanced()).invoices[0]).toMatchObject({ outstanding: 10_000 });
    standIn.closeDispute(dispute.id, outcome);
    await settleDown();
    const money = await balanced();
    expect(money.invoices[0]).toMatchObject({ outstanding: outcome === "won" ? 0 : 10_000 });
    expect(money.tasks.map(({ kind }) => kind)).toEqual(["payment-contested"]);
  });
});
