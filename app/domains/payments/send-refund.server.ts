import { and, eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { payments, refundRequests } from "#db/schema/payments.ts";
import { failureOf, stripe } from "./stripe.server.ts";
import { toStripeAmount } from "./stripe-amount.ts";
import { refundRequestKey, syncRefunds } from "./sync-refunds.server.ts";

/**
 * Asks Stripe for a refund that a manager requested, until there is an answer; nothing is to be done for one that has its
 * answer. Before each try the refund is looked for by its metadata: an answer may have been lost, and idempotency keys do not
 * live for ever. A refusal is the request's end and the staff's to know. Throws when Stripe's answer is unknown, so that the job
 * comes again.
 */
export async function sendRefund(
  context: Context,
  { customerId, id }: { customerId: string; id: string },
): Promise<void> {
  const ofRequest = and(eq(refundRequests.customerId, customerId), eq(refundRequests.id, id));
  const [row] = await inScope(context, { customerId }, (tx) =>
    tx
      .select({ request: refundRequests, payment: payments })
      .from(refundRequests)
      .innerJoin(
        payments,
        and(
          eq(payments.customerId, refundRequests.customerId),
          eq(payments.id, refundRequests.paymentId),
        ),
      )
      .where(ofRequest),
  );
  const intent = row?.payment.paymentIntentId;
  if (!row || !intent || row.request.state !== "waiting") return;
  const { request, payment } = row;

  try {
    const earlier = await stripe(context)
      .refunds.list({ payment_intent: intent, limit: 100 })
      .autoPagingToArray({ limit: 1000 });
    if (!earlier.some((refund) => refund.metadata?.[refundRequestKey] === id))
      await stripe(context).refunds.create(
        {
          payment_intent: intent,
          amount: toStripeAmount(request.amount, payment.currency),
          reason: request.reason === "duplicate" ? "duplicate" : "requested_by_customer",
          metadata: { [refundRequestKey]: id },
        },
        { idempotencyKey: `refund:${id}:${request.tries}` },
      );
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== "refused") {
      // Stripe repeats an answered failure for a day under its key; whether it did the refund is asked before the next.
      if (failure?.kind === "unknown" && failure.answered)
        await inScope(context, { customerId }, (tx) =>
          tx
            .update(refundRequests)
            .set({ tries: request.tries + 1 })
            .where(ofRequest),
        );
      throw error;
    }
    await inScope(context, { customerId }, async (tx) => {
      const refusedNow = await tx
        .update(refundRequests)
        .set({ state: "refused", failureCode: failure.code, updatedAt: context.clock.now() })
        .where(and(ofRequest, eq(refundRequests.state, "waiting")))
        .returning({ id: refundRequests.id });
      if (refusedNow.length === 0) return;
      await raiseStaffTask(context, tx, {
        kind: "refund-failed",
        customerId,
        subject: { type: "refund", id },
        data: { payment: payment.number, amount: request.amount, currency: payment.currency },
      });
    });
    return;
  }
  // Books and request in one step, as when Stripe tells us first.
  await syncRefunds(context, intent);
}
