import type Stripe from "stripe";
import { type BillingFacts, newMandate, newPaymentMethod } from "./payer-shapes.ts";
import type { Instrument, StripeAccount } from "./stripe-account.server.ts";

/** Keeps what a person typed as a payment method; attached to nobody yet. */
export function createPaymentMethod(
  account: StripeAccount,
  instrument: Instrument,
  billing: BillingFacts,
): Stripe.PaymentMethod {
  const method = newPaymentMethod(account, instrument, billing);
  account.instruments.put(method.id, instrument);
  return account.paymentMethods.put(method.id, method);
}

/** Attaches a payment method to a customer, once. */
export function attachPaymentMethod(
  account: StripeAccount,
  methodId: string,
  customerId: string,
): void {
  const method = account.paymentMethods.get(methodId);
  if (method === undefined || method.customer !== null) return;
  account.announce(
    "payment_method.attached",
    account.paymentMethods.put(methodId, { ...method, customer: customerId }),
  );
}

/** The mandate of a SEPA debit: given once per payment method. */
export function mandateFor(account: StripeAccount, method: Stripe.PaymentMethod): Stripe.Mandate {
  const given = account.mandates
    .values()
    .find(({ payment_method }) => payment_method === method.id);
  if (given) return given;
  const mandate = newMandate(account, method);
  return account.mandates.put(mandate.id, mandate);
}

/** A SetupIntent has what it wanted: the method is attached, its mandate given, and a passed challenge is remembered. */
export function succeedSetup(
  account: StripeAccount,
  setupId: string,
  methodId: string,
  authenticated: boolean,
): void {
  const setup = account.setupIntents.get(setupId);
  const method = account.paymentMethods.get(methodId);
  const instrument = account.instruments.get(methodId);
  if (setup === undefined || method === undefined || instrument === undefined)
    throw new Error(`No such setup: ${setupId} with ${methodId}`);
  if (instrument.kind === "card" && authenticated)
    account.instruments.put(methodId, { ...instrument, authenticated });
  const mandate = method.type === "sepa_debit" ? mandateFor(account, method).id : null;
  const done = account.setupIntents.put(setupId, {
    ...setup,
    mandate,
    next_action: null,
    payment_method: methodId,
    status: "succeeded",
  });
  if (typeof setup.customer === "string") attachPaymentMethod(account, methodId, setup.customer);
  account.announce("setup_intent.succeeded", done);
}

/** Detaching is final: the method can pay nothing any more. */
export function detachPaymentMethod(
  account: StripeAccount,
  methodId: string,
): Stripe.PaymentMethod {
  const method = account.paymentMethods.get(methodId);
  if (method === undefined) throw new Error(`No such PaymentMethod: ${methodId}`);
  const detached = account.paymentMethods.put(methodId, { ...method, customer: null });
  account.announce("payment_method.detached", detached, { customer: method.customer });
  return detached;
}

/** The bank or the payer withdraws a mandate. */
export function revokeMandate(account: StripeAccount, mandateId: string): void {
  const mandate = account.mandates.get(mandateId);
  if (mandate === undefined) throw new Error(`No such Mandate: ${mandateId}`);
  const revoked = account.mandates.put(mandateId, { ...mandate, status: "inactive" });
  account.announce("mandate.updated", revoked, { status: mandate.status });
}
