import type Stripe from "stripe";
import { hours, minutes, seconds } from "#app/platform/duration.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { newSetupIntent } from "./intent-shapes.ts";
import type { SessionCreate } from "./session-parameters.ts";
import { newLineItem, newSession } from "./session-shape.ts";
import type { StripeAccount } from "./stripe-account.server.ts";
import { invalid, missing, notSimulated } from "./stripe-failure.ts";

/** The least that may be charged, in minor units (docs.stripe.com/currencies, minimum charge amounts); others as 0.50 of the major unit. */
const minimumAmounts: Record<string, number> = {
  aud: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  huf: 17_500,
  jpy: 50,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  usd: 50,
};
const largestAmount = 99_999_999;

/** Creates an open session; throws a `StripeFailure` for what the real one refuses. Nothing is written before everything is checked. */
export function createSession(
  account: StripeAccount,
  asked: SessionCreate,
  checkoutAt: string,
): Stripe.Checkout.Session {
  checkMode(asked);
  checkPage(asked);
  checkCustomer(account, asked);
  const expiresAt = expiryOf(account, asked.expires_at);
  const lines = asked.mode === "payment" ? linesOf(account, asked) : [];
  const currency = lines[0]?.currency ?? asked.currency ?? null;
  const amount = asked.mode === "payment" ? sumOf(lines) : null;
  if (amount !== null && currency !== null) checkAmount(amount, currency);
  const types = offeredTypes(asked, currency);

  const setup = asked.mode === "setup" ? startSetup(account, asked, types) : null;
  const session = newSession(
    account,
    {
      mode: asked.mode === "setup" ? "setup" : "payment",
      allowedTypes: asked.allowed_payment_method_types ?? null,
      types,
      amount,
      currency,
      cancelUrl: asked.cancel_url ?? null,
      successUrl: asked.success_url ?? "",
      clientReferenceId: asked.client_reference_id ?? null,
      customer: asked.customer ?? null,
      customerCreation: asked.customer_creation ?? null,
      customerEmail: asked.customer_email ?? null,
      expiresAt,
      locale: asked.locale ?? null,
      metadata: asked.metadata ?? {},
      setupIntent: setup,
      submitType: asked.submit_type ?? null,
    },
    checkoutAt,
  );
  const intended = asked.payment_intent_data;
  account.plans.put(session.id, {
    metadata: intended?.metadata ?? {},
    description: intended?.description,
    receiptEmail: intended?.receipt_email,
    setupFutureUsage: intended?.setup_future_usage,
    statementDescriptorSuffix: intended?.statement_descriptor_suffix,
  });
  account.lineItems.put(session.id, lines);
  return account.sessions.put(session.id, session);
}

function checkMode(asked: SessionCreate): void {
  if (asked.mode === "subscription") throw notSimulated("mode=subscription");
  const misplaced =
    asked.mode === "payment"
      ? ["setup_intent_data"]
      : ["payment_intent_data", "line_items", "submit_type"];
  for (const param of misplaced)
    if (asked[param as keyof SessionCreate] !== undefined)
      throw invalid(param, `You can not pass \`${param}\` in \`${asked.mode}\` mode.`);
  if (asked.mode === "setup" && !asked.currency && !asked.allowed_payment_method_types)
    throw invalid(
      "currency",
      "Missing required param: currency. It is required in `setup` mode when `allowed_payment_method_types` is not set.",
      "parameter_missing",
    );
}

function checkPage(asked: SessionCreate): void {
  const mode = asked.ui_mode ?? "hosted_page";
  if (mode !== "hosted_page") throw notSimulated(`ui_mode=${mode}`);
  if (asked.return_url !== undefined)
    throw invalid("return_url", "You can not pass `return_url` when `ui_mode` is `hosted_page`.");
  if (asked.success_url === undefined)
    throw invalid("success_url", "Missing required param: success_url.", "parameter_missing");
}

function checkCustomer(account: StripeAccount, asked: SessionCreate): void {
  for (const other of ["customer_email", "customer_creation"] as const)
    if (asked.customer !== undefined && asked[other] !== undefined)
      throw invalid(
        "customer",
        `You may only specify one of these parameters: customer, ${other}.`,
      );
  if (asked.customer_update !== undefined && asked.customer === undefined)
    throw invalid("customer_update", "`customer_update` can only be used with `customer`.");
  if (asked.customer !== undefined && !account.customers.has(asked.customer))
    throw missing("customer", asked.customer, "customer", 400);
}

/** From 30 minutes to 24 hours after creation; 24 hours unless told. */
function expiryOf(account: StripeAccount, asked: number | undefined): number {
  const longest = account.now() + hours(24) / seconds(1);
  if (asked === undefined) return longest;
  if (asked < account.now() + minutes(30) / seconds(1))
    throw invalid(
      "expires_at",
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    );
  if (asked > longest)
    throw invalid(
      "expires_at",
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    );
  return asked;
}

function linesOf(account: StripeAccount, asked: SessionCreate): Stripe.LineItem[] {
  const items = asked.line_items ?? [];
  if (items.length === 0)
    throw invalid("line_items", "Missing required param: line_items.", "parameter_missing");
  if (items.length > 100)
    throw invalid(
      "line_items",
      "The array `line_items` is limited to 100 elements.",
      "array_too_long",
    );
  const lines = items.map((item, index) => {
    const at = `line_items[${index}]`;
    if (item.price !== undefined) throw missing("price", item.price, `${at}[price]`, 400);
    const price = item.price_data;
    if (price === undefined)
      throw invalid(at, `You must specify either \`price\` or \`price_data\` in ${at}.`);
    if (price.product !== undefined)
      throw missing("product", price.product, `${at}[price_data][product]`, 400);
    if (price.product_data === undefined)
      throw invalid(
        `${at}[price_data]`,
        "You must specify either `product` or `product_data` when creating a price.",
      );
    if (item.quantity === undefined)
      throw invalid(
        `${at}[quantity]`,
        `Missing required param: ${at}[quantity].`,
        "parameter_missing",
      );
    return newLineItem(account, {
      name: price.product_data.name,
      unitAmount: unitAmountOf(price, at),
      quantity: item.quantity,
      currency: price.currency,
      metadata: item.metadata ?? {},
    });
  });
  const currencies = new Set(lines.map((line) => line.currency).concat(asked.currency ?? []));
  if (currencies.size > 1)
    throw invalid(
      "line_items",
      `All line items must have the same currency; found: ${[...currencies].join(", ")}.`,
    );
  return lines;
}

function unitAmountOf(
  price: { unit_amount?: number; unit_amount_decimal?: string },
  at: string,
): number {
  if (price.unit_amount_decimal !== undefined)
    throw notSimulated(`${at}[price_data][unit_amount_decimal]`);
  if (price.unit_amount === undefined)
    throw invalid(
      `${at}[price_data]`,
      "You must specify either `unit_amount` or `unit_amount_decimal` in `price_data`.",
      "parameter_missing",
    );
  return price.unit_amount;
}

function sumOf(lines: Stripe.LineItem[]): number {
  return lines.reduce((sum, line) => sum + line.amount_total, 0);
}

/** The least and the most that may be charged; also for a PaymentIntent. */
export function checkAmount(amount: number, currency: string, param?: string): void {
  const least = minimumAmounts[currency] ?? 50;
  const written = (minor: number) => formatMoney(money(minor, currency.toUpperCase()), "en");
  if (amount < least)
    throw invalid(
      param,
      `The total amount due must add up to at least ${written(least)}.`,
      "amount_too_small",
    );
  if (amount > largestAmount)
    throw invalid(
      param,
      `Amount must be no more than ${written(largestAmount)}.`,
      "amount_too_large",
    );
}

/** `allowed_payment_method_types` filters what is possible; SEPA debits exist in euros only. */
function offeredTypes(asked: SessionCreate, currency: string | null): string[] {
  const possible = currency === null || currency === "eur" ? ["card", "sepa_debit"] : ["card"];
  const allowed: readonly string[] = asked.allowed_payment_method_types ?? possible;
  const excluded: readonly string[] = asked.excluded_payment_method_types ?? [];
  const offered = possible.filter((type) => allowed.includes(type) && !excluded.includes(type));
  if (offered.length === 0)
    throw invalid(
      "allowed_payment_method_types",
      "No valid payment method types for this Checkout Session. Ensure that the allowed types are activated and compatible with the currency.",
    );
  return offered;
}

function startSetup(account: StripeAccount, asked: SessionCreate, types: string[]): string {
  const setup = newSetupIntent(account, {
    customer: asked.customer ?? null,
    metadata: asked.setup_intent_data?.metadata ?? {},
    types,
    description: asked.setup_intent_data?.description,
  });
  account.setupIntents.put(setup.id, setup);
  account.announce("setup_intent.created", setup);
  return setup.id;
}
