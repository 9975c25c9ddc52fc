import type { Context } from "#app/platform/context.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { changeTakenBack } from "./change-taken-back.server.ts";
import { stripe } from "./stripe.server.ts";
import { fromStripeAmount } from "./stripe-amount.ts";

/**
 * Asks Stripe for all refunds of a payment and applies them: totals are recomputed, never added up from events. A refund may
 * fail after it succeeded; what it had taken back is then paid again. Answers false when the payment is not recorded here.
 */
export async function syncRefunds(context: Context, paymentIntentId: string): Promise<boolean> {
  const refunds = await stripe(context)
    .refunds.list({ payment_intent: paymentIntentId, limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  return changeTakenBack(
    context,
    paymentIntentId,
    refunds.map((refund) => ({
      kind: "refund" as const,
      providerId: refund.id,
      amount: fromStripeAmount(refund.amount, refund.currency.toUpperCase()),
      status: refund.status ?? "pending",
    })),
    async (tx, payment, change) => {
      const { customerId, number, currency } = payment;
      for (const { providerId, amount, status } of change.news)
        await raiseStaffTask(context, tx, {
          kind: status === "failed" ? "refund-failed" : "payment-refunded",
          customerId,
          subject: { type: "refund", id: providerId },
          data: { payment: number, amount, currency, invoices: change.invoiceIds.length },
        });
    },
  );
}
