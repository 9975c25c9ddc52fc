import type Stripe from "stripe";
import { z } from "zod";
import { type ApiCall, pageOf, type Routes, within } from "./api-call.ts";
import { attemptPayment } from "./attempt-payment.server.ts";
import { cancelIntent } from "./checkout-session.server.ts";
import { checkAmount } from "./create-session.server.ts";
import { newPaymentIntent } from "./intent-shapes.ts";
import {
  boolean,
  created,
  currency,
  email,
  expand,
  fields,
  integer,
  leftOut,
  list,
  metadata,
  oneOf,
  pageFields,
  readParameters,
  text,
  unsettableText,
  url,
} from "./parameters.ts";
import { methodTypes } from "./session-parameters.ts";
import type { StripeAccount } from "./stripe-account.server.ts";
import { forbiddenByState, invalid, missing, StripeFailure } from "./stripe-failure.ts";

const confirmFields = {
  error_on_requires_action: boolean().optional(),
  expand: expand(),
  mandate: text().optional(),
  mandate_data: leftOut(),
  off_session: z.union([boolean(), oneOf("one_off", "recurring")]).optional(),
  payment_method: text().optional(),
  payment_method_data: leftOut(),
  payment_method_options: leftOut(),
  receipt_email: email().optional(),
  return_url: url().optional(),
  setup_future_usage: oneOf("off_session", "on_session").optional(),
  use_stripe_sdk: boolean().optional(),
};

const intentCreate = fields({
  ...confirmFields,
  allowed_payment_method_types: list(oneOf(...methodTypes)).optional(),
  amount: integer(1),
  automatic_payment_methods: fields({
    allow_redirects: oneOf("always", "never").optional(),
    enabled: boolean(),
  }).optional(),
  capture_method: oneOf("automatic", "automatic_async").optional(),
  confirm: boolean().optional(),
  confirmation_method: oneOf("automatic", "manual").optional(),
  currency: currency(),
  customer: text().optional(),
  description: unsettableText(1000).optional(),
  metadata: metadata().optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
});

/** docs.stripe.com/api/payment_intents */
export const paymentRoutes: Routes = {
  "POST /v1/payment_intents": (call) => {
    const { account } = call;
    const asked = readParameters(intentCreate, call.parameters);
    checkAmount(asked.amount, asked.currency, "amount");
    if (asked.off_session !== undefined && asked.confirm !== true)
      throw invalid("off_session", "`off_session` can only be used when `confirm` is true.");
    if (asked.customer !== undefined && !account.customers.has(asked.customer))
      throw missing("customer", asked.customer, "customer", 400);
    if (asked.payment_method !== undefined)
      checkMethod(account, asked.payment_method, asked.customer ?? null);
    else if (asked.confirm === true)
      throw invalid(
        "payment_method",
        "You cannot confirm this PaymentIntent because it's missing a payment method.",
        "payment_intent_unexpected_state",
      );
    const intent = newPaymentIntent(account, {
      amount: asked.amount,
      currency: asked.currency,
      customer: asked.customer ?? null,
      metadata: asked.metadata ?? {},
      types:
        asked.allowed_payment_method_types ??
        (asked.currency === "eur" ? ["card", "sepa_debit"] : ["card"]),
      description: asked.description,
      receiptEmail: asked.receipt_email,
      setupFutureUsage: asked.setup_future_usage,
      statementDescriptorSuffix: asked.statement_descriptor_suffix,
      automatic: asked.allowed_payment_method_types === undefined,
    });
    account.paymentIntents.put(intent.id, {
      ...intent,
      payment_method: asked.payment_method ?? null,
      status: asked.payment_method ? "requires_confirmation" : "requires_payment_method",
    });
    account.announce("payment_intent.created", intent);
    if (asked.confirm !== true) return intentOf(account, intent.id);
    return confirm(account, intent.id, asked);
  },

  "GET /v1/payment_intents": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        created: created(),
        customer: text().optional(),
        customer_account: leftOut(),
      }),
      parameters,
    );
    const found = account.paymentIntents
      .values()
      .filter(
        (intent) =>
          within(intent.created, asked.created) &&
          (asked.customer === undefined || intent.customer === asked.customer),
      );
    return pageOf(found, asked, "/v1/payment_intents");
  },

  "GET /v1/payment_intents/:id": ({ account, parameters, ids }) => {
    readParameters(fields({ expand: expand(), client_secret: text().optional() }), parameters);
    return intentOf(account, ids[0]);
  },

  "POST /v1/payment_intents/:id": ({ account, parameters, ids }) => {
    const asked = readParameters(
      fields({
        description: unsettableText(1000).optional(),
        expand: expand(),
        metadata: metadata().optional(),
        receipt_email: z.union([email(), z.literal("")]).optional(),
      }),
      parameters,
    );
    const intent = intentOf(account, ids[0]);
    const merged = Object.entries({ ...intent.metadata, ...asked.metadata });
    return account.paymentIntents.put(intent.id, {
      ...intent,
      description: asked.description ?? intent.description,
      metadata: Object.fromEntries(merged.filter(([, value]) => value !== "")),
    });
  },

  "POST /v1/payment_intents/:id/confirm": ({ account, parameters, ids }) => {
    const asked = readParameters(fields(confirmFields), parameters);
    const intent = intentOf(account, ids[0]);
    if (!["requires_payment_method", "requires_confirmation"].includes(intent.status))
      throw unexpectedState(intent, "confirm");
    const customer = typeof intent.customer === "string" ? intent.customer : null;
    if (asked.payment_method !== undefined) checkMethod(account, asked.payment_method, customer);
    return confirm(account, intent.id, asked);
  },

  "POST /v1/payment_intents/:id/cancel": ({ account, parameters, ids }: ApiCall) => {
    const asked = readParameters(
      fields({
        cancellation_reason: oneOf(
          "abandoned",
          "duplicate",
          "fraudulent",
          "requested_by_customer",
        ).optional(),
        expand: expand(),
      }),
      parameters,
    );
    const intent = intentOf(account, ids[0]);
    if (["succeeded", "canceled", "processing"].includes(intent.status))
      throw unexpectedState(intent, "cancel");
    if (account.sessions.values().some(({ payment_intent }) => payment_intent === intent.id))
      throw forbiddenByState(
        "You cannot cancel a PaymentIntent that was created by a Checkout Session. Expire the Checkout Session instead.",
      );
    return cancelIntent(account, intent, asked.cancellation_reason ?? null);
  },
};

interface Confirmation {
  readonly off_session?: boolean | string;
  readonly payment_method?: string;
  readonly error_on_requires_action?: boolean;
}

/** A refused charge is a 402 that carries the PaymentIntent (docs.stripe.com/api/errors). */
function confirm(
  account: StripeAccount,
  intentId: string,
  asked: Confirmation,
): Stripe.PaymentIntent {
  const intent = intentOf(account, intentId);
  const methodId = asked.payment_method ?? (intent.payment_method as string | null);
  if (methodId === null)
    throw invalid(
      "payment_method",
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
      "payment_intent_unexpected_state",
    );
  const attempt = attemptPayment(account, intentId, methodId, {
    offSession: asked.off_session !== undefined && asked.off_session !== false,
    authenticated: false,
  });
  if (attempt.outcome === "declined")
    throw new StripeFailure(
      402,
      { ...attempt.error, payment_intent: intentOf(account, intentId) },
      true,
    );
  return intentOf(account, intentId);
}

function checkMethod(account: StripeAccount, methodId: string, customer: string | null): void {
  const method = account.paymentMethods.get(methodId);
  if (method === undefined) throw missing("PaymentMethod", methodId, "payment_method", 400);
  if (method.customer === null)
    throw invalid(
      "payment_method",
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, or was detached from a Customer, and may not be used again.",
    );
  if (method.customer !== customer)
    throw invalid(
      "payment_method",
      "The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.",
    );
}

function unexpectedState(intent: Stripe.PaymentIntent, verb: string): StripeFailure {
  return forbiddenByState(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`,
    "payment_intent_unexpected_state",
  );
}

function intentOf(account: StripeAccount, id = ""): Stripe.PaymentIntent {
  const intent = account.paymentIntents.get(id);
  if (intent === undefined) throw missing("payment_intent", id, "intent");
  return intent;
}
