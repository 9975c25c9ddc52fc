import { addDays, type Day, weekday } from "./calendar.ts";

/**
 * The day `count` working days after `from`, at least one: Saturdays, Sundays and the biller's closed days are not counted. For
 * whatever is promised or waited for: it is a day on which somebody works.
 */
export function workingDaysAfter(from: Day, count: number, closedDays: readonly Day[]): Day {
  const closed = new Set(closedDays);
  let day = from;
  let left = Math.max(1, count);
  while (left > 0) {
    day = addDays(day, 1);
    if (weekday(day) <= 5 && !closed.has(day)) left -= 1;
  }
  return day;
}
