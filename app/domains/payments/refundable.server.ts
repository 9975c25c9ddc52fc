import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { type payments, refundRequests, refunds } from "#db/schema/payments.ts";
import { holdingsOfPayment } from "./payment-holdings.server.ts";
import { planTakingBack } from "./take-back.ts";

type Payment = typeof payments.$inferSelect;

/** What may still go back of a payment, and how. Minor units of its currency. */
export interface Refundable {
  way: "provider" | "transfer";
  /** All that can be asked for now. */
  most: number;
  /** Of it, what no invoice wanted: the customer's credit. */
  credit: number;
}

/**
 * Stripe can send back all that it brought and that neither went back nor is asked back already. What came by the biller's bank
 * goes back by it; we only keep the book, and only of money that paid nothing: an invoice that is not owed any more needs a
 * credit note first.
 */
export async function refundableOf(tx: Transaction, payment: Payment): Promise<Refundable> {
  const { customerId, id, amount, refunded, unallocated, paymentIntentId } = payment;
  if (paymentIntentId === null) return { way: "transfer", most: unallocated, credit: unallocated };
  const asked = await tx
    .select({
      amount: refundRequests.amount,
      providerId: refundRequests.providerId,
      known: refunds.id,
    })
    .from(refundRequests)
    .leftJoin(
      refunds,
      and(
        eq(refunds.customerId, refundRequests.customerId),
        eq(refunds.providerId, refundRequests.providerId),
      ),
    )
    .where(
      and(
        eq(refundRequests.customerId, customerId),
        eq(refundRequests.paymentId, id),
        ne(refundRequests.state, "refused"),
      ),
    );
  const underWay = asked.reduce((sum, row) => sum + (row.known === null ? row.amount : 0), 0);
  const most = Math.max(0, amount - refunded - underWay);
  return { way: "provider", most, credit: Math.max(0, Math.min(most, unallocated - underWay)) };
}

/** Which invoices would be owed again if `amount` went back now, and how much of each. */
export async function owedAgain(
  tx: Transaction,
  payment: Payment,
  amount: number,
): Promise<{ invoiceId: string; amount: number }[]> {
  const holdings = await holdingsOfPayment(tx, payment);
  return planTakingBack(holdings, payment.unallocated, amount).reversals;
}
