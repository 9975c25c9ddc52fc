import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyDigits,
  formatMoney,
  formatUnitPrice,
  money,
  readTypedDecimal,
  toDecimal,
  toMinor,
} from "./money.ts";

describe("minor units and decimals", () => {
  test("each currency has its own number of decimals", () => {
    expect(["EUR", "JPY", "KWD"].map(currencyDigits)).toEqual([2, 0, 3]);
    expect(toMinor("464.20", "EUR")).toBe(46420);
    expect(toMinor("464", "JPY")).toBe(464);
    expect(toMinor("1.234", "KWD")).toBe(1234);
  });

  test("what the currency cannot hold is refused, not rounded", () => {
    expect(toMinor("464.205", "EUR")).toBeNull();
    expect(toMinor("464.200", "EUR")).toBe(46420);
    expect(toMinor("1.5", "JPY")).toBeNull();
    expect(toMinor("90071992547409.93", "EUR")).toBeNull();
    expect(toMinor("twelve", "EUR")).toBeNull();
    expect(() => money(0.5, "EUR")).toThrow(RangeError);
  });

  test("to decimal and back is the same amount, in every currency", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom("EUR", "CHF", "JPY", "KWD"),
        (minor, currency) => {
          expect(toMinor(toDecimal(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });
});

describe("as people read it", () => {
  test("French spaces are narrow and unbreakable, English has none", () => {
    expect(formatMoney(money(128460, "EUR"), "fr")).toBe("1\u202f284,60\u00a0€");
    expect(formatMoney(money(128460, "EUR"), "en")).toBe("€1,284.60");
    expect(formatMoney(money(12_345_678_901_234, "EUR"), "en")).toBe("€123,456,789,012.34");
  });

  test("a unit price keeps its own decimals", () => {
    expect(formatUnitPrice("0.0612", "EUR", "fr")).toBe("0,0612\u00a0€");
    expect(formatUnitPrice("77", "EUR", "en")).toBe("€77.00");
  });
});

test.each([
  ["1 284,60", "1284.60"],
  ["1\u202f284,60 €", "1284.60"],
  ["€1,284.60", "1284.60"],
  ["1.284,60", "1284.60"],
  ["1,284,600", "1284600"],
  ["12", "12"],
  ["12.5", "12.5"],
  [",5", "0.5"],
  ["-3,20", "-3.20"],
  ["12,34,5", null],
  ["1.2.3,4", null],
  ["abc", null],
  ["", null],
])("typed %s is read as %s", (typed, expected) => {
  expect(readTypedDecimal(typed)).toBe(expected);
});
