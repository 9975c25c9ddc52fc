import { beforeEach, describe, expect, it } from "vitest";
import type { IntegrationViewer, PersonViewer } from "#app/domains/accounts/viewer.ts";
import { creditorReference } from "#app/platform/creditor-reference.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { paymentHistory } from "./payment-history.server.ts";
import { paymentsForStaff } from "./payments-for-staff.server.ts";
import { reconcile } from "./reconcile.server.ts";
import { reportPayment } from "./report-payment.server.ts";
import { reportedPayment } from "./reported-payment.ts";
import { startCheckout } from "./start-checkout.server.ts";
import { viewPayment } from "./view-payment.server.ts";

const { context, standIn, customer, invoice, settleDown, state } = await paymentBench();
const erp: IntegrationViewer = { kind: "integration", apiKeyId: "erp", scopes: ["payments:write"] };

let nadia: PersonViewer;
beforeEach(async () => {
  nadia = await customer();
});

const report = (content: Record<string, unknown>) =>
  reportPayment(
    context,
    erp,
    reportedPayment.parse({
      customerNumber: nadia.customerNumber,
      currency: "EUR",
      date: "2026-11-13",
      ...content,
    }),
  );

describe("money reported by the biller's system", () => {
  it("pays the invoices it names, whatever it says besides", async () => {
    await invoice(nadia, { number: `A-${nadia.customerNumber}`, payable: 5_000 });
    await invoice(nadia, { number: `B-${nadia.customerNumber}`, payable: 7_000 });
    expect(
      await report({
        amount: "60.00",
        reference: "loyer",
        allocations: [{ invoiceNumber: `B-${nadia.customerNumber}`, amount: "60" }],
      }),
    ).toMatchObject({
      outcome: "recorded",
      allocations: [{ invoiceNumber: `B-${nadia.customerNumber}`, amount: "60.00" }],
      unallocated: "0.00",
    });
    const { invoices } = await state(nadia);
    expect(invoices.map(({ outstanding }) => outstanding)).toEqual([5_000, 1_000]);
  });

  it("is found by its reference, and its customer with it", async () => {
    const number = `FA-${nadia.customerNumber}-77`;
    await invoice(nadia, { number, payable: 5_000 });
    expect(
      await report({ customerNumber: undefined, amount: "50.00", reference: `VIR ${number}` }),
    ).toMatchObject({ customerNumber: nadia.customerNumber, unallocated: "0.00" });
  });

  it("is found by the RF reference that the pay page gives, spaced or not, and its customer with it", async () => {
    const number = `FA-${nadia.customerNumber}-000078`;
    await invoice(nadia, { payable: 4_000 });
    await invoice(nadia, { number, payable: 5_000 });
    const reference = creditorReference(number) ?? "";
    for (const written of [groupedByFour(reference), `SCT/${reference}/MERCI`])
      expect(
        await report({ customerNumber: undefined, amount: "25.00", reference: written }),
      ).toMatchObject({
        customerNumber: nadia.customerNumber,
        allocations: [{ invoiceNumber: number, amount: "25.00" }],
        unallocated: "0.00",
      });
  });

  it("becomes credit and a staff task where nothing fits", async () => {
    await invoice(nadia, { payable: 5_000 });
    expect(await report({ amount: "12.34" })).toMatchObject({
      allocations: [],
      unallocated: "12.34",
    });
    const { invoices, tasks } = await state(nadia);
    expect(invoices[0]?.outstanding).toBe(5_000);
    expect(tasks.map(({ kind }) => kind)).toEqual(["payment-unmatched"]);
  });

  it("is recorded once per external id, also when told twice at once", async () => {
    await invoice(nadia, { payable: 5_000 });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => report({ externalId: "BNK-1", amount: "50.00" })),
    );
    expect(
      answers.map((answer) => ("outcome" in answer ? answer.outcome : answer.refused)).sort(),
    ).toEqual(["recorded", "same", "same", "same"]);
    expect((await state(nadia)).payments).toHaveLength(1);
    expect(await report({ externalId: "BNK-1", amount: "51.00" })).toMatchObject({
      refused: "other-content",
    });
  });

  it("refuses what it cannot place, with the place", async () => {
    await invoice(nadia, { number: `CHF-${nadia.customerNumber}`, currency: "CHF" });
    expect(await report({ customerNumber: "C-0", amount: "1.00" })).toMatchObject({
      refused: "unknown-customer",
    });
    expect(
      await report({ amount: "1.00", allocations: [{ invoiceNumber: "NO-1", amount: "1.00" }] }),
    ).toMatchObject({ refused: "unknown-invoice", pointer: "/allocations/0/invoiceNumber" });
    expect(
      await report({
        amount: "1.00",
        allocations: [{ invoiceNumber: `CHF-${nadia.customerNumber}`, amount: "1.00" }],
      }),
    ).toMatchObject({ refused: "other-currency", currency: "CHF" });
    expect((await state(nadia)).payments).toEqual([]);
  });

  it("closes the payment page of what it paid", async () => {
    const id = await invoice(nadia, { payable: 5_000 });
    const answer = await startCheckout(context, nadia, {
      invoiceIds: [id],
      language: "fr",
      returnTo: "/r",
    });
    expect(isRefused(answer)).toBe(false);
    await report({ amount: "50.00" });
    await settleDown();
    const sessions = [...standIn.account.sessions.values()].filter(
      ({ metadata }) => metadata?.customer === nadia.customerId,
    );
    expect(sessions.map(({ status }) => status)).toEqual(["expired"]);
  });

  it.each([
    [{ amount: "0.00" }, "amount"],
    [{ amount: "1.234" }, "amount"],
    [{ date: "2026-02-30" }, "date"],
    [{ currency: "EURO" }, "currency"],
    [{ allocations: [{ invoiceNumber: "A", amount: "2.00" }] }, "allocations"],
    [{ iban: "FR76" }, ""],
  ])("is checked: %j", (content, path) => {
    const checked = reportedPayment.safeParse({
      amount: "1.00",
      currency: "EUR",
      date: "2026-11-13",
      ...content,
    });
    expect(checked.error?.issues.map((issue) => issue.path.join("/"))).toEqual([path]);
  });
});

describe("looking at payments", () => {
  it("shows the customer its own, newest first, with what remains", async () => {
    const stranger = await customer();
    await invoice(nadia, { payable: 5_000, number: `P-${nadia.customerNumber}` });
    await report({ amount: "20.00", date: "2026-11-10", reference: `P-${nadia.customerNumber}` });
    await report({ amount: "10.00", date: "2026-11-12", reference: `P-${nadia.customerNumber}` });
    const { payments, next } = await paymentHistory(context, nadia);
    expect(payments.map(({ amount }) => amount)).toEqual([1_000, 2_000]);
    expect(payments[0]?.invoices[0]).toMatchObject({ amount: 1_000, outstanding: 2_000 });
    expect(next).toBeNull();
    const [{ id } = { id: "" }] = payments;
    expect(await viewPayment(context, nadia, id)).toMatchObject({ id, takenBack: [] });
    expect(await viewPayment(context, stranger, id)).toEqual({ refused: "not-found" });
    expect((await paymentHistory(context, stranger)).payments).toEqual([]);
  });

  it("gives page after page without repeating or missing one", async () => {
    for (let n = 1; n <= 30; n++) await report({ amount: `${n}.00` });
    const first = await paymentHistory(context, nadia);
    const second = await paymentHistory(context, nadia, { after: first.next });
    const ids = [...first.payments, ...second.payments].map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
    expect(second.next).toBeNull();
  });

  it("finds for the staff by receipt, customer, invoice and reference", async () => {
    const agnes = {
      kind: "staff",
      personId: nadia.personId,
      name: "Agnès",
      email: "a@b.example",
      role: "agent",
    } as const;
    const number = `S-${nadia.customerNumber}-9`;
    await invoice(nadia, { payable: 5_000, number });
    const answer = await report({ amount: "50.00", reference: `virement ${number}` });
    if (isRefused(answer)) throw new Error(answer.refused);
    for (const q of [answer.number, nadia.customerNumber, number, `virement ${number}`]) {
      const found = await paymentsForStaff(context, agnes, { q });
      expect(found.payments.map(({ id }) => id)).toEqual([answer.id]);
      expect(found.payments[0]?.customer.number).toBe(nadia.customerNumber);
    }
  });
});

describe("reconciliation", () => {
  it("finds nothing to say when every webhook came", async () => {
    expect((await reconcile(context)).differences).toEqual([]);
  });

  it("applies what lost webhooks would have told", async () => {
    standIn.webhooks.pause();
    const id = await invoice(nadia, { payable: 5_000 });
    await startCheckout(context, nadia, { invoiceIds: [id], language: "fr", returnTo: "/r" });
    const session = [...standIn.account.sessions.values()].find(
      ({ metadata, status }) => metadata?.customer === nadia.customerId && status === "open",
    );
    standIn.pay(session?.id ?? "", { method: "card" });
    const intent = String(standIn.account.sessions.get(session?.id ?? "")?.payment_intent);
    standIn.refund(intent, { amount: 1_000 });
    context.clock.advance(60_000);
    expect((await reconcile(context)).differences).toEqual([]);
    expect((await state(nadia)).payments[0]).toMatchObject({ amount: 5_000, refunded: 1_000 });
    const dispute = standIn.dispute(intent, { amount: 2_000 });
    expect((await reconcile(context)).differences).toEqual([]);
    expect((await state(nadia)).refunds.map(({ providerId }) => providerId)).toContain(dispute.id);
    standIn.webhooks.resume();
    await settleDown();
    expect((await state(nadia)).payments[0]).toMatchObject({ refunded: 3_000 });
  });
});
