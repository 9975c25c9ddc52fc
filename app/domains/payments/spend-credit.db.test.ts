import { beforeEach, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance, openPage } from "#tests/support/payment-books.ts";
import { creditOf, spendCredit } from "./spend-credit.server.ts";

const bench = await paymentBench();
const { context, standIn, customer, invoice, settleDown, state } = bench;

let nadia: PersonViewer;
beforeEach(async () => {
  nadia = await customer();
});

/** Pays 100.00 of which a credit note left only 60.00 to pay: 40.00 too much. */
async function overpay(): Promise<void> {
  const id = await invoice(nadia, { payable: 10_000 });
  const session = await openPage(bench, nadia, [id]);
  await bench.credit(nadia, id, 4_000);
  standIn.pay(session, { method: "card" });
  await settleDown();
}

it("pays what is due, oldest first, and no more than there is", async () => {
  await overpay();
  await overpay();
  expect(await creditOf(context, nadia, "EUR")).toBe(8_000);
  const small = await invoice(nadia, { payable: 5_000, claimed: 500 });
  const large = await invoice(nadia, { payable: 20_000 });
  const page = await openPage(bench, nadia, [large]);
  expect(await spendCredit(context, nadia, small)).toEqual({ used: 4_500 });
  expect(await spendCredit(context, nadia, large)).toEqual({ used: 3_500 });
  const money = await expectBalance(bench, nadia);
  expect(money.payments.map(({ unallocated }) => unallocated)).toEqual([0, 0]);
  expect(money.events.filter(({ type }) => type === "payment.allocated")).toHaveLength(3);
  // The page that asked for all of it cannot be paid any more.
  await runPendingJobs(context);
  expect(standIn.account.sessions.get(page)?.status).toBe("expired");
});

it("is pressed twice and in two tabs: used once", async () => {
  await overpay();
  const id = await invoice(nadia, { payable: 4_000 });
  const answers = await Promise.all([
    spendCredit(context, nadia, id),
    spendCredit(context, nadia, id),
  ]);
  expect(answers).toContainEqual({ used: 4_000 });
  expect(answers).toContainEqual({ refused: "nothing-due" });
  expect((await expectBalance(bench, nadia)).payments[0]).toMatchObject({ unallocated: 0 });
});

it("is nobody else's, of the currency it came in, and for who may pay", async () => {
  await overpay();
  const francs = await invoice(nadia, { payable: 4_000, currency: "CHF" });
  expect(await spendCredit(context, nadia, francs)).toEqual({ refused: "no-credit" });
  const euros = await invoice(nadia, { payable: 4_000 });
  expect(await spendCredit(context, { ...nadia, role: "viewer" }, euros)).toEqual({
    refused: "not-allowed",
  });
  const stranger = await customer();
  expect(await spendCredit(context, stranger, euros)).toEqual({ refused: "not-found" });
  expect(await creditOf(context, stranger, "EUR")).toBe(0);
  expect((await state(nadia)).payments[0]).toMatchObject({ unallocated: 4_000 });
});
