import fc from "fast-check";
import { expect, test } from "vitest";
import { dueNowOf, outstandingOf, type StatusFacts, statusOf } from "./status.ts";

const today = "2026-11-16";
const open: StatusFacts = {
  kind: "invoice",
  payable: 1000,
  settled: 0,
  credited: 0,
  processing: 0,
  dueDate: "2026-11-16",
};

test.each<[string, Partial<StatusFacts>]>([
  ["open", {}],
  ["open", { dueDate: null }],
  ["overdue", { dueDate: "2026-11-15" }],
  ["partly-paid", { settled: 400 }],
  ["overdue", { settled: 400, dueDate: "2026-11-15" }],
  ["processing", { processing: 600, settled: 400, dueDate: "2026-11-15" }],
  ["paid", { settled: 1000 }],
  ["paid", { settled: 1000, credited: 999, processing: 5 }],
  ["credited", { settled: 1000, credited: 1000, dueDate: "2026-11-15" }],
  ["paid", { payable: 0 }],
  ["paid", { payable: -500 }],
  ["open", { kind: "creditNote", settled: 999, dueDate: "2026-11-15" }],
  ["settled", { kind: "creditNote", settled: 1000 }],
])("is %s with %j", (status, facts) => {
  expect(statusOf({ ...open, ...facts }, today)).toBe(status);
});

test("what is due now lies between nothing and what is outstanding", () => {
  const amount = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(amount, amount, amount, amount, (settled, payable, claimed, processing) => {
      const outstanding = outstandingOf({ payable, settled });
      const contested = Math.min(claimed, outstanding);
      const due = dueNowOf({ kind: "invoice", outstanding, contested, processing });
      expect(due).toBe(Math.max(0, outstanding - contested - processing));
      expect(due).toBeLessThanOrEqual(outstanding);
      expect(dueNowOf({ kind: "creditNote", outstanding, contested, processing })).toBe(0);
    }),
  );
});
