import { type Day, dayIn } from "#app/platform/calendar.ts";
import { hours, later } from "#app/platform/duration.ts";

/**
 * Days between telling of a charge and making it. The SEPA core rulebook asks for 14 unless creditor and debtor agree on fewer
 * (EPC016-06, pre-notification): the page on which automatic payment is set up says this number.
 */
export const noticeDays = 5;

/** Nothing is charged in the night, when nobody could ask: a day of charges begins at this hour of the biller's clock. */
const firstHour = 8;

/** The day whose charges may be made at `now`. */
export function chargeDay(now: Date, timeZone: string): Day {
  return dayIn(timeZone, later(now, -hours(firstHour)));
}
