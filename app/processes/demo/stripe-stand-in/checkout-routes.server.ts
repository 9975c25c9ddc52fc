import express, { type Express, type Request, type Response } from "express";
import type Stripe from "stripe";
import type { Clock } from "#app/platform/clock.ts";
import { type Language, negotiateLanguage } from "#app/platform/i18n/language.ts";
import { sendPage, serveLook } from "../stand-in/page-answers.server.ts";
import type { Attempt } from "./attempt-payment.server.ts";
import { type EntryProblems, readEntry, type Typed } from "./checkout-entry.ts";
import { challengePage, checkoutLanguage, checkoutPage, messagePage } from "./checkout-pages.ts";
import { answerChallenge, submitCheckout } from "./checkout-session.server.ts";
import { idOf, type StripeAccount } from "./stripe-account.server.ts";
import { type CheckoutWords, checkoutWords } from "./words.ts";

export interface CheckoutOptions {
  readonly account: StripeAccount;
  readonly clock: Clock;
  readonly language: Language | undefined;
  catchUp(): void;
}

/** Serves the hosted Checkout page and the bank's challenge. */
export function serveCheckout(app: Express, options: CheckoutOptions): void {
  serveLook(app, new URL("./checkout.css", import.meta.url));
  const form = express.urlencoded({ extended: false });

  app.get("/c/pay/:id", (request, response) => {
    const session = find(options, request, response);
    if (session) show(options, request, response, session, {});
  });

  app.post("/c/pay/:id", form, (request, response) => {
    const session = find(options, request, response);
    if (!session) return;
    const typed = request.body as Typed;
    const read = readEntry(typed, session.payment_method_types, options.clock.now());
    if ("problems" in read) {
      show(options, request, response, session, { typed, problems: read.problems });
      return;
    }
    const attempt = submitCheckout(options.account, session.id, read.entry);
    if (attempt.outcome === "requires_action")
      response.redirect(303, `/c/pay/${session.id}/challenge`);
    else proceed(options, request, response, session, attempt, typed);
  });

  app.get("/c/pay/:id/challenge", (request, response) => {
    const session = find(options, request, response);
    if (!session) return;
    if (!waitsForChallenge(options.account, session))
      response.redirect(303, `/c/pay/${session.id}`);
    else sendPage(response, challengePage(session, languageOf(options, request, session)));
  });

  app.post("/c/pay/:id/challenge", form, (request, response) => {
    const session = find(options, request, response);
    if (!session) return;
    if (!waitsForChallenge(options.account, session)) {
      response.redirect(303, `/c/pay/${session.id}`);
      return;
    }
    const accepted = (request.body as { answer?: string }).answer === "accept";
    const attempt = answerChallenge(options.account, session.id, accepted);
    proceed(options, request, response, session, attempt, {});
  });
}

/** The address to return to, with the session's id in place of `{CHECKOUT_SESSION_ID}`: only where it is written unescaped. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

/** The open session that the path names; anything else is answered here. */
function find(
  options: CheckoutOptions,
  request: Request,
  response: Response,
): Stripe.Checkout.Session | null {
  options.catchUp();
  const session = options.account.sessions.get(request.params.id ?? "");
  if (session === undefined) {
    const language = languageOf(options, request, null);
    const words = checkoutWords[language];
    sendPage(response, messagePage(language, words.unknownTitle, words.unknown), 404);
    return null;
  }
  if (session.status === "open") return session;
  const language = languageOf(options, request, session);
  const words = checkoutWords[language];
  if (session.status === "expired")
    sendPage(
      response,
      messagePage(language, words.expiredTitle, words.expired, session.cancel_url),
      410,
    );
  else if (request.method === "POST") response.redirect(303, successUrl(session));
  else
    sendPage(
      response,
      messagePage(language, words.completeTitle, words.complete, successUrl(session)),
    );
  return null;
}

function proceed(
  options: CheckoutOptions,
  request: Request,
  response: Response,
  session: Stripe.Checkout.Session,
  attempt: Attempt,
  typed: Typed,
): void {
  if (attempt.outcome !== "declined") {
    response.redirect(303, successUrl(session));
    return;
  }
  const reason = attempt.error.decline_code ?? "notAuthenticated";
  const refusal = reason in checkoutWords.fr ? (reason as keyof CheckoutWords) : "generic_decline";
  show(options, request, response, session, { typed, refusal });
}

function show(
  options: CheckoutOptions,
  request: Request,
  response: Response,
  session: Stripe.Checkout.Session,
  shown: { typed?: Typed; problems?: EntryProblems; refusal?: keyof CheckoutWords },
): void {
  const customer = options.account.customers.get(idOf(session.customer) ?? "");
  const email = session.customer_email ?? customer?.email ?? "";
  const typed = { email, ...shown.typed };
  const markup = checkoutPage({
    session,
    lines: options.account.lineItems.get(session.id) ?? [],
    language: languageOf(options, request, session),
    // As the real page does, the security code is never written back.
    typed: { ...typed, card_cvc: "" },
    problems: shown.problems ?? {},
    refusal: shown.refusal ?? null,
  });
  sendPage(response, markup, shown.problems ? 422 : shown.refusal ? 402 : 200);
}

function waitsForChallenge(account: StripeAccount, session: Stripe.Checkout.Session): boolean {
  const intent =
    account.paymentIntents.get(idOf(session.payment_intent) ?? "") ??
    account.setupIntents.get(idOf(session.setup_intent) ?? "");
  return intent?.status === "requires_action";
}

function languageOf(
  options: CheckoutOptions,
  request: Request,
  session: Stripe.Checkout.Session | null,
): Language {
  const asked = negotiateLanguage(null, options.language, request.get("accept-language") ?? null);
  return checkoutLanguage(session?.locale ?? null, asked);
}
