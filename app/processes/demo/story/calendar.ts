import { addDays, addMonths, type Day, instantAt, weekday } from "#app/platform/calendar.ts";

export const timeZone = "Europe/Paris";

/** Months of consumption that have been invoiced when the story ends. */
const monthsTold = 36;
/** For the last of them everybody was told by mail; before, invoices came in silently, as an imported history does. */
const monthsLive = 3;

/** A month by its first day, "2026-10-01". */
export type Month = Day;

export interface Calendar {
  readonly today: Day;
  /** Oldest first; the last one ended before today. */
  readonly months: readonly Month[];
  /** From here on mails are sent. */
  readonly liveFrom: Day;
  /** So many days before today (negative) or after. */
  day(offset: number): Day;
  /** The same, or the last day before it on which the biller works. */
  workingDay(offset: number): Day;
}

export function calendarOf(today: Day): Calendar {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const day = (offset: number) => addDays(today, offset);
  return {
    today,
    months: Array.from({ length: monthsTold }, (_, index) =>
      addMonths(thisMonth, index - monthsTold),
    ),
    liveFrom: addMonths(thisMonth, -monthsLive),
    day,
    workingDay: (offset) => lastWorkingDay(day(offset)),
  };
}

/** Invoices of a month are dated its last day. */
export function lastDayOf(month: Month): Day {
  return addDays(addMonths(month, 1), -1);
}

/** "09:30" on a day in France. */
export function at(day: Day, time: string): Date {
  const [hour, minute] = time.split(":").map(Number);
  return instantAt(day, hour ?? 0, minute ?? 0, timeZone);
}

function lastWorkingDay(day: Day): Day {
  let found = day;
  while (weekday(found) > 5 || publicHolidays(Number(found.slice(0, 4))).includes(found))
    found = addDays(found, -1);
  return found;
}

/** French public holidays (Code du travail, L3133-1). */
export function publicHolidays(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    `${year}-01-01`,
    addDays(easter, 1),
    `${year}-05-01`,
    `${year}-05-08`,
    addDays(easter, 39),
    addDays(easter, 50),
    `${year}-07-14`,
    `${year}-08-15`,
    `${year}-11-01`,
    `${year}-11-11`,
    `${year}-12-25`,
  ];
}

/** Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
