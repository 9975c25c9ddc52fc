import Stripe from "stripe";
import { SettableClock } from "#app/platform/clock.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#tests/support/webhook-receiver.ts";
import {
  type StripeStandIn,
  type StripeStandInOptions,
  startStripeStandIn,
} from "./start-stripe-stand-in.server.ts";

const secretKey = "sk_test_bench";
export const webhookSecret = "whsec_bench";

export interface StripeBench {
  readonly clock: SettableClock;
  readonly standIn: StripeStandIn;
  /** The official SDK, talking to the stand-in. */
  readonly stripe: Stripe;
  readonly receiver: WebhookReceiver;
  /** The events that arrived, verified by the SDK, in order of arrival. */
  events(): Promise<Stripe.Event[]>;
  stop(): Promise<void>;
}

/** A stand-in, the SDK in front of it and a webhook receiver behind it: what the tests of this folder work at. */
export async function startBench(
  options: Partial<StripeStandInOptions> = {},
): Promise<StripeBench> {
  const clock = new SettableClock(new Date("2026-11-16T09:00:00Z"));
  const receiver = await startWebhookReceiver();
  const standIn = await startStripeStandIn({
    clock,
    secretKey,
    webhookSecret,
    webhookUrl: receiver.url,
    webhookRetryDelays: [5, 5, 5],
    ...options,
  });
  // One at a time arrives in order; tests of disorder ask for it.
  standIn.webhooks.faults.concurrency = 1;
  const stripe = sdk(standIn);
  return {
    clock,
    standIn,
    stripe,
    receiver,
    events: async () => {
      await standIn.idle();
      return receiver.received.map(({ body, headers }) =>
        stripe.webhooks.constructEvent(body, String(headers["stripe-signature"]), webhookSecret),
      );
    },
    stop: async () => {
      await standIn.stop();
      await receiver.stop();
    },
  };
}

/** The SDK as the product configures it, without its own retries so that tests see every answer. */
export function sdk(standIn: StripeStandIn, key = secretKey): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port: standIn.port,
    protocol: "http",
    maxNetworkRetries: 0,
  });
}

/** A session over 464.20 EUR, as the product asks for one. */
export function oneInvoice(
  change: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    allowed_payment_method_types: ["card", "sepa_debit"],
    line_items: [
      {
        price_data: {
          currency: "eur",
          product_data: { name: "Facture FA-2026-01902" },
          unit_amount: 46_420,
        },
        quantity: 1,
      },
    ],
    payment_intent_data: { metadata: { attempt: "a1" } },
    metadata: { attempt: "a1" },
    client_reference_id: "a1",
    locale: "fr",
    success_url: "http://127.0.0.1:3000/payments/return?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:3000/invoices/1",
    ...change,
  };
}

/** The error of a call that must fail. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (failure) {
    if (failure instanceof Stripe.errors.StripeError) return failure;
    throw failure;
  }
  throw new Error("The call was not refused");
}
