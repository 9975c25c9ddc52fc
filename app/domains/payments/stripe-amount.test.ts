import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargeableAmount, fromStripeAmount, toStripeAmount } from "./stripe-amount.ts";

describe("amounts in Stripe's terms", () => {
  it.each([
    ["EUR", 46420, 46420],
    ["JPY", 500, 500],
    ["KRW", 12_345, 12_345],
    ["KWD", 5120, 5120],
    ["KWD", 5124, 5130],
    ["TND", 1, 10],
    ["ISK", 5, 500],
    ["UGX", 5, 500],
    ["HUF", 12_345, 12_345],
  ])("%s %i is %i", (currency, minor, amount) => {
    expect(toStripeAmount(minor, currency)).toBe(amount);
  });

  it("never charges less than is owed, nor a whole step more, and comes back as what was charged", () => {
    const currencies = fc.constantFrom("EUR", "CHF", "JPY", "KWD", "BHD", "ISK", "UGX", "HUF");
    fc.assert(
      fc.property(currencies, fc.integer({ min: 1, max: 10 ** 10 }), (currency, minor) => {
        const charged = chargeableAmount(minor, currency);
        expect(charged).toBeGreaterThanOrEqual(minor);
        expect(charged - minor).toBeLessThan(10);
        expect(toStripeAmount(charged, currency)).toBe(toStripeAmount(minor, currency));
        expect(fromStripeAmount(toStripeAmount(charged, currency), currency)).toBe(charged);
      }),
    );
  });
});
