import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Instrument, StripeAccount } from "./stripe-account.server.ts";
import { behaviourOf } from "./test-cards.ts";

/** Who pays and with what: customers, payment methods, mandates, shaped as the SDK's types have them. */

export interface CustomerFacts {
  readonly email?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly description?: string;
  readonly metadata?: Record<string, string>;
  readonly preferred_locales?: string[];
  readonly address?: Partial<Stripe.Address> | null;
}

export function newCustomer(account: StripeAccount, facts: CustomerFacts): Stripe.Customer {
  return {
    id: account.newId("cus", 14),
    object: "customer",
    address: facts.address ? wholeAddress(facts.address) : null,
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: facts.description ?? null,
    discount: null,
    email: facts.email ?? null,
    invoice_prefix: account.newId("", 8).slice(1).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: facts.metadata ?? {},
    name: facts.name ?? null,
    next_invoice_sequence: 1,
    phone: facts.phone ?? null,
    preferred_locales: facts.preferred_locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}

export function wholeAddress(given: Partial<Stripe.Address>): Stripe.Address {
  const { city, country, line1, line2, postal_code, state } = given;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  };
}

export interface BillingFacts {
  readonly email: string | null;
  readonly name: string | null;
}

export function newPaymentMethod(
  account: StripeAccount,
  instrument: Instrument,
  billing: BillingFacts,
): Stripe.PaymentMethod {
  const shared = {
    id: account.newId("pm"),
    object: "payment_method" as const,
    allow_redisplay: "limited",
    billing_details: { address: wholeAddress({}), phone: null, tax_id: null, ...billing },
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
  if (instrument.kind === "card")
    return { ...shared, type: "card", card: cardDetails(instrument.number) };
  return { ...shared, type: "sepa_debit", sepa_debit: accountDetails(instrument.iban) };
}

/** The same card or account has the same fingerprint, whoever uses it. */
export function fingerprintOf(number: string): string {
  return createHash("sha256").update(number).digest("base64url").replace(/[-_]/g, "").slice(0, 16);
}

function cardDetails(number: string): Stripe.PaymentMethod.Card {
  const { brand } = behaviourOf(number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "FR",
    display_brand: brand,
    exp_month: 12,
    exp_year: 2034,
    fingerprint: fingerprintOf(number),
    funding: "credit",
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function accountDetails(iban: string): Stripe.PaymentMethod.SepaDebit {
  return {
    bank_code: iban.slice(4, 9),
    branch_code: iban.startsWith("FR") ? iban.slice(9, 14) : "",
    country: iban.slice(0, 2),
    fingerprint: fingerprintOf(iban),
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
}

export function newMandate(account: StripeAccount, method: Stripe.PaymentMethod): Stripe.Mandate {
  const reference = account.newId("", 16).slice(1).toUpperCase();
  return {
    id: account.newId("mandate"),
    object: "mandate",
    customer_acceptance: {
      accepted_at: account.now(),
      online: { ip_address: "127.0.0.1", user_agent: "stand-in" },
      type: "online",
    },
    livemode: false,
    multi_use: {},
    payment_method: method.id,
    payment_method_details: {
      sepa_debit: {
        reference,
        url: `https://hooks.stripe.com/adapter/sepa_debit/file/${reference}`,
      },
      type: "sepa_debit",
    },
    status: "active",
    type: "multi_use",
  };
}
