import type Stripe from "stripe";
import type { StripeAccount } from "./stripe-account.server.ts";

/** What a session keeps for the PaymentIntent that its first attempt creates. */
export interface SessionPlan {
  readonly metadata: Record<string, string>;
  readonly description?: string;
  readonly receiptEmail?: string;
  readonly setupFutureUsage?: "off_session" | "on_session";
  readonly statementDescriptorSuffix?: string;
}

export interface SessionFacts {
  readonly mode: "payment" | "setup";
  readonly allowedTypes: string[] | null;
  /** What is offered: allowed and possible for this currency. */
  readonly types: string[];
  readonly amount: number | null;
  readonly currency: string | null;
  readonly cancelUrl: string | null;
  readonly successUrl: string;
  readonly clientReferenceId: string | null;
  readonly customer: string | null;
  readonly customerCreation: string | null;
  readonly customerEmail: string | null;
  readonly expiresAt: number;
  readonly locale: string | null;
  readonly metadata: Record<string, string>;
  readonly setupIntent: string | null;
  readonly submitType: string | null;
}

/** A session as the API tells it, `open`, nothing paid. `checkoutAt` is where hosted pages are served. */
export function newSession(
  account: StripeAccount,
  facts: SessionFacts,
  checkoutAt: string,
): Stripe.Checkout.Session {
  const id = account.newId("cs_test", 58);
  const payment = facts.mode === "payment";
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: payment ? { enabled: false } : null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: facts.allowedTypes,
    amount_subtotal: facts.amount,
    amount_total: facts.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: facts.cancelUrl,
    client_reference_id: facts.clientReferenceId,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: account.now(),
    currency: facts.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: facts.customer,
    customer_account: null,
    customer_creation: facts.customer === null ? (facts.customerCreation ?? "if_required") : null,
    customer_details: null,
    customer_email: facts.customerEmail,
    discounts: payment ? [] : null,
    expires_at: facts.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: payment
      ? {
          enabled: false,
          invoice_data: {
            account_tax_ids: null,
            custom_fields: null,
            description: null,
            footer: null,
            issuer: null,
            metadata: {},
            rendering_options: null,
          },
        }
      : null,
    livemode: false,
    locale: facts.locale,
    managed_payments: null,
    metadata: facts.metadata,
    mode: facts.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: payment ? "if_required" : "always",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: facts.types,
    payment_status: payment ? "unpaid" : "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: facts.setupIntent,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: facts.submitType,
    subscription: null,
    success_url: facts.successUrl,
    total_details: payment ? { amount_discount: 0, amount_shipping: 0, amount_tax: 0 } : null,
    ui_mode: "hosted_page",
    url: `${checkoutAt}/c/pay/${id}`,
    wallet_options: null,
  };
}

/** One `price_data` line as the API tells it; Stripe makes a price and a product of it on the way. */
export function newLineItem(
  account: StripeAccount,
  facts: {
    name: string;
    unitAmount: number;
    quantity: number;
    currency: string;
    metadata: Record<string, string>;
  },
): Stripe.LineItem {
  const amount = facts.unitAmount * facts.quantity;
  return {
    id: account.newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: facts.currency,
    description: facts.name,
    metadata: facts.metadata,
    price: {
      id: account.newId("price"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: account.now(),
      currency: facts.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: account.newId("prod", 14),
      recurring: null,
      tax_behavior: "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: facts.unitAmount,
      unit_amount_decimal: String(facts.unitAmount) as unknown as Stripe.Decimal,
    },
    quantity: facts.quantity,
  };
}
