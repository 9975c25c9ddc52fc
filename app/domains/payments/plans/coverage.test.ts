import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import { type Agreement, coverParts, type InvoiceMoney, outcomeOf, restOf } from "./coverage.ts";

const agreement: Agreement = {
  parts: [
    { dueOn: "2026-12-01", amount: 10_000 },
    { dueOn: "2027-01-01", amount: 10_000 },
    { dueOn: "2027-02-01", amount: 10_000 },
  ],
  paidBefore: 4_000,
  frozenOn: null,
};

/** An invoice over 340.00 of which 40.00 were paid before the agreement. */
function money(change: Partial<InvoiceMoney> & { paid?: number } = {}): InvoiceMoney {
  const { paid = 0, credited = 0, processing = 0, contested = 0 } = change;
  const settled = 4_000 + paid + credited;
  return {
    kind: "invoice",
    settled,
    credited,
    processing,
    outstanding: 34_000 - settled,
    contested,
  };
}

const lefts = (invoice: InvoiceMoney, of = agreement) =>
  coverParts(of, invoice).map(({ left }) => left);

describe("what is left of each payment", () => {
  test.each([
    ["nothing came", money(), [10_000, 10_000, 10_000]],
    ["one payment and a half", money({ paid: 15_000 }), [0, 5_000, 10_000]],
    ["at the bank", money({ processing: 10_000 }), [0, 10_000, 10_000]],
    ["a credit note takes the last ones off", money({ credited: 12_000 }), [10_000, 8_000, 0]],
    ["so does a dispute", money({ contested: 5_000 }), [10_000, 10_000, 5_000]],
    ["paid and credited", money({ paid: 10_000, credited: 5_000 }), [0, 10_000, 5_000]],
    ["all", money({ paid: 30_000 }), [0, 0, 0]],
    ["money from before went back", money({ paid: -4_000 }), [10_000, 10_000, 10_000]],
  ])("%s", (_name, invoice, expected) => {
    expect(lefts(invoice)).toEqual(expected);
  });

  test("is never more than is due, and never less than nothing, whatever happens to the invoice", () => {
    const amount = fc.integer({ min: 0, max: 40_000 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (paid, credited, processing, claimed) => {
        const settled = Math.min(paid + credited, 34_000);
        const outstanding = 34_000 - settled;
        const invoice: InvoiceMoney = {
          kind: "invoice",
          settled,
          credited: Math.min(credited, settled),
          processing,
          outstanding,
          contested: Math.min(claimed, outstanding),
        };
        const parts = coverParts(agreement, invoice);
        expect(restOf(parts)).toBeLessThanOrEqual(dueNowOf(invoice));
        for (const part of parts) {
          expect(part.amount).toBe(part.paid + part.underWay + part.left);
          expect(Math.min(part.amount, part.paid, part.underWay, part.left)).toBeGreaterThanOrEqual(
            0,
          );
        }
        // In order: what is asked for later is not paid before what is asked for earlier.
        const open = parts.findIndex(({ left }) => left > 0);
        if (open >= 0)
          expect(parts.slice(open + 1).every(({ paid: p, underWay }) => p + underWay === 0)).toBe(
            true,
          );
      }),
    );
  });
});

describe("what becomes of it", () => {
  const closed = ["2026-12-25", "2027-01-01"];
  const on = (today: string, invoice: InvoiceMoney, of = agreement) =>
    outcomeOf(of, invoice, today, closed);

  test("two working days after the day of a payment it is broken", () => {
    // 1 December is a Tuesday.
    expect(on("2026-12-03", money())).toBeNull();
    expect(on("2026-12-04", money())).toBe("broken");
    expect(on("2026-12-04", money({ paid: 10_000 }))).toBeNull();
    // 1 January is a Friday and a holiday: Monday, Tuesday.
    expect(on("2027-01-05", money({ paid: 10_000 }))).toBeNull();
    expect(on("2027-01-06", money({ paid: 10_000 }))).toBe("broken");
  });

  test("money at the bank counts as paid, and is not yet the end", () => {
    expect(on("2027-03-01", money({ processing: 30_000 }))).toBeNull();
    expect(on("2026-12-02", money({ paid: 30_000 }))).toBe("kept");
    expect(on("2026-12-02", money({ paid: 20_000, credited: 10_000 }))).toBe("kept");
  });

  test("what a dispute holds back is waited for, and not late on the day it ends", () => {
    expect(on("2027-03-01", money({ contested: 30_000 }))).toBeNull();
    expect(on("2027-03-01", money({ paid: 30_000, contested: 0 }))).toBe("kept");
    const thawed = { ...agreement, frozenOn: "2027-03-01" };
    expect(on("2027-03-02", money(), thawed)).toBeNull();
    // Seven days, and two working days on top.
    expect(on("2027-03-10", money(), thawed)).toBeNull();
    expect(on("2027-03-11", money(), thawed)).toBe("broken");
  });
});
