import type Stripe from "stripe";
import { newBalanceTransaction, newDispute } from "./charge-shapes.ts";
import { idOf, type StripeAccount } from "./stripe-account.server.ts";

export interface DisputeFacts {
  /** Minor units; the whole charge unless told. */
  readonly amount?: number;
  /** "fraudulent", "debit_not_authorized", "insufficient_funds"…; debits unless told are not authorised. */
  readonly reason?: string;
}

/**
 * The payer's bank takes money back (a chargeback, or a SEPA return within 8 weeks or 13 months). A returned debit is final: the
 * dispute is lost the moment it opens.
 */
export function openDispute(
  account: StripeAccount,
  intentId: string,
  facts: DisputeFacts = {},
): Stripe.Dispute {
  const charge = account.charges
    .values()
    .find(({ payment_intent, status }) => payment_intent === intentId && status === "succeeded");
  if (charge === undefined) throw new Error(`Nothing was paid by ${intentId}`);
  const final = charge.payment_method_details?.type === "sepa_debit";
  const dispute = newDispute(account, charge, {
    amount: facts.amount ?? charge.amount - charge.amount_refunded,
    reason: facts.reason ?? (final ? "debit_not_authorized" : "general"),
    final,
  });
  const opened = account.disputes.put(dispute.id, dispute);
  account.charges.put(charge.id, { ...charge, disputed: true });
  account.announce("charge.dispute.created", opened);
  const withdrawn = moveFunds(account, opened, -opened.amount);
  account.announce("charge.dispute.funds_withdrawn", withdrawn);
  if (final) account.announce("charge.dispute.closed", withdrawn);
  return withdrawn;
}

/** The bank's judgement: `won` brings the money back, `lost` leaves it with the payer. */
export function closeDispute(
  account: StripeAccount,
  disputeId: string,
  outcome: "won" | "lost",
): Stripe.Dispute {
  const dispute = account.disputes.get(disputeId);
  if (dispute === undefined) throw new Error(`No such dispute: ${disputeId}`);
  if (dispute.status === "won" || dispute.status === "lost") return dispute;
  let closed = account.disputes.put(disputeId, { ...dispute, status: outcome });
  account.announce("charge.dispute.updated", closed, { status: dispute.status });
  account.announce("charge.dispute.closed", closed);
  if (outcome === "won") {
    closed = moveFunds(account, closed, closed.amount);
    account.announce("charge.dispute.funds_reinstated", closed);
  }
  return closed;
}

function moveFunds(
  account: StripeAccount,
  dispute: Stripe.Dispute,
  amount: number,
): Stripe.Dispute {
  const moved = newBalanceTransaction(
    account,
    "adjustment",
    amount,
    dispute.currency,
    idOf(dispute.charge) ?? dispute.id,
  );
  account.balanceTransactions.put(moved.id, moved);
  return account.disputes.put(dispute.id, {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, moved],
  });
}
