import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { refundRequests } from "#db/schema/payments.ts";
import { changeTakenBack } from "./change-taken-back.server.ts";
import { stripe } from "./stripe.server.ts";
import { fromStripeAmount } from "./stripe-amount.ts";

/** In the metadata of a refund at Stripe: the request of ours that it answers. */
export const refundRequestKey = "refund_request";

/**
 * Asks Stripe for all refunds of a payment and applies them: totals are recomputed, never added up from events. A refund may
 * fail after it succeeded; what it had taken back is then paid again. Answers false when the payment is not recorded here.
 */
export async function syncRefunds(context: Context, paymentIntentId: string): Promise<boolean> {
  const refunds = await stripe(context)
    .refunds.list({ payment_intent: paymentIntentId, limit: 100 })
    .autoPagingToArray({ limit: 1000 });
  const requestOf = new Map(
    refunds.map((refund) => [refund.id, refund.metadata?.[refundRequestKey] ?? ""]),
  );
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
      for (const { providerId, amount, status } of change.news) {
        const request = await answerRequest(context, tx, {
          customerId,
          id: requestOf.get(providerId) ?? "",
          providerId,
        });
        // What a manager asked for here is no news to the staff, unless it fails.
        if (request && status !== "failed") continue;
        await raiseStaffTask(context, tx, {
          kind: status === "failed" ? "refund-failed" : "payment-refunded",
          customerId,
          subject: { type: "refund", id: providerId },
          data: { payment: number, amount, currency, invoices: change.invoiceIds.length },
        });
      }
    },
  );
}

/** This refund is what a manager asked for: its request has its answer, whoever told us of it. Answers whether there is one. */
async function answerRequest(
  { clock }: Context,
  tx: Transaction,
  { customerId, id, providerId }: { customerId: string; id: string; providerId: string },
): Promise<boolean> {
  if (!isId(id)) return false;
  const answered = await tx
    .update(refundRequests)
    .set({ state: "made", providerId, updatedAt: clock.now() })
    .where(and(eq(refundRequests.customerId, customerId), eq(refundRequests.id, id)))
    .returning({ id: refundRequests.id });
  return answered.length > 0;
}
