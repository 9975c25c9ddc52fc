import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { autopayCharges } from "#db/schema/autopay.ts";
import { kindOf } from "./kinds.ts";
import type { MailRow } from "./mail-row.ts";

const reminders = ["reminder-before", "reminder-due", "reminder-late"];

/**
 * What automatic payment makes untrue: a notice of a charge that is not planned for that day and amount any more, and a reminder
 * of what will be taken anyway. Answers by the row's id.
 */
export async function againstThePlan(
  tx: Transaction,
  mails: readonly MailRow[],
): Promise<Map<string, "superseded" | "autopay">> {
  const about = mails.filter(
    ({ kind }) => kindOf(kind).truth === "planned" || reminders.includes(kind),
  );
  const untrue = new Map<string, "superseded" | "autopay">();
  if (about.length === 0) return untrue;
  const rows = await tx
    .select()
    .from(autopayCharges)
    .where(
      and(
        inArray(autopayCharges.customerId, [...new Set(about.map(({ customerId }) => customerId))]),
        inArray(
          autopayCharges.invoiceId,
          about.map(({ subjectId }) => subjectId),
        ),
        eq(autopayCharges.state, "planned"),
      ),
    );
  const planned = new Map(rows.map((row) => [row.invoiceId, row]));
  for (const { id, kind, subjectId, stated } of about) {
    const charge = planned.get(subjectId);
    if (reminders.includes(kind)) {
      if (charge) untrue.set(id, "autopay");
    } else if (charge?.amount !== stated.dueNow || charge?.chargeOn !== stated.chargeOn)
      untrue.set(id, "superseded");
  }
  return untrue;
}
