import Big from "big.js";
import { numberFormat } from "./i18n/formatters.ts";
import type { Language } from "./i18n/language.ts";

/**
 * An amount: an integer count of the currency's minor units (cents for EUR, whole yen for JPY, fils for KWD)
 * and the ISO 4217 code. Never a float: 0.1 + 0.2 must be 0.3.
 */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const digits = new Map<string, number>();

/**
 * Where CLDR, which `Intl` follows, says what people use and not what ISO 4217 defines: invoices go by ISO, so that
 * 125.50 HUF is an amount.
 */
const isoDigits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "AFN ALL COP HUF IDR IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER"
      .split(" ")
      .map((code) => [code, 2]),
  ),
  IQD: 3,
};

/** How many decimals the currency has (ISO 4217): EUR 2, JPY 0, KWD 3. Throws RangeError for a malformed code. */
export function currencyDigits(currency: string): number {
  let known = digits.get(currency) ?? isoDigits[currency];
  if (known === undefined) {
    known =
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** `money(46420, "EUR")` is 464.20 EUR. Throws when `minor` is not a safe integer. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${minor} is not a whole number of minor units`);
  return { minor, currency };
}

/**
 * Reads a decimal string ("464.20") as minor units. Answers null when it is no decimal, has more decimals than the
 * currency (trailing zeros aside), or leaves the range of exact integers; the caller says what to do about it.
 */
export function toMinor(decimal: string, currency: string): number | null {
  let value: Big;
  try {
    value = new Big(decimal);
  } catch {
    return null;
  }
  const scaled = value.times(new Big(10).pow(currencyDigits(currency)));
  if (!scaled.eq(scaled.round(0, Big.roundDown))) return null;
  const minor = Number(scaled.toFixed(0));
  return Number.isSafeInteger(minor) ? minor : null;
}

/**
 * Reads a number as people type it: "1 284,60", "1,284.60", "€12.5", "12". The last comma or point is the decimal
 * separator, whatever the language, unless it stands there several times and so can only group thousands ("1,284,600").
 * Answers a plain decimal string, or null when it is no number.
 */
export function readTypedDecimal(typed: string): string | null {
  const bare = typed.replace(/[\s\u00a0\u202f'’]/g, "").replace(/^[^\d.,-]+|[^\d]+$/g, "");
  if (!/^-?\d[\d.,]*$|^-?[.,]\d+$/.test(bare)) return null;
  const last = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  if (last < 0) return bare;
  const mark = bare[last];
  const other = mark === "," ? "." : ",";
  const whole = bare.slice(0, last);
  const fraction = bare.slice(last + 1);
  const repeats = whole.includes(mark as string);
  if (repeats) return /^-?\d{1,3}([.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, "") : null;
  if (whole.includes(other) && !new RegExp(`^-?\\d{1,3}(\\${other}\\d{3})+$`).test(whole))
    return null;
  return `${whole.replaceAll(other, "") || "0"}.${fraction}`;
}

/** Writes minor units as a decimal string with all the currency's decimals: `toDecimal(46420, "EUR")` is "464.20". */
export function toDecimal(minor: number, currency: string): string {
  const places = currencyDigits(currency);
  return new Big(minor).div(new Big(10).pow(places)).toFixed(places);
}

/** Rounds a computed decimal to minor units, half away from zero for positive and towards +∞ overall, as the EN 16931 XSLT does (2.345 → 2.35, −2.345 → −2.34). */
export function roundToMinor(value: Big, currency: string): number {
  const scaled = value.times(new Big(10).pow(currencyDigits(currency)));
  const shifted = scaled.plus("0.5");
  const down = shifted.round(0, Big.roundDown);
  const floor = shifted.lt(down) ? down.minus(1) : down;
  return Number(floor.toFixed(0));
}

/** "1 284,60 €" in French, "€1,284.60" in English; the symbol and the spaces are CLDR's. */
export function formatMoney(amount: Money, language: Language): string {
  return numberFormat(language, {
    style: "currency",
    currency: amount.currency,
  }).format(toDecimal(amount.minor, amount.currency) as unknown as number);
}

/** A decimal string with the language's separators and its own precision: unit prices, quantities, rates. */
export function formatDecimal(
  decimal: string,
  language: Language,
  options: { minimumFractionDigits?: number } = {},
): string {
  const fraction = decimal.split(".")[1]?.length ?? 0;
  const minimum = options.minimumFractionDigits ?? 0;
  return numberFormat(language, {
    minimumFractionDigits: minimum,
    maximumFractionDigits: Math.min(20, Math.max(fraction, minimum)),
  }).format(decimal as unknown as number);
}

/** A unit price in its currency, with as many decimals as it was given, at least the currency's: "0,0612 €". */
export function formatUnitPrice(decimal: string, currency: string, language: Language): string {
  const fraction = decimal.split(".")[1]?.length ?? 0;
  const least = currencyDigits(currency);
  return numberFormat(language, {
    style: "currency",
    currency,
    minimumFractionDigits: least,
    maximumFractionDigits: Math.min(20, Math.max(fraction, least)),
  }).format(decimal as unknown as number);
}
