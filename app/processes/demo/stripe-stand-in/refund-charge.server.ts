import type Stripe from "stripe";
import { days, seconds } from "#app/platform/duration.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { newBalanceTransaction, newRefund } from "./charge-shapes.ts";
import { idOf, type StripeAccount } from "./stripe-account.server.ts";
import { forbiddenByState } from "./stripe-failure.ts";
import { behaviourOf } from "./test-cards.ts";

export interface RefundFacts {
  /** Minor units; all that is left unless told. */
  readonly amount?: number;
  readonly reason?: string | null;
  readonly metadata?: Record<string, string>;
}

const daysUntilRefundIsKnown = 3;

/** Gives money of a succeeded charge back; throws a `StripeFailure` for what was never paid or is already back. */
export function refundCharge(
  account: StripeAccount,
  chargeId: string,
  facts: RefundFacts,
): Stripe.Refund {
  const charge = chargeOf(account, chargeId);
  if (charge.status !== "succeeded")
    throw forbiddenByState(
      `Charge ${chargeId} has not succeeded and cannot be refunded.`,
      "charge_not_refundable",
    );
  const left = charge.amount - charge.amount_refunded;
  const amount = facts.amount ?? left;
  if (left === 0)
    throw forbiddenByState(
      `Charge ${chargeId} has already been refunded.`,
      "charge_already_refunded",
    );
  if (amount > left)
    throw forbiddenByState(
      `Refund amount (${written(amount, charge)}) is greater than unrefunded amount on charge (${written(left, charge)})`,
      undefined,
      "amount",
    );
  if (lostToDispute(account, charge))
    throw forbiddenByState(
      `Charge ${chargeId} has been charged back and cannot be refunded.`,
      "charge_disputed",
    );

  const refund = newRefund(account, charge, {
    amount,
    reason: facts.reason ?? null,
    metadata: facts.metadata ?? {},
  });
  const balance = newBalanceTransaction(account, "refund", -amount, charge.currency, refund.id);
  account.balanceTransactions.put(balance.id, balance);
  const plan = bankPlan(account, charge);
  const made = account.refunds.put(refund.id, {
    ...refund,
    balance_transaction: balance.id,
    status: plan === "pending" ? "pending" : "succeeded",
  });
  if (plan !== "at-once")
    account.pendingRefunds.put(refund.id, {
      refund: refund.id,
      dueAt: account.now() + days(daysUntilRefundIsKnown) / seconds(1),
      outcome: plan === "fails-later" ? "fails" : "succeeds",
    });
  account.announce("refund.created", made);
  setRefunded(account, charge, charge.amount_refunded + amount, "charge.refunded");
  if (made.status === "succeeded")
    account.announce("refund.updated", made, { destination_details: {} });
  return made;
}

/** The bank confirms a pending refund. */
export function confirmRefund(account: StripeAccount, refundId: string): void {
  const refund = refundOf(account, refundId);
  account.pendingRefunds.delete(refundId);
  if (refund.status !== "pending") return;
  account.announce(
    "refund.updated",
    account.refunds.put(refundId, { ...refund, status: "succeeded" }),
    { status: refund.status },
  );
}

/** The bank could not give the money back (a closed account, say): it returns to the merchant's balance and counts as not refunded. */
export function failRefund(account: StripeAccount, refundId: string): void {
  const refund = refundOf(account, refundId);
  account.pendingRefunds.delete(refundId);
  if (refund.status === "failed") return;
  const back = newBalanceTransaction(
    account,
    "refund_failure",
    refund.amount,
    refund.currency,
    refundId,
  );
  account.balanceTransactions.put(back.id, back);
  const failed = account.refunds.put(refundId, {
    ...refund,
    failure_balance_transaction: back.id,
    failure_reason: "lost_or_stolen_card",
    status: "failed",
  });
  const charge = chargeOf(account, idOf(refund.charge) ?? "");
  setRefunded(account, charge, charge.amount_refunded - refund.amount, "charge.updated");
  account.announce("refund.updated", failed, { status: refund.status });
  account.announce("refund.failed", failed);
}

function bankPlan(
  account: StripeAccount,
  charge: Stripe.Charge,
): "at-once" | "pending" | "fails-later" {
  const instrument = account.instruments.get(charge.payment_method ?? "");
  if (instrument?.kind !== "card") return "pending";
  return behaviourOf(instrument.number).refund ?? "at-once";
}

function setRefunded(
  account: StripeAccount,
  charge: Stripe.Charge,
  refunded: number,
  event: "charge.refunded" | "charge.updated",
): void {
  const changed = account.charges.put(charge.id, {
    ...charge,
    amount_refunded: refunded,
    refunded: refunded === charge.amount,
  });
  account.announce(event, changed, { amount_refunded: charge.amount_refunded });
}

function lostToDispute(account: StripeAccount, charge: Stripe.Charge): boolean {
  return account.disputes
    .values()
    .some((dispute) => dispute.charge === charge.id && dispute.status !== "won");
}

function chargeOf(account: StripeAccount, id: string): Stripe.Charge {
  const charge = account.charges.get(id);
  if (charge === undefined) throw new Error(`No such charge: ${id}`);
  return charge;
}

function refundOf(account: StripeAccount, id: string): Stripe.Refund {
  const refund = account.refunds.get(id);
  if (refund === undefined) throw new Error(`No such refund: ${id}`);
  return refund;
}

function written(amount: number, charge: Stripe.Charge): string {
  return formatMoney(money(amount, charge.currency.toUpperCase()), "en");
}
