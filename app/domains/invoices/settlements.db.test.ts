import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { invoices, settlements } from "#db/schema/invoices.ts";
import { payments } from "#db/schema/payments.ts";
import { events } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { claimAmount, lockInvoices, setProcessing, settleInvoice } from "./settlements.server.ts";

const context = await testDatabase();
let customerId: string;
let made = 0;

beforeAll(async () => {
  const put = await putCustomer(context, erp, "C-1", { name: "Le Fournil" });
  if (isRefused(put)) throw new Error(put.refused);
  customerId = put.customer.id;
  const amount = 100_000_000;
  const createdAt = context.clock.now();
  await inScope(context, { customerId }, (tx) =>
    tx.insert(payments).values(
      [0, 1, 2, 3].map((index) => ({
        customerId,
        id: source(index),
        number: `R-${index}`,
        method: "transfer" as const,
        amount,
        unallocated: amount,
        currency: "EUR",
        receivedOn: "2026-11-16",
        createdAt,
      })),
    ),
  );
});

async function issue(net: string, more: object = {}): Promise<string> {
  made += 1;
  const bytes = sentBytes({ number: `F-${made}`, customerNumber: "C-1", net, ...more });
  const answer = await ingestInvoice(context, erp, bytes, "application/json", { language: "en" });
  if (isRefused(answer) || !answer.id) throw new Error(JSON.stringify(answer));
  return answer.id;
}

const within = <T>(work: Parameters<typeof inScope<T>>[2]) =>
  inScope(context, { customerId }, work);

const stateOf = (id: string) =>
  within(async (tx) => {
    const [state] = await lockInvoices(tx, customerId, [id]);
    if (!state) throw new Error("Not there");
    return state;
  });

const source = (index: number) => `0199aaaa-0000-7000-8000-00000000000${index}`;

/** Settles with a payment that has enough left, and takes it off what is left: the database wants both, or neither. */
async function settle(
  tx: Transaction,
  { invoiceId, by, amount }: { invoiceId: string; by: number; amount: number },
): Promise<number> {
  const sourceId = source(by);
  const names = { customerId, invoiceId, source: "payment" as const, sourceId };
  const settled = await settleInvoice(context, tx, { ...names, amount });
  await tx
    .update(payments)
    .set({ unallocated: sql`unallocated - ${settled}` })
    .where(eq(payments.id, sourceId));
  return settled;
}

type Step =
  | { do: "pay"; source: number; amount: number }
  | { do: "claim" | "process"; change: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("pay" as const),
    source: fc.integer({ min: 0, max: 2 }),
    amount: fc.integer({ min: -15_000, max: 15_000 }),
  }),
  fc.record({
    do: fc.constantFrom("claim" as const, "process" as const),
    change: fc.integer({ min: -15_000, max: 15_000 }),
  }),
);

test("whatever payments, reversals and claims come, in any order, the amounts stay true", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const id = await issue("100.00");
      const names = { customerId, invoiceId: id };
      const expected = { settled: 0, claimed: 0, processing: 0, bySource: [0, 0, 0] };
      for (const one of steps) {
        const before = await stateOf(id);
        if (one.do === "pay") {
          const answer = await within((tx) =>
            settle(tx, { invoiceId: id, by: one.source, amount: one.amount }),
          );
          const held = expected.bySource[one.source] ?? 0;
          expect(answer).toBe(
            one.amount >= 0
              ? Math.min(one.amount, before.outstanding)
              : -Math.min(-one.amount, held) || 0,
          );
          expected.bySource[one.source] = held + answer;
          expected.settled += answer;
        } else {
          const column = one.do === "claim" ? "claimed" : "processing";
          const change = one.do === "claim" ? claimAmount : setProcessing;
          const going = within((tx) => change(context, tx, { ...names, change: one.change }));
          if (expected[column] + one.change < 0) await expect(going).rejects.toThrow();
          else {
            await going;
            expected[column] += one.change;
          }
        }
        const after = await stateOf(id);
        expect(after).toMatchObject({
          settled: expected.settled,
          claimed: expected.claimed,
          processing: expected.processing,
          credited: 0,
        });
        expect(after.settled + after.outstanding).toBe(after.payable);
        expect(after.contested).toBe(Math.min(after.claimed, after.outstanding));
        expect(Math.min(after.outstanding, after.contested, after.settled)).toBeGreaterThanOrEqual(
          0,
        );
      }
      const [sum] = await within((tx) =>
        tx
          .select({ total: sql`coalesce(sum(${settlements.amount}), 0)`.mapWith(Number) })
          .from(settlements)
          .where(and(eq(settlements.customerId, customerId), eq(settlements.invoiceId, id))),
      );
      expect(sum?.total).toBe(expected.settled);
    }),
    { numRuns: 25 },
  );
});

test("two payments at the same instant never settle more than is owed", async () => {
  const id = await issue("100.00");
  const answers = await Promise.all(
    [0, 1, 2].map((index) =>
      within((tx) => settle(tx, { invoiceId: id, by: index, amount: 9000 })),
    ),
  );
  expect(answers.sort((a, b) => a - b)).toEqual([0, 3000, 9000]);
  expect(await stateOf(id)).toMatchObject({ outstanding: 0 });
});

test("two payments of the same invoices, named in opposite order, do not deadlock", async () => {
  const ids = [await issue("100.00"), await issue("100.00")];
  const pay = (order: string[], index: number) =>
    within(async (tx) => {
      await lockInvoices(tx, customerId, order);
      for (const invoiceId of order) await settle(tx, { invoiceId, by: index, amount: 1000 });
    });
  await Promise.all([0, 1, 2, 3].map((index) => pay(index % 2 ? ids : ids.toReversed(), index)));
  for (const id of ids) expect(await stateOf(id)).toMatchObject({ settled: 4000 });
});

test("being settled is announced each time the last cent comes, not before", async () => {
  const id = await issue("100.00");
  const pay = (amount: number) => within((tx) => settle(tx, { invoiceId: id, by: 0, amount }));
  const told = () =>
    within((tx) => tx.$count(events, sql`type = 'invoice.settled' and subject_id = ${id}`));
  await pay(11_999);
  expect(await told()).toBe(0);
  await pay(1);
  expect(await told()).toBe(1);
  await pay(-12_000);
  await pay(12_000);
  expect(await told()).toBe(2);
});

test("a document that gives money back owes nothing and takes no payment", async () => {
  const id = await issue("-100.00", {
    lines: [{ name: "Remise", quantity: "-1", netUnitPrice: "100.00", netAmount: "-100.00" }],
  });
  expect(await stateOf(id)).toMatchObject({ payable: -12_000, outstanding: 0 });
  expect(await within((tx) => settle(tx, { invoiceId: id, by: 0, amount: 100 }))).toBe(0);
});

test("another customer's invoice is not there to be settled", async () => {
  const id = await issue("100.00");
  const other = "0199aaaa-0000-7000-8000-00000000dead";
  await expect(
    inScope(context, { customerId: other }, (tx) =>
      settleInvoice(context, tx, {
        customerId,
        invoiceId: id,
        source: "payment",
        sourceId: source(0),
        amount: 1,
      }),
    ),
  ).rejects.toThrow();
  expect(await inScope(context, { customerId: other }, (tx) => tx.$count(invoices))).toBe(0);
});
