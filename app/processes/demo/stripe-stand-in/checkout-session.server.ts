import type Stripe from "stripe";
import { type Attempt, attemptPayment, failAuthentication } from "./attempt-payment.server.ts";
import { newPaymentIntent } from "./intent-shapes.ts";
import { newCustomer, wholeAddress } from "./payer-shapes.ts";
import { createPaymentMethod, succeedSetup } from "./save-payment-method.server.ts";
import type { SessionPlan } from "./session-shape.ts";
import { type Instrument, idOf, type StripeAccount } from "./stripe-account.server.ts";
import { forbiddenByState, type StripeErrorBody } from "./stripe-failure.ts";
import { behaviourOf } from "./test-cards.ts";

/** What a person hands in on the hosted page. */
export interface CheckoutEntry {
  readonly instrument: Instrument;
  readonly email: string;
  readonly name: string;
}

/** Pays (or, in setup mode, saves) with what the person typed. Only for open sessions. */
export function submitCheckout(
  account: StripeAccount,
  sessionId: string,
  entry: CheckoutEntry,
): Attempt {
  const session = openSession(account, sessionId);
  const method = createPaymentMethod(account, entry.instrument, {
    email: entry.email || null,
    name: entry.name || null,
  });
  account.sessions.put(sessionId, {
    ...session,
    customer_details: {
      address: wholeAddress({}),
      business_name: null,
      email: entry.email || session.customer_email,
      individual_name: null,
      name: entry.name || null,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
  });
  if (session.mode === "setup") return submitSetup(account, sessionId, method, entry.instrument);
  const intentId = idOf(session.payment_intent) ?? startIntent(account, sessionId).id;
  const attempt = attemptPayment(account, intentId, method.id, {
    offSession: false,
    authenticated: false,
  });
  finishIfDone(account, sessionId, attempt);
  return attempt;
}

/** The holder's answer to the 3-D Secure challenge of an open session. */
export function answerChallenge(
  account: StripeAccount,
  sessionId: string,
  accepted: boolean,
): Attempt {
  const session = openSession(account, sessionId);
  if (session.mode === "setup") return answerSetupChallenge(account, session, accepted);
  const intentId = idOf(session.payment_intent) ?? "";
  const intent = account.paymentIntents.get(intentId);
  const methodId = idOf(intent?.payment_method);
  if (intent?.status !== "requires_action" || methodId === null)
    throw forbiddenByState("This payment does not wait for authentication.");
  if (!accepted) return { outcome: "declined", error: failAuthentication(account, intentId) };
  const attempt = attemptPayment(account, intentId, methodId, {
    offSession: false,
    authenticated: true,
  });
  finishIfDone(account, sessionId, attempt);
  return attempt;
}

/** Ends an open session; its PaymentIntent, where there is one, can pay nothing any more. */
export function expireSession(account: StripeAccount, sessionId: string): Stripe.Checkout.Session {
  const session = openSession(account, sessionId);
  const intentId = idOf(session.payment_intent);
  const intent = intentId === null ? undefined : account.paymentIntents.get(intentId);
  if (intent) cancelIntent(account, intent, "automatic");
  const expired = account.sessions.put(sessionId, { ...session, status: "expired", url: null });
  account.announce("checkout.session.expired", expired);
  return expired;
}

export function cancelIntent(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  reason: string | null,
): Stripe.PaymentIntent {
  const canceled = account.paymentIntents.put(intent.id, {
    ...intent,
    canceled_at: account.now(),
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  });
  account.announce("payment_intent.canceled", canceled);
  return canceled;
}

/** Expires what the clock has expired. */
export function expireDueSessions(account: StripeAccount): void {
  for (const session of account.sessions.values())
    if (session.status === "open" && session.expires_at <= account.now())
      expireSession(account, session.id);
}

function openSession(account: StripeAccount, sessionId: string): Stripe.Checkout.Session {
  const session = account.sessions.get(sessionId);
  if (session === undefined) throw new Error(`No such session: ${sessionId}`);
  if (session.status !== "open")
    throw forbiddenByState(
      `Only Checkout Sessions with a status in ["open"] can be changed or expired. This Checkout Session has a status of ${session.status}.`,
    );
  return session;
}

/** As at the real Stripe, the PaymentIntent of a session exists from the first attempt to pay, not before. */
function startIntent(account: StripeAccount, sessionId: string): Stripe.PaymentIntent {
  const session = openSession(account, sessionId);
  const plan = account.plans.get(sessionId) ?? { metadata: {} };
  const customer = idOf(session.customer) ?? guestCustomer(account, session, plan);
  const intent = newPaymentIntent(account, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "eur",
    customer,
    metadata: plan.metadata,
    types: session.payment_method_types,
    description: plan.description,
    receiptEmail: plan.receiptEmail,
    setupFutureUsage: plan.setupFutureUsage,
    statementDescriptorSuffix: plan.statementDescriptorSuffix,
  });
  account.paymentIntents.put(intent.id, intent);
  account.sessions.put(sessionId, { ...session, customer, payment_intent: intent.id });
  account.announce("payment_intent.created", intent);
  return intent;
}

/** A session without a customer makes one where it was asked to or where something is saved for later; else the payer stays a guest. */
function guestCustomer(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  plan: SessionPlan,
): string | null {
  if (session.customer_creation !== "always" && plan.setupFutureUsage === undefined) return null;
  const customer = newCustomer(account, {
    email: session.customer_details?.email ?? undefined,
    name: session.customer_details?.name ?? undefined,
  });
  account.customers.put(customer.id, customer);
  account.announce("customer.created", customer);
  return customer.id;
}

function submitSetup(
  account: StripeAccount,
  sessionId: string,
  method: Stripe.PaymentMethod,
  instrument: Instrument,
): Attempt {
  const setupId = idOf(openSession(account, sessionId).setup_intent) ?? "";
  const behaviour = instrument.kind === "card" ? behaviourOf(instrument.number) : null;
  if (behaviour && behaviour.authentication !== "never") {
    const waiting = putSetup(account, setupId, {
      next_action: { type: "use_stripe_sdk", use_stripe_sdk: {} },
      payment_method: method.id,
      status: "requires_action",
    });
    account.announce("setup_intent.requires_action", waiting);
    return { outcome: "requires_action" };
  }
  if (behaviour && behaviour.charge !== "succeeds")
    return failSetup(account, setupId, {
      type: "card_error",
      code: "card_declined",
      decline_code: behaviour.charge,
      message: "Your card was declined.",
    });
  succeedSetup(account, setupId, method.id, false);
  completeSession(account, sessionId, "no_payment_required");
  return { outcome: "succeeded" };
}

function answerSetupChallenge(
  account: StripeAccount,
  session: Stripe.Checkout.Session,
  accepted: boolean,
): Attempt {
  const setupId = idOf(session.setup_intent) ?? "";
  const methodId = idOf(account.setupIntents.get(setupId)?.payment_method);
  if (methodId === null) throw forbiddenByState("This setup does not wait for authentication.");
  if (!accepted)
    return failSetup(account, setupId, {
      type: "invalid_request_error",
      code: "setup_intent_authentication_failure",
      message:
        "The latest attempt to set up the payment method has failed because authentication failed.",
    });
  succeedSetup(account, setupId, methodId, true);
  completeSession(account, session.id, "no_payment_required");
  return { outcome: "succeeded" };
}

function failSetup(account: StripeAccount, setupId: string, error: StripeErrorBody): Attempt {
  const failed = putSetup(account, setupId, {
    last_setup_error: error as unknown as Stripe.SetupIntent.LastSetupError,
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  account.announce("setup_intent.setup_failed", failed);
  return { outcome: "declined", error };
}

function putSetup(
  account: StripeAccount,
  setupId: string,
  change: Partial<Stripe.SetupIntent>,
): Stripe.SetupIntent {
  const setup = account.setupIntents.get(setupId);
  if (setup === undefined) throw new Error(`No such SetupIntent: ${setupId}`);
  return account.setupIntents.put(setupId, { ...setup, ...change });
}

function finishIfDone(account: StripeAccount, sessionId: string, attempt: Attempt): void {
  if (attempt.outcome === "succeeded") completeSession(account, sessionId, "paid");
  if (attempt.outcome === "processing") completeSession(account, sessionId, "unpaid");
}

function completeSession(
  account: StripeAccount,
  sessionId: string,
  paymentStatus: "paid" | "unpaid" | "no_payment_required",
): void {
  const complete = account.sessions.put(sessionId, {
    ...openSession(account, sessionId),
    payment_status: paymentStatus,
    status: "complete",
    url: null,
  });
  account.announce("checkout.session.completed", complete);
}
