import { and, eq, gt, ilike, inArray, or, type SQL } from "drizzle-orm";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoiceNumbers, settlements } from "#db/schema/invoices.ts";
import { payments } from "#db/schema/payments.ts";
import {
  afterCursor,
  cursorOf,
  newestFirst,
  type PaymentSummary,
  withInvoices,
} from "./view-payment.server.ts";

export interface StaffPayment extends PaymentSummary {
  customer: { id: string; number: string; name: string };
}

const pageSize = 25;

/**
 * Everybody's payments, newest first, 25 a page. `q` finds by receipt, customer number or name, bank reference, invoice
 * number, or Stripe's PaymentIntent. `left` keeps those of which something pays nothing yet.
 */
export async function paymentsForStaff(
  context: Context,
  viewer: StaffViewer,
  {
    q = "",
    after = null,
    left = false,
  }: { q?: string; after?: string | null; left?: boolean } = {},
): Promise<{ payments: StaffPayment[]; next: string | null }> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const rows = await tx
      .select({
        payment: payments,
        customer: { id: customers.id, number: customers.number, name: customers.name },
      })
      .from(payments)
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .where(
        and(
          afterCursor(after),
          left ? gt(payments.unallocated, 0) : undefined,
          q.trim() ? matching(q.trim()) : undefined,
        ),
      )
      .orderBy(...newestFirst)
      .limit(pageSize + 1);
    const page = rows.slice(0, pageSize);
    const summaries = await withInvoices(
      tx,
      page.map(({ payment }) => payment),
    );
    const last = summaries.at(-1);
    return {
      payments: summaries.map((summary, index) => ({
        ...summary,
        // One for one with `page`.
        customer: page[index]?.customer ?? { id: "", number: "", name: "" },
      })),
      next: rows.length > pageSize && last ? cursorOf(last) : null,
    };

    function matching(words: string): SQL | undefined {
      const anywhere = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
      return or(
        ilike(payments.number, anywhere),
        ilike(payments.reference, anywhere),
        eq(payments.paymentIntentId, words),
        eq(customers.number, words),
        ilike(customers.name, anywhere),
        inArray(
          payments.id,
          tx
            .select({ id: settlements.sourceId })
            .from(settlements)
            .innerJoin(
              invoiceNumbers,
              and(
                eq(invoiceNumbers.ownerId, settlements.customerId),
                eq(invoiceNumbers.invoiceId, settlements.invoiceId),
              ),
            )
            .where(and(eq(settlements.source, "payment"), eq(invoiceNumbers.number, words))),
        ),
      );
    }
  });
}
