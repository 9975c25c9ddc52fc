import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { payments, refundRequests } from "#db/schema/payments.ts";
import { lockPayment, takeBackWithin } from "./change-taken-back.server.ts";
import type { RefundReason } from "./read-refund-form.ts";
import { refundableOf } from "./refundable.server.ts";
import { sendRefund } from "./send-refund.server.ts";
import { chargeableAmount } from "./stripe-amount.ts";

export interface RefundOrder {
  /** UUID of the form: sent twice, it is one refund. */
  id: string;
  paymentId: string;
  /** Minor units of the payment's currency. */
  amount: number;
  reason: RefundReason;
}

/**
 * Gives money of a payment back. What Stripe brought Stripe sends back, asked at once and again by the worker until it has
 * answered. What came by the biller's bank was sent back by it: noted at once. Managers only; never more than `refundableOf` says,
 * with what is under way counted. Refuses an amount that the currency's coins do not have at Stripe (5.124 KWD).
 */
export async function requestRefund(
  context: Context,
  viewer: StaffViewer,
  { id, paymentId, amount, reason }: RefundOrder,
): Promise<
  | { requested: true }
  | Refusal<"managers-only" | "not-found">
  | Refusal<"invalid-amount", { most: number }>
> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (!isId(paymentId) || !isId(id)) return refused("not-found");
  const answer = await inScope(context, scopeOf(viewer), async (tx) => {
    const [found] = await tx.select().from(payments).where(eq(payments.id, paymentId));
    if (!found) return refused("not-found");
    const { customerId, number, currency } = found;
    const payment = await lockPayment(tx, found);
    const [known] = await tx
      .select({ paymentId: refundRequests.paymentId, way: refundRequests.way })
      .from(refundRequests)
      .where(and(eq(refundRequests.customerId, customerId), eq(refundRequests.id, id)));
    if (known)
      return known.paymentId === paymentId ? { customerId, way: known.way } : refused("not-found");
    const { way, most } = await refundableOf(tx, payment);
    const isExact = way === "transfer" || chargeableAmount(amount, currency) === amount;
    if (!Number.isSafeInteger(amount) || amount <= 0 || amount > most || !isExact)
      return refused("invalid-amount", { most });
    const now = context.clock.now();
    await tx.insert(refundRequests).values({
      customerId,
      id,
      paymentId,
      amount,
      way,
      reason,
      state: way === "transfer" ? "made" : "waiting",
      providerId: way === "transfer" ? `transfer:${id}` : null,
      requestedBy: viewer.personId,
      createdAt: now,
      updatedAt: now,
    });
    await recordAudit(context, tx, {
      by: viewer,
      action: "payment.refund-requested",
      customerId,
      subject: { type: "payment", id: paymentId },
      data: { payment: number, granted: toDecimal(amount, currency), currency, reason, way },
    });
    if (way === "transfer")
      await takeBackWithin(context, tx, payment, [
        { kind: "refund", providerId: `transfer:${id}`, amount, status: "succeeded" },
      ]);
    else await enqueue(tx, "send-refund", { customerId, id }, { key: `refund:${id}` });
    return { customerId, way };
  });
  if ("refused" in answer) return answer;
  if (answer.way === "provider")
    await sendRefund(context, { customerId: answer.customerId, id }).catch((error: unknown) => {
      // The worker asks again under the same key.
      context.logger.warn({ refundRequest: id, error }, "Stripe could not be asked for a refund");
    });
  return { requested: true };
}
