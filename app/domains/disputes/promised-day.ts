import { addDays, type Day, weekday } from "#app/platform/calendar.ts";

/**
 * The day by which an answer is promised: `workingDays` working days after `from`, Saturdays, Sundays and the biller's closed
 * days not counted. The promise is a day on which somebody works.
 */
export function promisedDay(from: Day, workingDays: number, closedDays: readonly Day[]): Day {
  const closed = new Set(closedDays);
  let day = from;
  let left = Math.max(1, workingDays);
  while (left > 0) {
    day = addDays(day, 1);
    if (weekday(day) <= 5 && !closed.has(day)) left -= 1;
  }
  return day;
}
