import { and, eq } from "drizzle-orm";
import { type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { payments } from "#db/schema/payments.ts";
import { type AttemptView, attemptViews } from "./attempts-of-invoice.server.ts";
import {
  afterCursor,
  cursorOf,
  newestFirst,
  type PaymentSummary,
  withInvoices,
} from "./view-payment.server.ts";

export interface PaymentHistory {
  /** At the bank now: neither paid nor failed. */
  underWay: AttemptView[];
  payments: PaymentSummary[];
  /** For `?after=`; null on the last page. */
  next: string | null;
}

const pageSize = 25;

/** A customer's payments, newest first, 25 a page, and what is under way. */
export async function paymentHistory(
  context: Context,
  viewer: PersonViewer,
  { after = null }: { after?: string | null } = {},
): Promise<PaymentHistory> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.customerId, viewer.customerId), afterCursor(after)))
      .orderBy(...newestFirst)
      .limit(pageSize + 1);
    const page = await withInvoices(tx, rows.slice(0, pageSize));
    const last = page.at(-1);
    return {
      underWay: await attemptViews(tx, viewer.customerId, { states: ["processing"] }),
      payments: page,
      next: rows.length > pageSize && last ? cursorOf(last) : null,
    };
  });
}
