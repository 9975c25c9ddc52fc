import Big from "big.js";

/**
 * Decimals as documents write them. XML Schema's `decimal` allows "+1.50", ".5" and "007"; the canonical model holds
 * one form per value: "1.5", "0.5", "7". Exponents, separators and signs of currency are no decimals.
 */

/** More digits than any amount, quantity or price has: refuses numbers made to exhaust the arithmetic. */
const longest = 36;

const xmlDecimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The pattern of a JSON decimal string: "239.41", "-0.5". */
export const jsonDecimal = /^-?\d{1,18}(?:\.\d{1,18})?$/;

export function isDecimalText(text: string): boolean {
  return text.length <= longest && xmlDecimal.test(text);
}

const alreadyNormal = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;

/** "10.00" → "10", "+.50" → "0.5", "-0.0" → "0". Text that is no decimal comes back as it is. */
export function normalDecimal(text: string): string {
  if (alreadyNormal.test(text) || !isDecimalText(text)) return text;
  const negative = text.charCodeAt(0) === 45;
  const unsigned = negative || text.charCodeAt(0) === 43 ? text.slice(1) : text;
  const point = unsigned.indexOf(".");
  const whole = (point < 0 ? unsigned : unsigned.slice(0, point)).replace(/^0+/, "") || "0";
  const fraction = point < 0 ? "" : unsigned.slice(point + 1).replace(/0+$/, "");
  const magnitude = fraction ? `${whole}.${fraction}` : whole;
  return negative && magnitude !== "0" ? `-${magnitude}` : magnitude;
}

/** How many digits stand after the point, as written: EN 16931's BR-DEC rules count the zeros too. */
export function fractionDigits(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/**
 * Values by their text. The same rates, prices and zeros come again and again, within an invoice and across a batch;
 * a Big never changes, so all may share one. Emptied when full.
 */
const known = new Map<string, Big | null>();
const mostKnown = 4096;

/** The value for arithmetic, or null when the text is absent or no decimal. */
export function decimalOf(text: string | undefined): Big | null {
  if (text === undefined) return null;
  let value = known.get(text);
  if (value === undefined) {
    value = isDecimalText(text) ? new Big(normalDecimal(text)) : null;
    if (known.size >= mostKnown) known.clear();
    if (text.length <= longest) known.set(text, value);
  }
  return value;
}

export const zero = new Big(0);
const half = new Big("0.5");
const hundredth = new Big("0.01");

/** A percentage of a value, exact. */
export function percentOf(value: Big, percentage: Big): Big {
  return value.times(percentage).times(hundredth);
}

/** XPath `round()`: to the nearest integer, a half towards +∞ (2.5 → 3, -2.5 → -2). */
export function roundHalfUp(value: Big): Big {
  const shifted = value.plus(half);
  const truncated = shifted.round(0, Big.roundDown);
  return shifted.lt(truncated) ? truncated.minus(1) : truncated;
}

/** Two decimals, the way the official rules round: `round(x * 100) div 100`. */
export function roundToCents(value: Big): Big {
  return value.gte(zero)
    ? value.round(2, Big.roundHalfUp)
    : roundHalfUp(value.times(100)).times(hundredth);
}
