import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Database, Transaction } from "#app/platform/db.server.ts";

/** Today where the biller is: an invoice is overdue by the biller's calendar, not by UTC's. */
export async function billerToday(
  { clock }: { clock: Clock },
  tx: Database | Transaction,
): Promise<Day> {
  const { timeZone } = await readBillerWithin(tx);
  return dayIn(timeZone, clock.now());
}
