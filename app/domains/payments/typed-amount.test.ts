import { describe, expect, it } from "vitest";
import { readTypedAmount } from "./typed-amount.ts";

describe("a typed amount", () => {
  it.each([
    ["125", "EUR", 12_500],
    ["125,5", "EUR", 12_550],
    ["1\u202f284,60\u00a0€", "EUR", 128_460],
    ["1 284.60", "EUR", 128_460],
    ["1’284.60 CHF", "CHF", 128_460],
    ["500", "JPY", 500],
    ["5,124", "KWD", 5_124],
  ])("%s %s", (typed, currency, minor) => {
    expect(readTypedAmount(typed, currency)).toBe(minor);
  });

  it.each(["", "0", "-5", "12,345", "1.284,60", "abc", "12,5,5", "1e3"])("is not %s", (typed) => {
    expect(readTypedAmount(typed, "EUR")).toBeNull();
  });
});
