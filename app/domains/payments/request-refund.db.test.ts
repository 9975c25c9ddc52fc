import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance, intentOf, openPage } from "#tests/support/payment-books.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { reconcile } from "./reconcile.server.ts";
import { reportPayment } from "./report-payment.server.ts";
import { reportedPayment } from "./reported-payment.ts";
import { type RefundOrder, requestRefund } from "./request-refund.server.ts";
import { viewRefunds } from "./view-refunds.server.ts";

const bench = await paymentBench();
const { context, standIn, customer, invoice, settleDown, state } = bench;

let manager: StaffViewer;
let nadia: PersonViewer;

beforeAll(async () => {
  const made = await createStaff(
    context,
    { kind: "system", name: "test" },
    { email: "helene@energie.example", name: "Hélène", role: "manager" },
  );
  if (isRefused(made)) throw new Error(made.refused);
  manager = {
    kind: "staff",
    personId: made.personId,
    name: "Hélène",
    email: "helene@energie.example",
    role: "manager",
  };
});
beforeEach(async () => {
  nadia = await customer();
  standIn.answers.clear();
  standIn.webhooks.clearFaults();
});

/** An invoice of 100.00 paid by card: its payment. */
async function paid(): Promise<{ id: string; intent: string }> {
  const session = await openPage(bench, nadia, [await invoice(nadia, { payable: 10_000 })]);
  standIn.pay(session, { method: "card" });
  await settleDown();
  const [payment] = (await state(nadia)).payments;
  return { id: payment!.id, intent: intentOf(bench, session) };
}

const ask = (paymentId: string, more: Partial<RefundOrder> = {}, viewer = manager) =>
  requestRefund(context, viewer, {
    id: newId(),
    paymentId,
    amount: 2_500,
    reason: "requested",
    ...more,
  });

const work = () => runPendingJobs(context, { failures: "collect" });
const refundsOf = (intent: string) =>
  [...standIn.account.refunds.values()].filter(({ payment_intent }) => payment_intent === intent);

async function view(paymentId: string, amount?: number) {
  const answer = await viewRefunds(context, manager, paymentId, amount);
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

describe("a refund that a manager asks for", () => {
  it("goes back by Stripe, is in the books at once, and is no news to the staff", async () => {
    const { id, intent } = await paid();
    expect((await view(id, 2_500)).owedAgain).toMatchObject([{ amount: 2_500 }]);
    expect(await ask(id)).toEqual({ requested: true });
    expect(await view(id)).toMatchObject({
      way: "provider",
      most: 7_500,
      requests: [{ amount: 2_500, state: "made", byName: "Hélène", failureCode: null }],
    });
    await work();
    await settleDown();
    expect(refundsOf(intent)).toMatchObject([{ amount: 2_500, reason: "requested_by_customer" }]);
    const money = await expectBalance(bench, nadia);
    expect(money.invoices[0]).toMatchObject({ outstanding: 2_500 });
    expect(money.tasks).toEqual([]);
  });

  it("is one, however often the same form comes, at once too", async () => {
    const { id, intent } = await paid();
    const form = newId();
    const answers = await Promise.all([ask(id, { id: form }), ask(id, { id: form })]);
    expect([...answers, await ask(id, { id: form })]).toEqual(Array(3).fill({ requested: true }));
    await work();
    expect(refundsOf(intent)).toHaveLength(1);
  });

  it("of two at once for the whole, one is refused: nothing goes back twice", async () => {
    const { id, intent } = await paid();
    const answers = await Promise.all([ask(id, { amount: 10_000 }), ask(id, { amount: 10_000 })]);
    expect(answers).toContainEqual({ requested: true });
    expect(answers).toContainEqual({ refused: "invalid-amount", most: 0 });
    expect(refundsOf(intent)).toMatchObject([{ amount: 10_000 }]);
  });

  // What was done and is not known, and what was done and answered as a failure; each outlives the tries of the client.
  it.each(["lose-answer", "fail-after"] as const)(
    "is made once although Stripe's answer is a %s",
    async (fault) => {
      const { id, intent } = await paid();
      standIn.answers.plan({ fault, method: "POST", path: "/v1/refunds", times: 4 });
      expect(await ask(id)).toEqual({ requested: true });
      standIn.answers.clear();
      expect((await view(id)).most).toBe(7_500);
      await work();
      await work();
      await settleDown();
      expect(refundsOf(intent)).toHaveLength(1);
      expect((await view(id)).requests).toMatchObject([{ state: "made" }]);
      expect((await expectBalance(bench, nadia)).payments[0]).toMatchObject({ refunded: 2_500 });
    },
  );

  it("is told with its reason when Stripe refuses it, and can be asked for again", async () => {
    const { id, intent } = await paid();
    // Somebody gave it all back in the dashboard, and we have not heard of it yet.
    standIn.webhooks.pause();
    standIn.refund(intent, { amount: 10_000 });
    expect(await ask(id)).toEqual({ requested: true });
    expect((await view(id)).requests).toMatchObject([
      { state: "refused", failureCode: "charge_already_refunded" },
    ]);
    standIn.webhooks.resume();
    await settleDown();
    const money = await expectBalance(bench, nadia);
    expect(money.tasks.map(({ kind }) => kind).sort()).toEqual([
      "payment-refunded",
      "refund-failed",
    ]);
    expect(await ask(id)).toEqual({ refused: "invalid-amount", most: 0 });
  });

  it("is the managers' alone, of a payment that exists, and of no more than is left", async () => {
    const { id } = await paid();
    expect(await ask(id, {}, { ...manager, role: "agent" })).toEqual({ refused: "managers-only" });
    expect(await ask(newId())).toEqual({ refused: "not-found" });
    for (const amount of [0, -1, 10_001, 0.5])
      expect(await ask(id, { amount })).toEqual({ refused: "invalid-amount", most: 10_000 });
  });
});

describe("money that came by the biller's bank", () => {
  it("goes back by it: only what paid no invoice, noted at once", async () => {
    await invoice(nadia, { number: `A-${nadia.customerNumber}`, payable: 6_000 });
    const report = reportedPayment.parse({
      customerNumber: nadia.customerNumber,
      currency: "EUR",
      date: "2026-11-13",
      amount: "100.00",
      allocations: [{ invoiceNumber: `A-${nadia.customerNumber}`, amount: "60" }],
    });
    await reportPayment(context, erp, report);
    const id = (await state(nadia)).payments[0]!.id;
    expect(await ask(id, { amount: 4_001 })).toEqual({ refused: "invalid-amount", most: 4_000 });
    expect(await ask(id, { amount: 4_000 })).toEqual({ requested: true });
    const money = await state(nadia);
    expect(money.payments[0]).toMatchObject({ refunded: 4_000, unallocated: 0 });
    expect(money.invoices[0]).toMatchObject({ outstanding: 0 });
    expect(money.events.map(({ type }) => type)).toContain("payment.refunded");
    expect(await view(id)).toMatchObject({
      way: "transfer",
      most: 0,
      requests: [{ state: "made" }],
    });
    expect((await reconcile(context)).differences).toEqual([]);
  });
});
