import { and, desc, eq, lt, lte, or, sql } from "drizzle-orm";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type Comparison, compareInvoices } from "./compare-invoices.ts";
import type { Invoice } from "./model.ts";
import type { InvoiceView } from "./view-invoice.server.ts";

/** How many earlier invoices are looked at, and how many lines one may have: a page must not read a customer's whole past. */
const most = { invoices: 12, lines: 500 };

export interface Change extends Comparison {
  readonly previous: { id: string; number: string; issueDate: Day; gross: number };
}

/**
 * What changed since the previous comparable invoice: the latest earlier one of the same seller, currency and reference that
 * shares at least half of its lines. null where there is none, for credit notes and for corrections. Never asked for the holder
 * of a link, who may see one invoice only.
 */
export async function changeSincePrevious(
  context: Context,
  viewer: PersonViewer | StaffViewer,
  view: InvoiceView,
): Promise<Change | null> {
  if (view.kind !== "invoice" || view.preceding.length > 0 || view.lines.length > most.lines)
    return null;
  const earlier = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({
        id: invoices.id,
        number: invoices.number,
        issueDate: invoices.issueDate,
        gross: invoices.gross,
        document: invoices.document,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.customerId, view.customerId),
          eq(invoices.kind, "invoice"),
          eq(invoices.currency, view.currency),
          sql`${invoices.sellerKey} = (select seller_key from invoices as this
            where this.customer_id = ${view.customerId} and this.id = ${view.id})`,
          sql`${invoices.reference} is not distinct from ${view.reference}`,
          lte(invoices.lineCount, most.lines),
          or(
            lt(invoices.issueDate, view.issueDate),
            and(eq(invoices.issueDate, view.issueDate), lt(invoices.id, view.id)),
          ),
        ),
      )
      .orderBy(desc(invoices.issueDate), desc(invoices.id))
      .limit(most.invoices),
  );
  for (const { document, ...previous } of earlier) {
    const comparison = compareInvoices(document as Invoice, view.document);
    if (comparison) return { ...comparison, previous };
  }
  return null;
}
