import { and, eq } from "drizzle-orm";
import { type InvoiceState, settleInvoice } from "#app/domains/invoices/settlements.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { payments } from "#db/schema/payments.ts";

/**
 * Pays what is due of an invoice with what is left of payments, in their order; contested and processing parts stay as they are,
 * and payment pages that ask for more are closed. Invoice and payments are locked by the caller, and of one currency. Answers how
 * much was used, in its minor units, and writes it into the rows that were given.
 */
export async function payFromCredit(
  context: Context,
  tx: Transaction,
  invoice: InvoiceState,
  from: (typeof payments.$inferSelect)[],
): Promise<number> {
  const due = dueNowOf(invoice);
  const { currency } = invoice;
  let left = due;
  for (const payment of from) {
    if (left === 0) break;
    const { customerId } = payment;
    const settled = await settleInvoice(context, tx, {
      customerId,
      invoiceId: invoice.id,
      source: "payment",
      sourceId: payment.id,
      amount: Math.min(left, payment.unallocated),
    });
    if (settled === 0) continue;
    left -= settled;
    payment.unallocated -= settled;
    await tx
      .update(payments)
      .set({ unallocated: payment.unallocated })
      .where(and(eq(payments.customerId, customerId), eq(payments.id, payment.id)));
    await announce(context, tx, {
      customerId,
      type: "payment.allocated",
      subject: { type: "payment", id: payment.id, number: payment.number },
      data: {
        invoiceId: invoice.id,
        invoiceNumber: invoice.number,
        amount: toDecimal(settled, currency),
        currency,
        unallocated: toDecimal(payment.unallocated, currency),
      },
    });
    await enqueue(tx, "expire-attempts", { customerId, invoiceIds: [invoice.id] });
  }
  return due - left;
}
