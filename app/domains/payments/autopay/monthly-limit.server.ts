import { and, between, eq, inArray, ne, or, sql } from "drizzle-orm";
import { addDays, addMonths, type Day } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { autopayAgreements, autopayCharges } from "#db/schema/autopay.ts";
import { paymentAttempts } from "#db/schema/payments.ts";

/**
 * What automatic payment has taken, is taking or will take in the calendar month of a day, in minor units: planned charges, and
 * those made that did not fail, of whichever card or account. `except` leaves one charge out.
 */
export async function takenInMonth(
  tx: Transaction,
  { customerId, currency }: Pick<typeof autopayAgreements.$inferSelect, "customerId" | "currency">,
  day: Day,
  { except, plannedToo = true }: { except?: string; plannedToo?: boolean } = {},
): Promise<number> {
  const first = `${day.slice(0, 7)}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const [row] = await tx
    .select({
      taken:
        sql`coalesce(sum(coalesce(${paymentAttempts.amount}, ${autopayCharges.amount})), 0)`.mapWith(
          Number,
        ),
    })
    .from(autopayCharges)
    .innerJoin(
      autopayAgreements,
      and(
        eq(autopayAgreements.customerId, autopayCharges.customerId),
        eq(autopayAgreements.id, autopayCharges.agreementId),
      ),
    )
    .leftJoin(
      paymentAttempts,
      and(
        eq(paymentAttempts.customerId, autopayCharges.customerId),
        eq(paymentAttempts.id, autopayCharges.attemptId),
      ),
    )
    .where(
      and(
        eq(autopayCharges.customerId, customerId),
        eq(autopayAgreements.currency, currency),
        between(autopayCharges.chargeOn, first, last),
        except ? ne(autopayCharges.id, except) : undefined,
        or(
          plannedToo ? eq(autopayCharges.state, "planned") : undefined,
          and(
            eq(autopayCharges.state, "started"),
            inArray(paymentAttempts.state, ["open", "processing", "succeeded"]),
          ),
        ),
      ),
    );
  return row?.taken ?? 0;
}
