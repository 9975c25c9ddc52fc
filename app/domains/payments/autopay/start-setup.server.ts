import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { mayAct, type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { methodSetups } from "#db/schema/autopay.ts";
import { failureOf, type StripeSessionRequest, stripe } from "../stripe.server.ts";
import { stripeCustomerOf } from "./stripe-customer.server.ts";

export interface SetupInput {
  /** Whose invoices are meant: ISO 4217. */
  currency: string;
  /** The most in one calendar month, in minor units; null: no limit. */
  monthlyLimit: number | null;
  language: Language;
  /** Path of the page that tells what became of it. */
  returnTo: string;
}

export type SetupRefusal =
  | Refusal<"not-allowed">
  /** Who gets no mails could not be told of a debit before it is made. */
  | Refusal<"no-mail">
  /** Stripe did not answer: nothing was saved. */
  | Refusal<"provider-unavailable">;

/**
 * Opens a hosted page on which a card or an account is saved, and answers its address. Nothing is charged there; automatic payment
 * begins when Stripe says that it is saved (`syncSetup`). Saved again, the newer one takes the place of the older.
 */
export async function startSetup(
  context: Context,
  viewer: PersonViewer,
  input: SetupInput,
): Promise<{ url: string } | SetupRefusal> {
  if (!mayAct(viewer)) return refused("not-allowed");
  const { customerId } = viewer;
  const id = newId();
  const now = context.clock.now();
  const reachable = await inScope(context, scopeOf(viewer), async (tx) => {
    const [customer] = await tx
      .select({ delivery: customers.delivery })
      .from(customers)
      .where(eq(customers.id, customerId));
    if (!customer || customer.delivery === "paper") return false;
    await tx.insert(methodSetups).values({
      customerId,
      id,
      state: "open",
      currency: input.currency,
      monthlyLimit: input.monthlyLimit,
      startedBy: viewer.personId,
      language: input.language,
      createdAt: now,
      updatedAt: now,
    });
    return true;
  });
  if (!reachable) return refused("no-mail");
  try {
    const customer = await stripeCustomerOf(context, customerId);
    const session = await stripe(context).checkout.sessions.create(
      setupRequest({ id, customerId, customer, ...input, appUrl: context.config.appUrl }),
      { idempotencyKey: `setup:${id}` },
    );
    await inScope(context, scopeOf(viewer), (tx) =>
      tx
        .update(methodSetups)
        .set({ checkoutSessionId: session.id })
        .where(and(eq(methodSetups.customerId, customerId), eq(methodSetups.id, id))),
    );
    if (!session.url) throw new Error(`Session ${session.id} has no page`);
    return { url: session.url };
  } catch (error) {
    if (failureOf(error)?.kind !== "unknown") throw error;
    context.logger.warn({ error }, "Stripe did not answer");
    return refused("provider-unavailable");
  }
}

/** The request for a page in `setup` mode (docs.stripe.com/payments/checkout/save-and-reuse). SEPA knows euros only. */
function setupRequest(plan: {
  id: string;
  customerId: string;
  customer: string;
  currency: string;
  language: Language;
  appUrl: string;
  returnTo: string;
}): StripeSessionRequest {
  const currency = plan.currency.toLowerCase();
  const metadata = {
    portal: plan.appUrl.slice(0, 500),
    customer: plan.customerId,
    setup: plan.id,
  };
  return {
    mode: "setup",
    client_reference_id: plan.id,
    customer: plan.customer,
    currency,
    allowed_payment_method_types: currency === "eur" ? ["card", "sepa_debit"] : ["card"],
    locale: plan.language,
    metadata,
    setup_intent_data: { metadata },
    // Stripe fills the placeholder in; escaped it would not recognise it.
    success_url: `${plan.appUrl}${plan.returnTo}?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${plan.appUrl}${plan.returnTo}`,
  };
}
