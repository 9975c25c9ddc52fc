import { expect, it } from "vitest";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { allocatePayment, payableWith } from "./allocate-payment.server.ts";
import { reportPayment } from "./report-payment.server.ts";

const bench = await paymentBench();
const { context, customer, invoice, state } = bench;
const erp = { kind: "system", name: "test" } as const;
const julien: StaffViewer = {
  kind: "staff",
  personId: "0199aaaa-0000-7000-8000-000000000001",
  name: "Julien",
  email: "julien@biller.example",
  role: "agent",
};

/** A transfer that says nothing. */
async function nameless(viewer: PersonViewer, amount: string, currency = "EUR"): Promise<string> {
  const reported = await reportPayment(context, erp, {
    customerNumber: viewer.customerNumber,
    amount,
    currency,
    date: "2026-11-16",
    method: "transfer",
    reference: "ACOMPTE",
  });
  if (isRefused(reported)) throw new Error(reported.refused);
  return reported.id;
}

it("pays what was chosen, oldest due first, until nothing is left, and the task is done", async () => {
  const nadia = await customer();
  const paymentId = await nameless(nadia, "150.00");
  const late = await invoice(nadia, { payable: 10_000, dueDate: "2026-11-01" });
  const contested = await invoice(nadia, { payable: 3_000, claimed: 1_000, dueDate: "2026-11-10" });
  const later = await invoice(nadia, { payable: 50_000, dueDate: "2026-12-01" });
  await invoice(nadia, { payable: 700, currency: "CHF" });
  const rest = { customerId: nadia.customerId, currency: "EUR", unallocated: 15_000 };
  const offered = await payableWith(context, julien, rest);
  expect(offered.map(({ id, dueNow }) => [id, dueNow])).toEqual([
    [late, 10_000],
    [contested, 2_000],
    [later, 50_000],
  ]);
  const allocate = () =>
    allocatePayment(context, julien, { paymentId, invoiceIds: [late, contested, later] });
  const answers = await Promise.all([allocate(), allocate()]);
  expect(answers).toContainEqual({ used: 15_000 });
  expect(answers).toContainEqual({ refused: "nothing-left" });
  const { payments, invoices, tasks } = await state(nadia);
  expect(payments).toMatchObject([{ unallocated: 0 }]);
  expect(Object.fromEntries(invoices.map(({ id, settled }) => [id, settled]))).toMatchObject({
    [late]: 10_000,
    [contested]: 2_000,
    [later]: 3_000,
  });
  expect(tasks).toMatchObject([{ kind: "payment-unmatched", doneBy: julien.personId }]);
  expect(await payableWith(context, julien, { ...rest, unallocated: 0 })).toEqual([]);
});

it("pays nobody else's invoice, no other currency, and no credit note", async () => {
  const nadia = await customer();
  const stranger = await customer();
  const paymentId = await nameless(nadia, "150.00");
  for (const wrong of [
    await invoice(stranger),
    await invoice(nadia, { currency: "CHF" }),
    await invoice(nadia, { kind: "creditNote" }),
  ])
    expect(await allocatePayment(context, julien, { paymentId, invoiceIds: [wrong] })).toEqual({
      refused: "not-found",
    });
  expect(await allocatePayment(context, julien, { paymentId, invoiceIds: [] })).toEqual({
    refused: "nothing-chosen",
  });
  const { payments, tasks } = await state(nadia);
  expect(payments).toMatchObject([{ unallocated: 15_000 }]);
  expect(tasks).toMatchObject([{ doneAt: null }]);
});
