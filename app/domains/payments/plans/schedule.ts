import { addDays, addMonths, type Day, daysBetween } from "#app/platform/calendar.ts";

/** Instalments of one invoice, whatever the biller allows. */
export const mostParts = 6;

/** A payment of a plan: minor units of its currency, on a day. */
export interface Part {
  dueOn: Day;
  amount: number;
}

/**
 * Splits an amount (minor units) into equal parts that add up to it exactly; the first carries the units left over. Null when there
 * are not enough units for all of them.
 */
export function splitAmount(amount: number, count: number): number[] | null {
  const equal = Math.floor(amount / count);
  if (equal < 1) return null;
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? amount - equal * (count - 1) : equal,
  );
}

/**
 * Days for so many payments: the same day of each month, or its last day where a month is shorter. Where months lead beyond
 * `last`, evenly between the two. Null when there are fewer days than payments.
 */
export function proposeDays(first: Day, count: number, last: Day): Day[] | null {
  const monthly = Array.from({ length: count }, (_, index) => addMonths(first, index));
  if ((monthly.at(-1) ?? first) <= last) return monthly;
  const apart = Math.floor(daysBetween(first, last) / (count - 1));
  if (apart < 1) return null;
  return Array.from({ length: count }, (_, index) => addDays(first, index * apart));
}
