import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Database, Transaction } from "#app/platform/db.server.ts";
import { biller } from "#db/schema/accounts.ts";

/**
 * Today where the biller is: an invoice is overdue by the biller's calendar, not by UTC's. Europe/Paris until an
 * installation has described its biller.
 */
export async function billerToday(
  { clock }: { clock: Clock },
  db: Database | Transaction,
): Promise<Day> {
  const [row] = await db.select({ timeZone: biller.timeZone }).from(biller);
  return dayIn(row?.timeZone ?? "Europe/Paris", clock.now());
}
