import { and, eq, gt, sql } from "drizzle-orm";
import { type CustomerViewer, maySeeInvoice } from "#app/domains/accounts/viewer.ts";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Money, money } from "#app/platform/money.ts";
import { autopayCharges } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";

/** What a planned charge would take by now: never more than was told, nor than is due. */
export const wouldTake = sql<number>`least(${autopayCharges.amount}, ${dueNow})`.mapWith(Number);

/** A charge that is planned and would take something, of an invoice that is joined. */
export const isComing = and(eq(autopayCharges.state, "planned"), gt(dueNow, 0));

/** The invoice of a charge. */
export const itsInvoice = and(
  eq(invoices.customerId, autopayCharges.customerId),
  eq(invoices.id, autopayCharges.invoiceId),
);

/** What will be taken of an invoice, and when; null when nothing will. The holder of a link learns it of the link's invoice. */
export async function plannedCharge(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<{ chargeOn: Day; amount: Money } | null> {
  if (!maySeeInvoice(viewer, invoiceId)) return null;
  const { customerId } = viewer;
  const [row] = await inScope(context, { customerId }, (tx) =>
    tx
      .select({
        chargeOn: autopayCharges.chargeOn,
        amount: wouldTake,
        currency: invoices.currency,
      })
      .from(autopayCharges)
      .innerJoin(invoices, itsInvoice)
      .where(
        and(
          eq(autopayCharges.customerId, customerId),
          eq(autopayCharges.invoiceId, invoiceId),
          isComing,
        ),
      ),
  );
  return row ? { chargeOn: row.chargeOn, amount: money(row.amount, row.currency) } : null;
}
