import type { Context } from "#app/platform/context.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { changeTakenBack } from "./change-taken-back.server.ts";
import { fromStripeAmount } from "./stripe-amount.ts";
import { readDispute } from "./take-back.ts";

/** What matters of Stripe's dispute object: the payer's bank contests a payment. */
export interface BankDispute {
  id: string;
  amount: number;
  currency: string;
  status: string;
  reason: string;
  balance_transactions?: readonly unknown[] | null;
  evidence_details?: { due_by: number | null } | null;
}

/**
 * Applies what an event says of a dispute at the payer's bank. What it paid is owed again once the money is withdrawn, and paid
 * again when it is reinstated. Staff have until `due_by` to answer at Stripe. Answers false when the payment is not recorded here.
 */
export async function recordBankDispute(
  context: Context,
  paymentIntentId: string,
  eventType: string,
  dispute: BankDispute,
): Promise<boolean> {
  const currency = dispute.currency.toUpperCase();
  const amount = fromStripeAmount(dispute.amount, currency);
  const heard = {
    kind: "bank-dispute" as const,
    providerId: dispute.id,
    amount,
    status: readDispute(eventType, dispute),
  };
  return changeTakenBack(context, paymentIntentId, [heard], async (tx, payment) => {
    const dueBy = dispute.evidence_details?.due_by;
    await raiseStaffTask(context, tx, {
      kind: "payment-contested",
      customerId: payment.customerId,
      subject: { type: "bank-dispute", id: dispute.id },
      data: {
        payment: payment.number,
        amount,
        currency,
        reason: dispute.reason,
        ...(dueBy ? { answerBy: new Date(dueBy * 1000).toISOString() } : {}),
      },
    });
  });
}
