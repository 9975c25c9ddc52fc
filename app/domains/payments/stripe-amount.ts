import { currencyDigits } from "#app/platform/money.ts";

/*
 * Amounts in Stripe's own terms (docs.stripe.com/currencies). They are not always ours: ISO 4217 and CLDR disagree with it on
 * some currencies, and some must be sent with decimals that nobody can pay.
 */

/** "The charge and the amount are the same": ¥500 is 500. */
const zeroDecimal = new Set(
  "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "),
);
/** "These API calls require the least-significant (last) digit to be 0." */
const threeDecimal = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);
/** Whole currencies that the API still writes with two decimals, always 00: 5 ISK is 500. */
const wholeWithDecimals = new Set(["ISK", "UGX"]);

/** How Stripe counts a currency: its decimals in the API, and what an amount must be a multiple of. */
function countingOf(currency: string): { digits: number; step: number } {
  if (zeroDecimal.has(currency)) return { digits: 0, step: 1 };
  if (threeDecimal.has(currency)) return { digits: 3, step: 10 };
  if (wholeWithDecimals.has(currency)) return { digits: 2, step: 100 };
  return { digits: 2, step: 1 };
}

/**
 * Our minor units as an amount that Stripe takes. What it cannot charge exactly (5.124 KWD) is rounded up (5.130): the
 * rule allows both neighbours, and rounded down the invoice would stay unpaid by a coin that nobody can pay. The
 * excess is the customer's credit.
 */
export function toStripeAmount(minor: number, currency: string): number {
  const { digits, step } = countingOf(currency);
  const shift = digits - currencyDigits(currency);
  const amount = shift >= 0 ? minor * 10 ** shift : Math.ceil(minor / 10 ** -shift);
  return Math.ceil(amount / step) * step;
}

/** Stripe's amount in our minor units. A fraction that our currency does not have (a refund of half a forint) is rounded. */
export function fromStripeAmount(amount: number, currency: string): number {
  const shift = countingOf(currency).digits - currencyDigits(currency);
  return shift >= 0 ? Math.round(amount / 10 ** shift) : amount * 10 ** -shift;
}

/** What the customer is charged for `minor`: the same but for the rounding above. */
export function chargeableAmount(minor: number, currency: string): number {
  return fromStripeAmount(toStripeAmount(minor, currency), currency);
}
