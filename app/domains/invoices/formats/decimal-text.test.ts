import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalOf,
  fractionDigits,
  isDecimalText,
  normalDecimal,
  roundHalfUp,
  roundToCents,
} from "./decimal-text.ts";

describe("decimals as documents write them", () => {
  test.each([
    ["10.00", "10"],
    ["+.50", "0.5"],
    ["-0.0", "0"],
    ["007", "7"],
    ["-12.340", "-12.34"],
    ["5.", "5"],
    ["1e3", "1e3"],
  ])("%s has the normal form %s", (text, normal) => {
    expect(normalDecimal(text)).toBe(normal);
  });

  test.each(["", "1,234.00", "1e3", "0x10", "--1", ".", "1.2.3", "9".repeat(60), " 1"])(
    "%j is none",
    (text) => {
      expect(isDecimalText(text)).toBe(false);
      expect(decimalOf(text)).toBeNull();
    },
  );

  test("the normal form has the same value and is one per value", () => {
    const digits = fc.stringMatching(/^[+-]?\d{1,12}(\.\d{0,8})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        const normal = normalDecimal(text);
        expect(new Big(normal).toFixed()).toBe(normal);
        expect(normalDecimal(normal)).toBe(normal);
        expect(decimalOf(text)?.toFixed()).toBe(normal);
      }),
    );
  });

  test("digits after the point count zeros too", () => {
    expect(fractionDigits("10.000")).toBe(3);
    expect(fractionDigits("10")).toBe(0);
  });

  test("rounding sends a half towards +∞, as the official XSLT does", () => {
    expect(roundToCents(new Big("2.345")).toFixed()).toBe("2.35");
    expect(roundToCents(new Big("-2.345")).toFixed()).toBe("-2.34");
    expect(roundHalfUp(new Big("-2.5")).toFixed()).toBe("-2");
    expect(roundHalfUp(new Big("2.5")).toFixed()).toBe("3");
  });
});
