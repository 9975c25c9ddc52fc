import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it, test } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { accountOverview } from "#app/domains/invoices/account-overview.server.ts";
import { balanceOf, entriesOf, overdueOf } from "#app/domains/invoices/pdf/statement.ts";
import { setProcessing } from "#app/domains/invoices/settlements.server.ts";
import { addDays, type Day } from "#app/platform/calendar.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { startOfTests } from "#tests/support/database.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { intentOf, openPage } from "#tests/support/payment-books.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { accountStatement, mostMovements } from "./account-statement.server.ts";
import { reportPayment } from "./report-payment.server.ts";
import { reportedPayment } from "./reported-payment.ts";

const bench = await paymentBench();
const { context, standIn } = bench;
let nadia: PersonViewer;
beforeEach(async () => {
  context.clock.set(startOfTests);
  nadia = await bench.customer();
});

async function statement(from: Day, to: Day) {
  const answer = await accountStatement(context, nadia, { from, to });
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

const account = async (from: Day, to: Day, currency = "EUR") =>
  (await statement(from, to)).accounts.find((each) => each.currency === currency);

async function report(amount: string, date: Day, more: object = {}) {
  const { customerNumber } = nadia;
  const sent = { customerNumber, amount, currency: "EUR", date, ...more };
  const answer = await reportPayment(context, erp, reportedPayment.parse(sent));
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

async function payAndRefund(invoiceId: string, part: number) {
  const session = await openPage(bench, nadia, [invoiceId]);
  standIn.pay(session, { method: "card" });
  await bench.settleDown();
  const refund = standIn.refund(intentOf(bench, session), { amount: part });
  await bench.settleDown();
  return refund.id;
}

describe("a year told in its order", () => {
  it("has each movement on its day, and the balance after it", async () => {
    const first = await bench.invoice(nadia, {
      number: "FA-1",
      issueDate: "2026-09-01",
      dueDate: "2026-09-30",
      payable: 10_000,
    });
    await bench.invoice(nadia, {
      number: "FA-2",
      issueDate: "2026-10-10",
      dueDate: "2026-11-09",
      payable: 5_000,
    });
    const { number } = await report("80.00", "2026-10-01", {
      allocations: [{ invoiceNumber: "FA-1", amount: "80.00" }],
    });
    await bench.credit(nadia, first, 500);
    const refund = await payAndRefund(first, 600);
    context.clock.advance(days(2));
    standIn.failRefund(refund);
    await bench.settleDown();

    const found = await account("2026-10-01", "2026-11-18");
    if (!found) throw new Error("No account");
    expect(found.opening).toBe(10_000);
    const entries = entriesOf(found).map(({ day, kind, debit, credit, balance }) => [
      day,
      kind,
      debit,
      credit,
      balance,
    ]);
    expect(entries).toEqual([
      ["2026-10-01", "payment", 0, 8_000, 2_000],
      ["2026-10-10", "invoice", 5_000, 0, 7_000],
      ["2026-10-31", "creditNote", 0, 500, 6_500],
      ["2026-11-16", "payment", 0, 1_500, 5_000],
      ["2026-11-16", "refund", 600, 0, 5_600],
      ["2026-11-18", "reinstated", 0, 600, 5_000],
    ]);
    expect(found.movements[0]?.number).toBe(number);
    expect(found).toMatchObject({
      closing: 5_000,
      position: { notDue: 0, late: [5_000, 0, 0, 0], contested: 0, processing: 0, unused: 0 },
    });
    // As it was then: of the first invoice 20.00 was 16 days late, the second not due.
    expect((await account("2026-01-01", "2026-10-16"))?.position).toEqual({
      notDue: 5_000,
      late: [2_000, 0, 0, 0],
      contested: 0,
      processing: 0,
      unused: 0,
    });
    // Between the refund and its failure.
    expect((await account("2026-11-17", "2026-11-17"))?.closing).toBe(5_600);
  });

  it("keeps each currency to itself, in its own units, and is empty where there is nothing", async () => {
    expect((await statement("2026-01-01", "2026-11-16")).accounts).toEqual([]);
    await bench.invoice(nadia, { payable: 12_500, currency: "JPY" });
    await bench.invoice(nadia, { payable: 4_200 });
    const { accounts } = await statement("2026-01-01", "2026-11-16");
    expect(accounts.map(({ currency, closing }) => [currency, closing])).toEqual([
      ["JPY", 12_500],
      ["EUR", 4_200],
    ]);
  });

  it("knows nothing of another customer", async () => {
    await bench.invoice(nadia, { payable: 4_200 });
    nadia = await bench.customer();
    expect((await statement("2026-01-01", "2026-11-16")).accounts).toEqual([]);
  });

  it("tells what is on hold and what is under way from what is late, as the home page does", async () => {
    const invoiceId = await bench.invoice(nadia, {
      payable: 10_000,
      claimed: 1_000,
      issueDate: "2026-08-01",
      dueDate: "2026-08-31",
    });
    const position = {
      notDue: 0,
      late: [0, 0, 9_000, 0],
      contested: 1_000,
      processing: 0,
      unused: 0,
    };
    expect((await account("2026-01-01", "2026-11-16"))?.position).toEqual(position);
    const { customerId } = nadia;
    await inScope(context, nadia, (tx) =>
      setProcessing(context, tx, { customerId, invoiceId, change: 4_000 }),
    );
    // An invoice that is being paid is not late, whatever is left of it.
    const paying = { ...position, notDue: 5_000, late: [0, 0, 0, 0], processing: 4_000 };
    expect((await account("2026-01-01", "2026-11-16"))?.position).toEqual(paying);
    const [shown] = (await accountOverview(context, nadia)).currencies;
    expect(shown).toMatchObject({ dueNow: 5_000, contested: 1_000, processing: 4_000 });
    expect(shown?.overdue.amount).toBe(0);
    // Of a past day nobody knows what was contested then.
    expect((await account("2026-01-01", "2026-10-15"))?.position).toMatchObject({
      late: [0, 10_000, 0, 0],
      contested: 0,
    });
  });

  it("counts what is dated ahead from the day it came, as the home page does", async () => {
    await bench.invoice(nadia, { issueDate: "2026-12-24", dueDate: "2027-01-24", payable: 700 });
    await report("3.00", "2026-12-01");
    expect((await account("2026-11-16", "2026-11-16"))?.movements).toHaveLength(2);
    expect(await account("2026-11-01", "2026-11-15")).toBeUndefined();
  });
});

test("more than a statement holds is refused, and a shorter period is not", async () => {
  await inScope(context, nadia, (tx) =>
    tx.execute(sql`
      insert into payments (customer_id, id, number, method, amount, currency, received_on, unallocated, created_at)
      select ${nadia.customerId}, gen_random_uuid(), 'R-MANY-' || n, 'cash', 1, 'EUR', date '2026-01-01' + n % 100, 1, ${startOfTests.toISOString()}
      from generate_series(1, ${mostMovements + 1}) n`),
  );
  const whole = { from: "2026-01-01", to: "2026-11-16" };
  expect(await accountStatement(context, nadia, whole)).toEqual({ refused: "too-many-movements" });
  const part = await account("2026-01-02", "2026-11-16");
  expect(part?.closing).toBe(-(mostMovements + 1));
});

/** One thing that happens to a customer. Days are before or after the day it happens on. */
const happening = fc.oneof(
  fc.record({
    what: fc.constant("invoice" as const),
    issued: fc.integer({ min: -120, max: 3 }),
    term: fc.integer({ min: 0, max: 60 }),
    payable: fc.integer({ min: -500, max: 9_000 }),
    claimed: fc.constantFrom(0, 0, 0, 300, 20_000),
    kind: fc.constantFrom("invoice" as const, "invoice" as const, "creditNote" as const),
    currency: fc.constantFrom("EUR", "EUR", "JPY"),
  }),
  fc.record({
    what: fc.constant("payment" as const),
    came: fc.integer({ min: -100, max: 3 }),
    amount: fc.integer({ min: 1, max: 8_000 }),
    /** To which of the open invoices; none: credit, or whatever the portal finds. */
    to: fc.option(fc.nat(5)),
  }),
  fc.record({ what: fc.constant("credit" as const), to: fc.nat(5), amount: fc.nat(3_000) }),
  fc.record({
    what: fc.constant("card" as const),
    to: fc.nat(5),
    back: fc.integer({ min: 1, max: 100 }),
    fails: fc.boolean(),
  }),
  fc.record({ what: fc.constant("direct debit" as const), to: fc.nat(5) }),
  fc.record({ what: fc.constant("days pass" as const), days: fc.integer({ min: 1, max: 40 }) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const today = () => context.clock.now().toISOString().slice(0, 10);

async function bringAbout(it: Happening): Promise<void> {
  if (it.what === "days pass") return context.clock.advance(days(it.days));
  if (it.what === "invoice") {
    const issueDate = addDays(today(), it.issued);
    const { kind, currency, claimed, payable } = it;
    const dueDate = addDays(issueDate, it.term);
    const facts = { kind, currency, payable, issueDate, dueDate };
    await bench.invoice(nadia, kind === "invoice" ? { ...facts, claimed } : facts);
    return;
  }
  const owed = (await bench.state(nadia)).invoices.filter(
    ({ kind, currency, outstanding }) =>
      kind === "invoice" && currency === "EUR" && outstanding > 0,
  );
  const invoice = it.to === null ? undefined : owed[it.to % Math.max(owed.length, 1)];
  if (it.what === "payment") {
    const amount = (it.amount / 100).toFixed(2);
    const allocations = invoice ? [{ invoiceNumber: invoice.number, amount }] : undefined;
    await report(amount, addDays(today(), it.came), { allocations });
    return;
  }
  if (!invoice) return;
  if (it.what === "credit") {
    if (it.amount > 0) await bench.credit(nadia, invoice.id, it.amount);
    return;
  }
  const due = invoice.outstanding - invoice.contested - invoice.processing;
  // Less than what can be paid online.
  if (due < 100) return;
  if (it.what === "direct debit") {
    standIn.pay(await openPage(bench, nadia, [invoice.id]), { method: "sepa_debit" });
    await bench.settleDown();
    return;
  }
  const refund = await payAndRefund(invoice.id, Math.ceil((due * it.back) / 100));
  if (!it.fails) return;
  context.clock.advance(days(1));
  standIn.failRefund(refund);
  await bench.settleDown();
}

test("whatever happened: on today the balance is what the portal shows as owed, and periods join", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 14 }), async (story) => {
      context.clock.set(startOfTests);
      nadia = await bench.customer();
      for (const each of story) await bringAbout(each);
      const now = today();
      const { currencies } = await accountOverview(context, nadia);
      const { accounts } = await statement("2026-01-01", now);
      const { invoices, payments } = await bench.state(nadia);
      const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
      for (const currency of ["EUR", "JPY"]) {
        const found = accounts.find((each) => each.currency === currency);
        const shown = currencies.find((each) => each.currency === currency);
        const kept = sum(
          payments.filter((each) => each.currency === currency).map((each) => each.unallocated),
        );
        const owed = sum(
          invoices
            .filter((each) => each.kind === "invoice" && each.currency === currency)
            .map(({ outstanding }) => outstanding),
        );
        expect(found?.closing ?? 0).toBe(owed - (shown?.credit ?? 0) - kept);
        if (!found) continue;
        const { position } = found;
        expect(position.notDue + overdueOf(position)).toBe(shown?.dueNow ?? 0);
        expect(overdueOf(position)).toBe(shown?.overdue.amount ?? 0);
        expect(position.contested).toBe(shown?.contested ?? 0);
        expect(position.unused).toBe((shown?.credit ?? 0) + kept);
        // Any two periods that follow each other: what one leaves, the next begins with.
        const middle = found.movements[Math.floor(found.movements.length / 2)]?.day ?? now;
        const before = await account("2026-01-01", addDays(middle, -1), currency);
        const after = await account(middle, now, currency);
        expect(after?.opening ?? 0).toBe(before?.closing ?? 0);
        expect(after?.closing).toBe(found.closing);
        const days = found.movements.map(({ day }) => day);
        expect(days).toEqual(days.toSorted());
        expect(entriesOf(found).at(-1)?.balance ?? found.opening).toBe(found.closing);
        // What is past never owes less than nothing.
        if (!before) continue;
        expect(balanceOf(before.position)).toBe(before.closing);
        for (const part of [
          before.position.notDue,
          ...before.position.late,
          before.position.unused,
        ])
          expect(part).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 15 },
  );
});
