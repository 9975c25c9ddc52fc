import type Stripe from "stripe";
import { idOf, type StripeAccount } from "./stripe-account.server.ts";

/** Money that moved, or tried to: charges, refunds, disputes, balance transactions, shaped as the SDK's types have them. */

export function newCharge(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandate: string | null,
): Stripe.Charge {
  return {
    id: account.newId(method.type === "card" ? "ch" : "py"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "STAND-IN",
    captured: false,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(intent, method, mandate),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: null,
  };
}

function methodDetails(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandate: string | null,
): Stripe.Charge.PaymentMethodDetails {
  if (method.card) {
    const { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 } =
      method.card;
    return {
      type: "card",
      card: {
        amount_authorized: intent.amount,
        authorization_code: "123456",
        brand,
        checks,
        country,
        electronic_commerce_indicator: null,
        exp_month,
        exp_year,
        fingerprint,
        funding,
        installments: null,
        last4,
        mandate: null,
        network: brand,
        network_token: { used: false },
        network_transaction_id: null,
        regulated_status: "unregulated",
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
    };
  }
  const debit = method.sepa_debit;
  return {
    type: "sepa_debit",
    sepa_debit: {
      bank_code: debit?.bank_code ?? null,
      branch_code: debit?.branch_code ?? null,
      country: debit?.country ?? null,
      fingerprint: debit?.fingerprint ?? null,
      last4: debit?.last4 ?? null,
      mandate,
    },
  };
}

export function approvedOutcome(): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: "approved_by_network",
    reason: null,
    risk_level: "normal",
    risk_score: 12,
    seller_message: "Payment complete.",
    type: "authorized",
  };
}

export function declinedOutcome(reason: string): Stripe.Charge.Outcome {
  return {
    ...approvedOutcome(),
    network_status: "declined_by_network",
    reason,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

export function newRefund(
  account: StripeAccount,
  charge: Stripe.Charge,
  facts: { amount: number; reason: string | null; metadata: Record<string, string> },
): Stripe.Refund {
  const card = charge.payment_method_details?.type === "card";
  return {
    id: account.newId(card ? "re" : "pyr"),
    object: "refund",
    amount: facts.amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    ...(card
      ? {
          destination_details: {
            card: {
              reference_status: "pending",
              reference_type: "acquirer_reference_number",
              type: "refund",
            },
            type: "card",
          },
        }
      : {}),
    metadata: facts.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: facts.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "pending",
    transfer_reversal: null,
  };
}

const daysForEvidence = 7;

export function newDispute(
  account: StripeAccount,
  charge: Stripe.Charge,
  facts: { amount: number; reason: string; final: boolean },
): Stripe.Dispute {
  return {
    id: account.newId(charge.payment_method_details?.type === "card" ? "du" : "pdp"),
    object: "dispute",
    amount: facts.amount,
    balance_transactions: [],
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {} as Stripe.Dispute.Evidence,
    evidence_details: {
      due_by: facts.final ? null : account.now() + daysForEvidence * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    } as unknown as Stripe.Dispute.EvidenceDetails,
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    reason: facts.reason,
    status: facts.final ? "lost" : "needs_response",
  };
}

/** `amount` is signed as the account's balance sees it: in for a charge, out for a refund or dispute. The fee is 1.5 % + 0.25 on what comes in. */
export function newBalanceTransaction(
  account: StripeAccount,
  type: "charge" | "payment" | "refund" | "payment_refund" | "adjustment" | "refund_failure",
  amount: number,
  currency: string,
  source: string,
): Stripe.BalanceTransaction {
  const fee = type === "charge" || type === "payment" ? Math.round((amount * 15) / 1000) + 25 : 0;
  return {
    id: account.newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: account.now(),
    balance_type: "payments",
    created: account.now(),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: type === "payment" ? "charge" : type,
    source,
    status: "available",
    type,
  };
}
