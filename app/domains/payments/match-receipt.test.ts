import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditorReference } from "#app/platform/creditor-reference.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { matchReceipt } from "./match-receipt.ts";

const owed = [
  { id: "a", number: "FA-2026-01", outstanding: 5_000 },
  { id: "b", number: "FA-2026-019", outstanding: 7_500 },
  { id: "c", number: "FA-2026-02", outstanding: 7_500 },
];

const rf = (number: string) => creditorReference(number) ?? "";

describe("matching a bank receipt", () => {
  it.each([
    ["the number in it", "Facture FA-2026-02 merci", [{ invoiceId: "c", amount: 7_500 }]],
    ["however the bank wrote it", "VIR SEPA /INV/fa2026019", [{ invoiceId: "b", amount: 7_500 }]],
    ["not the shorter number of a longer one", "FA202601", [{ invoiceId: "a", amount: 5_000 }]],
    ["a date after it or not", "FA-2026-01 15/11/2026", [{ invoiceId: "a", amount: 5_000 }]],
    [
      "two numbers, oldest due first",
      "FA-2026-02 et FA-2026-01",
      [
        { invoiceId: "a", amount: 5_000 },
        { invoiceId: "c", amount: 2_500 },
      ],
    ],
    ["no number: the oldest that owes just this", "loyer", [{ invoiceId: "b", amount: 7_500 }]],
    ["an RF reference", `/RFB/${rf("FA-2026-02")}`, [{ invoiceId: "c", amount: 7_500 }]],
    [
      "an RF reference in groups of four, with words after it",
      `${groupedByFour(rf("FA-2026-02"))} MERCI DUPONT 2026`,
      [{ invoiceId: "c", amount: 7_500 }],
    ],
    [
      "an RF reference in small letters, glued to words, with a bank's zeros",
      `notprovided${rf("FA-2026-02").toLowerCase().replace("fa", "0000fa")}`,
      [{ invoiceId: "c", amount: 7_500 }],
    ],
    [
      "two RF references",
      `${rf("FA-2026-02")}+${rf("FA-2026-01")}`,
      [
        { invoiceId: "a", amount: 5_000 },
        { invoiceId: "c", amount: 2_500 },
      ],
    ],
    [
      "nothing of an RF reference whose digits are wrong",
      rf("FA-2026-02").replace(/^RF../, (head) => `RF${head === "RF11" ? "12" : "11"}`),
      [{ invoiceId: "b", amount: 7_500 }],
    ],
    [
      "another number of ours with more digits",
      "FA-2026-0199",
      [{ invoiceId: "b", amount: 7_500 }],
    ],
  ])("goes by %s", (_name, reference, allocations) => {
    expect(matchReceipt({ amount: 7_500, reference }, owed)).toEqual(allocations);
  });

  it("does not read a group of another invoice's RF reference as a number", () => {
    const short = [{ id: "s", number: "0123", outstanding: 5_000 }];
    const paid = groupedByFour(rf("FA-2026-000123"));
    expect(paid).toMatch(/^RF.. FA20 2600 0123$/);
    expect(matchReceipt({ amount: 700, reference: paid }, short)).toEqual([]);
  });

  it("places nothing where nothing fits", () => {
    expect(matchReceipt({ amount: 123, reference: null }, owed)).toEqual([]);
  });

  it("never places more than came, nor more than is owed", () => {
    fc.assert(
      fc.property(
        fc.nat(30_000),
        fc.subarray(owed.map(({ number }) => number)),
        (amount, numbers) => {
          const allocations = matchReceipt({ amount, reference: numbers.join(" ") }, owed);
          expect(allocations.reduce((sum, part) => sum + part.amount, 0)).toBeLessThanOrEqual(
            amount,
          );
          for (const { invoiceId, amount: part } of allocations) {
            expect(part).toBeGreaterThan(0);
            expect(part).toBeLessThanOrEqual(
              owed.find(({ id }) => id === invoiceId)?.outstanding ?? 0,
            );
          }
        },
      ),
    );
  });
});
