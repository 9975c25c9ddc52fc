import { type Day, isDay } from "#app/platform/calendar.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";

export interface Period {
  from: Day;
  to: Day;
}

/**
 * Reads a statement's period from the URL: without a day, this year's beginning and the biller's today; with a last day only, the
 * beginning of its year. A statement cannot know tomorrow, so that a later last day is today. `typed` is for the form again.
 */
export function readPeriod(
  query: URLSearchParams,
  today: Day,
  t: Messages["payments"]["statement"],
): { period: Period; typed: Period; errors: Record<string, string> } {
  const given = (name: string) => query.get(name)?.trim() ?? "";
  const errors: Record<string, string> = {};
  for (const name of ["from", "to"])
    if (given(name) && !isDay(given(name))) errors[name] = t.badDay;
  const day = (name: string, otherwise: Day) => (isDay(given(name)) ? given(name) : otherwise);
  const last = day("to", today);
  const to = last < today ? last : today;
  const from = day("from", `${to.slice(0, 4)}-01-01`);
  if (Object.keys(errors).length === 0 && from > to) errors.from = t.backwards;
  return {
    period: { from, to },
    typed: { from: given("from") || from, to: given("to") || to },
    errors,
  };
}
