import type Stripe from "stripe";
import { days, seconds } from "#app/platform/duration.ts";
import {
  approvedOutcome,
  declinedOutcome,
  newBalanceTransaction,
  newCharge,
} from "./charge-shapes.ts";
import { accountBehaviourOf } from "./ibans.ts";
import { openDispute } from "./open-dispute.server.ts";
import { attachPaymentMethod, mandateFor } from "./save-payment-method.server.ts";
import { idOf, type StripeAccount } from "./stripe-account.server.ts";
import type { StripeErrorBody } from "./stripe-failure.ts";
import { behaviourOf, declineMessages, errorCodeOf } from "./test-cards.ts";

export type Attempt =
  | { readonly outcome: "succeeded" | "processing" | "requires_action" }
  | { readonly outcome: "declined"; readonly error: StripeErrorBody };

export interface AttemptOptions {
  /** Nobody is there to be asked: a card that wants its holder is declined instead. */
  readonly offSession: boolean;
  /** The holder has just passed the challenge. */
  readonly authenticated: boolean;
}

/** Days until a SEPA debit is known to have come or not: Stripe says 5 business days. */
export const settlementDays = 5;

/** Tries to take the money of a PaymentIntent with a payment method, as its test number behaves, and announces what came of it. */
export function attemptPayment(
  account: StripeAccount,
  intentId: string,
  methodId: string,
  options: AttemptOptions,
): Attempt {
  const instrument = account.instruments.get(methodId);
  const method = account.paymentMethods.get(methodId);
  const intent = account.paymentIntents.get(intentId);
  if (instrument === undefined || method === undefined || intent === undefined)
    throw new Error(`No such payment: ${intentId} with ${methodId}`);
  account.paymentIntents.put(intentId, {
    ...intent,
    payment_method: methodId,
    next_action: null,
    last_payment_error: null,
  });
  if (instrument.kind === "sepa_debit")
    return startDebit(account, intentId, method, instrument.iban);

  const behaviour = behaviourOf(instrument.number);
  const mustAsk =
    behaviour.authentication === "always" ||
    (behaviour.authentication === "unless-set-up" && !instrument.authenticated);
  if (mustAsk && !options.authenticated) {
    if (options.offSession) return decline(account, intentId, method, "authentication_required");
    return requireAction(account, intentId);
  }
  if (behaviour.charge !== "succeeds") return decline(account, intentId, method, behaviour.charge);
  if (behaviour.chargeLater) return decline(account, intentId, method, behaviour.chargeLater);

  succeedCharge(account, intentId, newCharge(account, current(account, intentId), method, null));
  if (behaviour.disputed) openDispute(account, intentId, { reason: "fraudulent" });
  return { outcome: "succeeded" };
}

/** The holder refused or failed the challenge: nothing was charged, another attempt may follow. */
export function failAuthentication(account: StripeAccount, intentId: string): StripeErrorBody {
  const error: StripeErrorBody = {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
  };
  returnToStart(account, intentId, error);
  return error;
}

/** The money of `intentId` has come: by card at once, by debit when the banks are done. */
export function succeedCharge(
  account: StripeAccount,
  intentId: string,
  charge: Stripe.Charge,
): void {
  const paid: Stripe.Charge = {
    ...charge,
    amount_captured: charge.amount,
    captured: true,
    outcome: approvedOutcome(),
    paid: true,
    status: "succeeded",
  };
  account.charges.put(charge.id, paid);
  const intent = current(account, intentId);
  const done = account.paymentIntents.put(intentId, {
    ...intent,
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    status: "succeeded",
  });
  if (
    intent.setup_future_usage !== null &&
    intent.customer !== null &&
    charge.payment_method !== null
  )
    attachPaymentMethod(account, charge.payment_method, idOf(intent.customer) ?? "");
  account.announce("charge.succeeded", paid);
  account.announce("payment_intent.succeeded", done);
  const balance = newBalanceTransaction(
    account,
    charge.payment_method_details?.type === "card" ? "charge" : "payment",
    charge.amount,
    charge.currency,
    charge.id,
  );
  account.balanceTransactions.put(balance.id, balance);
  account.announce(
    "charge.updated",
    account.charges.put(charge.id, { ...paid, balance_transaction: balance.id }),
    { balance_transaction: null },
  );
}

/** A charge that the bank refused, with the reason on the charge and on the intent. */
export function failCharge(
  account: StripeAccount,
  intentId: string,
  charge: Stripe.Charge,
  decline: { code: string; declineCode?: string; message: string },
): StripeErrorBody {
  const failed = account.charges.put(charge.id, {
    ...charge,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: declinedOutcome(decline.declineCode ?? decline.code),
    paid: false,
    status: "failed",
  });
  account.announce("charge.failed", failed);
  const method = account.paymentMethods.get(charge.payment_method ?? "");
  const error: StripeErrorBody = {
    type: "card_error",
    code: decline.code,
    ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
    message: decline.message,
    charge: charge.id,
    payment_method: method,
  };
  const intent = current(account, intentId);
  account.paymentIntents.put(intentId, { ...intent, latest_charge: charge.id });
  returnToStart(account, intentId, error);
  return error;
}

function decline(
  account: StripeAccount,
  intentId: string,
  method: Stripe.PaymentMethod,
  reason: string,
): Attempt {
  const charge = newCharge(account, current(account, intentId), method, null);
  const wantsHolder = reason === "authentication_required";
  const error = failCharge(account, intentId, charge, {
    code: wantsHolder ? reason : errorCodeOf(reason),
    declineCode: reason,
    message: wantsHolder
      ? "Your card was declined. This transaction requires authentication."
      : (declineMessages[reason] ?? "Your card was declined."),
  });
  return { outcome: "declined", error };
}

function startDebit(
  account: StripeAccount,
  intentId: string,
  method: Stripe.PaymentMethod,
  iban: string,
): Attempt {
  const charge = newCharge(
    account,
    current(account, intentId),
    method,
    mandateFor(account, method).id,
  );
  account.charges.put(charge.id, charge);
  const intent = account.paymentIntents.put(intentId, {
    ...current(account, intentId),
    latest_charge: charge.id,
    status: "processing",
  });
  const behaviour = accountBehaviourOf(iban);
  account.settlements.put(intentId, {
    paymentIntent: intentId,
    dueAt: account.now() + days(settlementDays) / seconds(1),
    outcome: behaviour.settles,
    disputed: behaviour.disputed === true,
  });
  account.announce("payment_intent.processing", intent);
  account.announce("charge.pending", charge);
  return { outcome: "processing" };
}

function requireAction(account: StripeAccount, intentId: string): Attempt {
  const waiting = account.paymentIntents.put(intentId, {
    ...current(account, intentId),
    status: "requires_action",
    next_action: { type: "use_stripe_sdk", use_stripe_sdk: {} },
  });
  account.announce("payment_intent.requires_action", waiting);
  return { outcome: "requires_action" };
}

function returnToStart(account: StripeAccount, intentId: string, error: StripeErrorBody): void {
  const back = account.paymentIntents.put(intentId, {
    ...current(account, intentId),
    last_payment_error: error as unknown as Stripe.PaymentIntent.LastPaymentError,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  account.announce("payment_intent.payment_failed", back);
}

function current(account: StripeAccount, intentId: string): Stripe.PaymentIntent {
  const intent = account.paymentIntents.get(intentId);
  if (intent === undefined) throw new Error(`No such PaymentIntent: ${intentId}`);
  return intent;
}
