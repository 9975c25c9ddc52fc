import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workingDaysAfter } from "#app/platform/working-days.ts";
import { grossOfLine, grossOfQuantity } from "./claim.ts";
import { newDisputeReference } from "./reference.ts";

describe("what a claim amounts to", () => {
  test("a whole line, VAT included", () => {
    const line = { quantity: "1", netAmount: 7700, vatRate: "20" };
    expect(grossOfLine(line, "EUR")).toBe(9240);
  });

  test("a quantity of it, by its share of the net amount", () => {
    const line = { quantity: "12", netAmount: 1001, vatRate: "5.5" };
    // 10.01 × 5 ÷ 12 × 1.055 = 4.4002…
    expect(grossOfQuantity(line, "5", "EUR")).toBe(440);
  });

  test("without a rate nothing is added, and yen have no cents", () => {
    expect(grossOfLine({ quantity: "1", netAmount: 500, vatRate: null }, "JPY")).toBe(500);
    expect(grossOfLine({ quantity: "1", netAmount: 333, vatRate: "10" }, "JPY")).toBe(366);
  });

  test("a part never exceeds the whole, and the whole quantity is the whole line", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_00 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom("0", "2.1", "5.5", "10", "20"),
        (netAmount, quantity, part, vatRate) => {
          const line = { netAmount, quantity: String(quantity), vatRate };
          const contested = String(Math.min(part, quantity));
          expect(grossOfQuantity(line, contested, "EUR")).toBeLessThanOrEqual(
            grossOfLine(line, "EUR"),
          );
          expect(grossOfQuantity(line, line.quantity, "EUR")).toBe(grossOfLine(line, "EUR"));
        },
      ),
    );
  });
});

describe("the promised day", () => {
  test("skips the weekend", () => {
    // Friday 20 November 2026, five working days: Friday 27.
    expect(workingDaysAfter("2026-11-20", 5, [])).toBe("2026-11-27");
    expect(workingDaysAfter("2026-11-21", 1, [])).toBe("2026-11-23");
  });

  test("skips the days on which the biller is closed", () => {
    expect(workingDaysAfter("2026-12-23", 2, ["2026-12-25"])).toBe("2026-12-28");
  });
});

test("a reference has no character that is mistaken for another on the phone", () => {
  for (let i = 0; i < 200; i += 1)
    expect(newDisputeReference()).toMatch(/^DIS-[34679ACDEFGHJKMNPQRTWXY]{5}$/);
});
