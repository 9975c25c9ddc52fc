import type Stripe from "stripe";
import type { StripeAccount } from "./stripe-account.server.ts";

/** The intents to take or to save a way of paying, shaped as the SDK's types have them. */

export interface PaymentIntentFacts {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
  readonly types: string[];
  readonly description?: string;
  readonly receiptEmail?: string;
  readonly setupFutureUsage?: "off_session" | "on_session";
  readonly statementDescriptorSuffix?: string;
  readonly automatic?: boolean;
}

export function newPaymentIntent(
  account: StripeAccount,
  facts: PaymentIntentFacts,
): Stripe.PaymentIntent {
  const id = account.newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types:
      facts.types as Stripe.PaymentIntent["allowed_payment_method_types"],
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods:
      facts.automatic === true ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${account.newId("", 25).slice(1)}`,
    confirmation_method: "automatic",
    created: account.now(),
    currency: facts.currency,
    customer: facts.customer,
    customer_account: null,
    description: facts.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: facts.types,
    payment_record: null,
    processing: null,
    receipt_email: facts.receiptEmail ?? null,
    review: null,
    setup_future_usage: facts.setupFutureUsage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: facts.statementDescriptorSuffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
}

export interface SetupIntentFacts {
  readonly customer: string | null;
  readonly metadata: Record<string, string>;
  readonly types: string[];
  readonly description?: string;
}

export function newSetupIntent(
  account: StripeAccount,
  facts: SetupIntentFacts,
): Stripe.SetupIntent {
  const id = account.newId("seti");
  return {
    id,
    object: "setup_intent",
    allowed_payment_method_types: facts.types as Stripe.SetupIntent["allowed_payment_method_types"],
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${account.newId("", 25).slice(1)}`,
    created: account.now(),
    customer: facts.customer,
    customer_account: null,
    description: facts.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: facts.types,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: "off_session",
  };
}
