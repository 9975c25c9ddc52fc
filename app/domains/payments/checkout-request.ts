import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { StripeSessionRequest } from "./stripe.server.ts";
import { toStripeAmount } from "./stripe-amount.ts";

export interface CheckoutPlan {
  attemptId: string;
  customerId: string;
  currency: string;
  allocations: readonly { number: string; amount: number }[];
  language: Language;
  email: string | null;
  /** Public base URL of this portal: also how we know our own sessions among others of the same Stripe account. */
  appUrl: string;
  /** Path of the page that tells what became of the payment: "/c/C-1042/payments/return". */
  returnTo: string;
}

/**
 * The request for a hosted payment page. It depends on nothing but the attempt and who pays, so that asking again under the
 * same idempotency key is the same request. That is also why it names no `expires_at`: Stripe's own clock and its default of 24
 * hours serve, and the answer says when. (API 2026-10-28.endive: there is no `payment_method_types` any more.)
 */
export function checkoutRequest(plan: CheckoutPlan): StripeSessionRequest {
  const words = messagesFor(plan.language).payments;
  const currency = plan.currency.toLowerCase();
  const numbers = plan.allocations.map(({ number }) => number).join(" ");
  const returnUrl = `${plan.appUrl}${plan.returnTo}`;
  // Not copied from the session to the PaymentIntent by Stripe: given to both.
  const metadata = attemptMetadata({ ...plan, numbers });
  return {
    mode: "payment",
    client_reference_id: plan.attemptId,
    line_items: plan.allocations.map(({ number, amount }) => ({
      quantity: 1,
      price_data: {
        currency,
        unit_amount: toStripeAmount(amount, plan.currency),
        product_data: { name: words.checkoutLine(number).slice(0, 250) },
      },
    })),
    // A filter: where the account or the currency does not allow one of them, the other remains. SEPA knows euros only.
    allowed_payment_method_types: currency === "eur" ? ["card", "sepa_debit"] : ["card"],
    locale: plan.language,
    ...(plan.email && isDeliverable(plan.email) ? { customer_email: plan.email } : {}),
    metadata,
    payment_intent_data: { metadata, description: numbers.slice(0, 1000) },
    // Stripe fills the placeholder in; escaped it would not recognise it.
    success_url: `${returnUrl}?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${returnUrl}?attempt=${plan.attemptId}`,
  };
}

/** How we know what is ours among others of the same Stripe account, and what it is for. Values are 500 characters at most. */
export function attemptMetadata(of: {
  appUrl: string;
  customerId: string;
  attemptId: string;
  numbers: string;
}): Record<string, string> {
  return {
    portal: of.appUrl.slice(0, 500),
    customer: of.customerId,
    attempt: of.attemptId,
    invoices: of.numbers.slice(0, 500),
  };
}

/** Stripe refuses the whole request for an address without a dotted domain; without one it asks the payer. */
function isDeliverable(email: string): boolean {
  return email.length <= 800 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(email);
}
