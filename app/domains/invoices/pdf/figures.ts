import { formatDay, formatDays } from "#app/platform/calendar.ts";
import { type Language, localeOf } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatDecimal, formatUnitPrice } from "#app/platform/money.ts";
import type { Decimal, Period } from "../model.ts";

export interface Labelled {
  label: string;
  value: string;
}

/** Figures and dates as they are printed: a real minus sign, and no line break inside. */
export interface Figures {
  amount(value: Decimal): string;
  negative(value: Decimal): string;
  decimal(value: Decimal): string;
  percent(rate: Decimal): string;
  quantity(value: Decimal, unitCode: string | undefined): string;
  day(day: string): string;
  period(period: Period): string;
  /** ISO 3166-1 alpha-2 code to the country's name. */
  country(code: string): string;
  /** The same figures in another currency. */
  in(currency: string): Figures;
}

export function figuresFor(
  currency: string,
  language: Language,
  words: Messages["document"],
): Figures {
  const printed = (text: string) => text.replace("-", "\u2212").replaceAll(" ", "\u00a0");
  const amount = (value: Decimal) => printed(formatUnitPrice(value, currency, language));
  const decimal = (value: Decimal) => printed(formatDecimal(value, language));
  const day = (value: string) => printed(formatDay(value, language));
  return {
    amount,
    negative: (value) => amount(negate(value)),
    decimal,
    percent: (rate) => words.percentage(decimal(rate)),
    quantity(value, unitCode) {
      const unit = unitCode === undefined ? "" : (words.units[unitCode] ?? unitCode);
      return unit === "" ? decimal(value) : `${decimal(value)}\u00a0${unit}`;
    },
    day,
    country: (code) => countryName(code, language),
    in: (other) => figuresFor(other, language, words),
    period({ start, end }) {
      if (start && end) return printed(formatDays(start, end, language));
      if (start) return words.periodFrom(day(start));
      return end ? words.periodUntil(day(end)) : "";
    },
  };
}

/** Absent amounts and zero say the same on paper: nothing. */
export function isZero(value: Decimal | undefined): boolean {
  return value === undefined || /^-?0*(\.0*)?$/.test(value);
}

function negate(value: Decimal): Decimal {
  if (isZero(value)) return value;
  return value.startsWith("-") ? value.slice(1) : `-${value}`;
}

const countryNames = new Map<Language, Intl.DisplayNames>();

function countryName(code: string, language: Language): string {
  let names = countryNames.get(language);
  if (!names) {
    names = new Intl.DisplayNames(localeOf(language), { type: "region" });
    countryNames.set(language, names);
  }
  // `of` throws for what cannot be a region code (documents also carry "XI", or worse).
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
