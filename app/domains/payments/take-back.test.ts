import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  holdingsOf,
  laterStatus,
  planGivingBack,
  planTakingBack,
  readDispute,
  takenBackOf,
} from "./take-back.ts";

describe("taking money back", () => {
  const paid = [
    { invoiceId: "a", amount: 60 },
    { invoiceId: "b", amount: 40 },
  ];

  it("uses the unused credit first, then what was paid last", () => {
    expect(planTakingBack(holdingsOf(paid), 10, 55)).toEqual({
      fromCredit: 10,
      reversals: [
        { invoiceId: "b", amount: 40 },
        { invoiceId: "a", amount: 5 },
      ],
    });
  });

  it("gives back to the invoices it was taken from, never more than they had", () => {
    const after = [...paid, { invoiceId: "b", amount: -40 }, { invoiceId: "a", amount: -5 }];
    expect(planGivingBack(holdingsOf(after), 50)).toEqual({
      restorations: [
        { invoiceId: "a", amount: 5 },
        { invoiceId: "b", amount: 40 },
      ],
    });
  });

  it("takes exactly the amount, from nobody more than they hold, and can be undone", () => {
    const settlement = fc.record({
      invoiceId: fc.constantFrom("a", "b", "c", "d"),
      amount: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(
        fc.array(settlement, { minLength: 1, maxLength: 6 }),
        fc.nat(500),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (settlements, credit, share) => {
          const before = holdingsOf(settlements);
          const held = before.reduce((sum, h) => sum + h.held, 0);
          const amount = Math.floor((held + credit) * share);
          const plan = planTakingBack(before, credit, amount);
          const reversed = plan.reversals.reduce((sum, r) => sum + r.amount, 0);
          expect(plan.fromCredit + reversed).toBe(amount);
          expect(plan.fromCredit).toBeLessThanOrEqual(credit);
          const after = holdingsOf([
            ...settlements,
            ...plan.reversals.map((r) => ({ ...r, amount: -r.amount })),
          ]);
          for (const holding of after) expect(holding.held).toBeGreaterThanOrEqual(0);
          const again = planGivingBack(after, amount).restorations;
          expect(again.reduce((sum, r) => sum + r.amount, 0)).toBe(reversed);
        },
      ),
    );
  });
});

describe("words about refunds and disputes", () => {
  it("keeps the later one whatever the order", () => {
    expect(laterStatus("refund", "pending", "succeeded")).toBe("succeeded");
    expect(laterStatus("refund", "failed", "succeeded")).toBe("failed");
    expect(laterStatus("bank-dispute", "reinstated", "withdrawn")).toBe("reinstated");
  });

  it("counts a pending refund as gone and a failed one as not", () => {
    const rows = (...statuses: string[]) =>
      statuses.map((status) => ({ kind: "refund" as const, status, amount: 30 }));
    expect(takenBackOf(100, rows("pending", "succeeded", "failed", "canceled"))).toBe(60);
    expect(takenBackOf(50, rows("succeeded", "succeeded"))).toBe(50);
  });

  it("reads a dispute from its money movements or from the event that tells of them", () => {
    const dispute = (status: string, movements?: number) => ({
      status,
      balance_transactions: movements === undefined ? undefined : Array(movements).fill({}),
    });
    expect(readDispute("charge.dispute.created", dispute("needs_response", 0))).toBe("open");
    expect(readDispute("charge.dispute.created", dispute("needs_response", 1))).toBe("withdrawn");
    expect(readDispute("charge.dispute.funds_withdrawn", dispute("needs_response"))).toBe(
      "withdrawn",
    );
    expect(readDispute("charge.dispute.closed", dispute("won", 2))).toBe("reinstated");
    expect(readDispute("charge.dispute.closed", dispute("lost"))).toBe("withdrawn");
    expect(readDispute("charge.dispute.closed", dispute("warning_closed", 0))).toBe("open");
  });
});
