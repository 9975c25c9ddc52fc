import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#app/platform/calendar.ts";
import { checkDays, type PlanTerms, rulesAccept } from "./plan-terms.ts";
import { proposeDays, splitAmount } from "./schedule.ts";

describe("equal amounts", () => {
  test.each([
    ["cents go to the first", 37_180, 3, [12_394, 12_393, 12_393]],
    ["whole yen", 1_000, 6, [170, 166, 166, 166, 166, 166]],
    ["thousandths of a dinar", 10_001, 2, [5_001, 5_000]],
  ])("%s", (_name, amount, count, expected) => {
    expect(splitAmount(amount, count)).toEqual(expected);
  });

  test("there are none where not every payment gets a unit", () => {
    expect(splitAmount(2, 3)).toBeNull();
  });

  test("add up to the unit, and differ by less than one for each payment", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 2 ** 50 }),
        fc.integer({ min: 1, max: 6 }),
        (amount, count) => {
          const parts = splitAmount(amount, count) ?? [];
          expect(parts).toHaveLength(count);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
          expect(Math.max(...parts) - Math.min(...parts)).toBeLessThan(count);
        },
      ),
    );
  });
});

describe("days", () => {
  test("are the same of each month, or its last", () => {
    expect(proposeDays("2027-01-31", 3, "2027-12-31")).toEqual([
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
    ]);
  });

  test("are nearer together where months lead too far", () => {
    expect(proposeDays("2026-12-01", 4, "2027-02-14")).toEqual([
      "2026-12-01",
      "2026-12-26",
      "2027-01-20",
      "2027-02-14",
    ]);
    expect(proposeDays("2026-12-01", 4, "2026-12-03")).toBeNull();
  });

  test("are always what the biller's limits allow", () => {
    const today = "2026-11-24";
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 2, max: 6 }), (first, within, count) => {
        const until = addDays(today, within);
        const proposed = proposeDays(addDays(today, first), count, until);
        fc.pre(proposed !== null);
        expect(
          checkDays(
            { ...terms, today, instalmentsUntil: until, mostParts: 6 },
            "instalments",
            proposed,
          ),
        ).toBeNull();
      }),
    );
  });
});

const terms: PlanTerms = {
  today: "2026-11-24",
  promiseUntil: "2026-12-08",
  mostParts: 3,
  instalmentsUntil: "2027-02-22",
  acceptedUpTo: { EUR: 100_000 },
  arranged: {},
  askStaff: false,
  answerBy: "2026-12-01",
};

describe("what a customer may arrange", () => {
  test.each([
    ["today", "promise", ["2026-11-24"], "past"],
    ["tomorrow", "promise", ["2026-11-25"], undefined],
    ["the last day", "promise", ["2026-12-08"], undefined],
    ["the day after it", "promise", ["2026-12-09"], "too-late"],
    ["two days to promise", "promise", ["2026-12-01", "2026-12-02"], "count"],
    ["one instalment", "instalments", ["2026-12-01"], "count"],
    [
      "one too many",
      "instalments",
      ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"],
      "count",
    ],
    ["the same day twice", "instalments", ["2026-12-01", "2026-12-01"], "order"],
    ["as late as possible", "instalments", ["2026-12-01", "2027-02-22"], undefined],
  ] as const)("%s", (_name, kind, days, problem) => {
    expect(checkDays(terms, kind, days)?.problem).toBe(problem);
  });

  test("nothing where nothing is offered", () => {
    const none = { ...terms, promiseUntil: null, mostParts: 0 };
    expect(checkDays(none, "promise", ["2026-12-01"])?.problem).toBe("not-offered");
    expect(checkDays(none, "instalments", ["2026-12-01"])?.problem).toBe("not-offered");
  });

  test("the rules accept up to the amount of the currency, and nothing after a broken plan", () => {
    expect(rulesAccept(terms, 100_000, "EUR")).toBe(true);
    expect(rulesAccept(terms, 100_001, "EUR")).toBe(false);
    expect(rulesAccept(terms, 1, "JPY")).toBe(false);
    const some = { ...terms, arranged: { EUR: 60_000 } };
    expect([40_000, 40_001].map((amount) => rulesAccept(some, amount, "EUR"))).toEqual([
      true,
      false,
    ]);
    expect(rulesAccept({ ...terms, askStaff: true }, 1, "EUR")).toBe(false);
  });
});
