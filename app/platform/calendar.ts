import { Temporal } from "temporal-polyfill";
import { dateFormat } from "./i18n/formatters.ts";
import type { Language } from "./i18n/language.ts";

/** A calendar day, "2026-11-30" (ISO 8601, EN 16931 date): no time, no zone. */
export type Day = string;

/** The calendar day that `instant` falls on in an IANA time zone: a due date is the biller's day, not UTC's. */
export function dayIn(timeZone: string, instant: Date): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The instant at which the wall clock of `timeZone` shows `hour`:`minute` on `day`. */
export function instantAt(day: Day, hour: number, minute: number, timeZone: string): Date {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: new Temporal.PlainTime(hour, minute),
  });
  return new Date(zoned.epochMilliseconds);
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" })
    .days;
}

/** Monday = 1 … Sunday = 7 (ISO 8601). */
export function weekday(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** True for a real calendar day in the form YYYY-MM-DD (no 2026-02-30). Arithmetic, because every invoice asks it often. */
export function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (year === undefined) return false;
  const number = Number(day);
  return number >= 1 && number <= daysInMonth(Number(year), Number(month));
}

/** Gregorian, also before 1582; 0 for a month that does not exist. */
function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** "30 nov. 2026" / "30 Nov 2026". */
export function formatDay(day: Day, language: Language): string {
  return formatUtc(day, language, { day: "numeric", month: "short", year: "numeric" });
}

/** "1–31 oct. 2026" / "1–31 Oct 2026": the shortest way to say both ends. */
export function formatDays(from: Day, to: Day, language: Language): string {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  if (start > end) return `${formatDay(from, language)} – ${formatDay(to, language)}`;
  return dateFormat(language, options).formatRange(start, end);
}

/** "lundi 30 novembre 2026" / "Monday 30 November 2026": for promises, read aloud. */
export function formatDayLong(day: Day, language: Language): string {
  return formatUtc(day, language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/** "novembre 2026" / "November 2026". */
export function formatMonth(
  day: Day,
  language: Language,
  month: "long" | "short" = "long",
): string {
  return formatUtc(day, language, { month, year: "numeric" });
}

/** "20 nov. 2026, 09:12" in the reader's or biller's zone. */
export function formatInstant(instant: Date, language: Language, timeZone: string): string {
  return dateFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  }).format(instant);
}

function formatUtc(day: Day, language: Language, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(language, { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}
