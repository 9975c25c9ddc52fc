import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { type CustomerViewer, maySeeInvoice, scopeOf } from "#app/domains/accounts/viewer.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";

/** What a payer decides by. Amounts in minor units of `currency`. */
export interface InvoiceToPay {
  id: string;
  number: string;
  title: string;
  dueDate: string | null;
  currency: string;
  payable: number;
  outstanding: number;
  contested: number;
  processing: number;
  /** What pressing "pay" pays: outstanding − contested − under way. */
  dueNow: number;
}

/** These invoices of the customer, or all that still owe something: oldest due first. Credit notes are none. */
export async function payableInvoices(
  context: Context,
  viewer: CustomerViewer,
  ids?: readonly string[],
): Promise<InvoiceToPay[]> {
  const allowed = (ids ?? (viewer.kind === "link" ? [viewer.invoiceId] : undefined))?.filter(
    (id) => /^[0-9a-f-]{36}$/i.test(id) && maySeeInvoice(viewer, id),
  );
  if (allowed?.length === 0) return [];
  const rows = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({
        id: invoices.id,
        number: invoices.number,
        kind: invoices.kind,
        title: invoices.title,
        dueDate: invoices.dueDate,
        currency: invoices.currency,
        payable: invoices.payable,
        outstanding: invoices.outstanding,
        contested: invoices.contested,
        processing: invoices.processing,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.customerId, viewer.customerId),
          eq(invoices.kind, "invoice"),
          allowed ? inArray(invoices.id, allowed) : gt(invoices.outstanding, 0),
        ),
      )
      .orderBy(asc(invoices.dueDate), asc(invoices.number)),
  );
  return rows.map(({ kind, ...invoice }) => ({
    ...invoice,
    dueNow: dueNowOf({ ...invoice, kind }),
  }));
}
