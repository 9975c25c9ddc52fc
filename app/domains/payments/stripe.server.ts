import Stripe from "stripe";
import type { Config } from "#app/platform/config.server.ts";
import { seconds } from "#app/platform/duration.ts";

/** The one door to Stripe (docs/decisions): nobody else imports its package, for types neither. */
export type StripeSession = Stripe.Checkout.Session;
export type StripeSessionRequest = Stripe.Checkout.SessionCreateParams;
export type StripePaymentIntent = Stripe.PaymentIntent;
export type StripePaymentMethod = Stripe.PaymentMethod;
export type StripeCharge = Stripe.Charge;
export type StripeEvent = Stripe.Event;

const clients = new WeakMap<Config, Stripe>();

/**
 * The client of this configuration. Somebody waits for most answers, so that each try is bounded; a lost answer, a 409 and a
 * 5xx are tried again by the SDK under the same idempotency key, which makes it harmless.
 */
export function stripe({ config }: { config: Config }): Stripe {
  let client = clients.get(config);
  if (!client) {
    const base = new URL(config.stripe.apiBase);
    client = new Stripe(config.stripe.secretKey, {
      host: base.hostname,
      port: base.port || (base.protocol === "http:" ? 80 : 443),
      protocol: base.protocol === "http:" ? "http" : "https",
      timeout: seconds(8),
      maxNetworkRetries: 3,
      telemetry: false,
    });
    clients.set(config, client);
  }
  return client;
}

/**
 * What an error of the client means: `refused` – Stripe understood and will not (`code` says why); `other-request` – our
 * idempotency key belongs to a request with other parameters; `unknown` – it may or may not have been done (no answer, 409,
 * 429, 5xx). Null: not Stripe's, or a wrong key of ours.
 */
export type ProviderFailure =
  | { kind: "refused"; code: string | null; missing: boolean }
  | { kind: "other-request" }
  | { kind: "unknown"; answered: boolean };

export function failureOf(error: unknown): ProviderFailure | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  if (
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError
  )
    return null;
  const status = error.statusCode;
  if (status === undefined) return { kind: "unknown", answered: false };
  if (status >= 500) return { kind: "unknown", answered: true };
  if (status === 409 || status === 429) return { kind: "unknown", answered: false };
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: "other-request" };
  return { kind: "refused", code: error.code ?? null, missing: status === 404 };
}

/** The PaymentIntent that a refusal speaks of: what a declined charge made is in its answer (docs.stripe.com/api/errors). */
export function intentIdOfError(error: unknown): string | null {
  return error instanceof Stripe.errors.StripeError ? (error.payment_intent?.id ?? null) : null;
}

/**
 * Reads a webhook. Answers null unless the signature over the raw body is Stripe's and at most 300 s old: by the system's
 * clock, because it was signed by another machine's.
 */
export function readSignedEvent(
  context: { config: Config },
  rawBody: string,
  signature: string,
): StripeEvent | null {
  try {
    return stripe(context).webhooks.constructEvent(
      rawBody,
      signature,
      context.config.stripe.webhookSecret,
      seconds(300) / seconds(1),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    throw error;
  }
}
