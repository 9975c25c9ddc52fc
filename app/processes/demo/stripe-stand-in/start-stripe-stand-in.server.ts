import express from "express";
import type Stripe from "stripe";
import type { Clock } from "#app/platform/clock.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { AnswerFaults } from "../stand-in/answer-faults.server.ts";
import { Journal } from "../stand-in/journal.server.ts";
import { listenOnLoopback } from "../stand-in/loopback-server.server.ts";
import { WebhookCourier } from "../stand-in/webhook-courier.server.ts";
import { serveApi } from "./api-server.server.ts";
import { serveCheckout, successUrl } from "./checkout-routes.server.ts";
import { answerChallenge, expireDueSessions, submitCheckout } from "./checkout-session.server.ts";
import { plainIban } from "./ibans.ts";
import { Ledger } from "./ledger.ts";
import { closeDispute, type DisputeFacts, openDispute } from "./open-dispute.server.ts";
import {
  confirmRefund,
  failRefund,
  type RefundFacts,
  refundCharge,
} from "./refund-charge.server.ts";
import { detachPaymentMethod, revokeMandate } from "./save-payment-method.server.ts";
import { settleDebit } from "./settle-debits.server.ts";
import { idOf, StripeAccount } from "./stripe-account.server.ts";
import type { StripeErrorBody } from "./stripe-failure.ts";
import { stripeSignature } from "./webhook-signature.ts";

export interface StripeStandInOptions {
  /** The time of every object; webhook signatures carry the system's time, which verifiers compare with. */
  readonly clock: Clock;
  /** A free one unless told. */
  readonly port?: number;
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where events go; null keeps them until `webhooks.setUrl`. */
  readonly webhookUrl: string | null;
  /** The origin in `session.url`, where a browser reaches the hosted page; the loopback address unless told. */
  readonly publicUrl?: string;
  /** The hosted page's language where neither the session nor the browser says. */
  readonly language?: Language;
  /** Keeps everything in `stripe.jsonl` there; in memory only unless told. */
  readonly dataDir?: string;
  /** Milliseconds before each further try of a webhook. */
  readonly webhookRetryDelays?: readonly number[];
}

/** How `pay` pays. `authenticate` answers a 3-D Secure challenge; without it a challenge is left open. */
export type Payment =
  | { readonly method: "card"; readonly card?: string; readonly authenticate?: "accept" | "refuse" }
  | { readonly method: "sepa_debit"; readonly iban?: string };

export interface PaymentResult {
  readonly outcome: "succeeded" | "processing" | "requires_action" | "declined";
  readonly error: StripeErrorBody | null;
  /** Where the browser would be sent; null while nothing is done. */
  readonly redirect: string | null;
}

export interface StripeStandIn {
  /** For `STRIPE_API_BASE`: "http://127.0.0.1:…". */
  readonly url: string;
  readonly port: number;
  readonly ledger: Ledger;
  /** Every object of the account, for looking; changes go through the methods below. */
  readonly account: StripeAccount;
  /** Plans lost, late and failed API answers. */
  readonly answers: AnswerFaults;
  /** Plans duplicated, reversed, concurrent, late webhooks; `deliveries` tells what was sent and answered. */
  readonly webhooks: WebhookCourier;
  /** Whether each fact is told by two events with different ids. */
  twinEvents(on: boolean): void;
  /** Resolves when every event has been delivered or given up. */
  idle(): Promise<void>;
  /** Pays an open session (or saves, in setup mode) as a person on the hosted page would. */
  pay(sessionId: string, payment: Payment): PaymentResult;
  /** Does what is due by the clock: expires sessions, settles debits, finishes refunds. Call it after moving the clock. */
  tick(): void;
  /** Settles debits now, whatever the clock says: one, or all; as their account behaves, or as told. */
  settle(paymentIntent?: string, outcome?: "succeeds" | "fails"): void;
  /** A refund made in the dashboard. */
  refund(paymentIntent: string, facts?: RefundFacts): Stripe.Refund;
  confirmRefund(refund: string): void;
  failRefund(refund: string): void;
  /** A chargeback, or a returned debit. */
  dispute(paymentIntent: string, facts?: DisputeFacts): Stripe.Dispute;
  closeDispute(dispute: string, outcome: "won" | "lost"): Stripe.Dispute;
  detachPaymentMethod(paymentMethod: string): void;
  revokeMandate(mandate: string): void;
  /** Sends a stored event again, as the dashboard's "resend" does: same id, same body. */
  resend(event: string): void;
  stop(): Promise<void>;
}

/** Starts a simulated Stripe account on loopback: its API, its hosted page, its webhooks. */
export async function startStripeStandIn(options: StripeStandInOptions): Promise<StripeStandIn> {
  const journal = await Journal.open(options.dataDir ?? null, "stripe");
  const answers = new AnswerFaults();
  const webhooks = new WebhookCourier({
    url: options.webhookUrl,
    retryDelays: options.webhookRetryDelays,
    sign: (message, at) => ({
      "stripe-signature": stripeSignature(options.webhookSecret, message.body, at),
    }),
    settled: ({ id }, accepted) => {
      const event = account.events.get(id);
      if (accepted && event && event.pending_webhooks > 0)
        account.events.put(id, { ...event, pending_webhooks: 0 });
    },
  });
  const send = (event: Stripe.Event) =>
    webhooks.post({ id: event.id, type: event.type, body: JSON.stringify(event) });
  const account = new StripeAccount(journal, options.clock, send);
  const tick = () => {
    expireDueSessions(account);
    for (const settlement of account.settlements.values())
      if (settlement.dueAt <= account.now()) settleDebit(account, settlement);
    for (const pending of account.pendingRefunds.values())
      if (pending.dueAt <= account.now())
        (pending.outcome === "fails" ? failRefund : confirmRefund)(account, pending.refund);
  };

  const app = express();
  app.disable("x-powered-by");
  let checkoutAt = "";
  serveApi(app, {
    account,
    secretKey: options.secretKey,
    faults: answers,
    checkoutAt: () => checkoutAt,
    catchUp: tick,
  });
  serveCheckout(app, { account, clock: options.clock, language: options.language, catchUp: tick });
  const server = await listenOnLoopback(app, options.port);
  checkoutAt = (options.publicUrl ?? server.url).replace(/\/$/, "");
  // What a stopped stand-in had not delivered is delivered by the next one.
  for (const event of account.events.values()) if (event.pending_webhooks > 0) send(event);

  return {
    url: server.url,
    port: server.port,
    ledger: new Ledger(account),
    account,
    answers,
    webhooks,
    twinEvents: (on) => {
      account.twinEvents = on;
    },
    idle: () => webhooks.idle(),
    pay: (sessionId, payment) => pay(account, sessionId, payment),
    tick,
    settle: (paymentIntent, outcome) => {
      for (const settlement of account.settlements.values())
        if (paymentIntent === undefined || settlement.paymentIntent === paymentIntent)
          settleDebit(account, settlement, outcome);
    },
    refund: (paymentIntent, facts = {}) =>
      refundCharge(
        account,
        idOf(account.paymentIntents.get(paymentIntent)?.latest_charge) ?? "",
        facts,
      ),
    confirmRefund: (refund) => confirmRefund(account, refund),
    failRefund: (refund) => failRefund(account, refund),
    dispute: (paymentIntent, facts) => openDispute(account, paymentIntent, facts),
    closeDispute: (dispute, outcome) => closeDispute(account, dispute, outcome),
    detachPaymentMethod: (method) => void detachPaymentMethod(account, method),
    revokeMandate: (mandate) => revokeMandate(account, mandate),
    resend: (id) => {
      const event = account.events.get(id);
      if (event === undefined) throw new Error(`No such event: ${id}`);
      send(event);
    },
    stop: async () => {
      webhooks.stop();
      await server.close();
      journal.close();
    },
  };
}

function pay(account: StripeAccount, sessionId: string, payment: Payment): PaymentResult {
  const instrument =
    payment.method === "card"
      ? {
          kind: "card" as const,
          number: (payment.card ?? "4242424242424242").replace(/\s/g, ""),
          authenticated: false,
        }
      : {
          kind: "sepa_debit" as const,
          iban: plainIban(payment.iban ?? "FR1420041010050500013M02606"),
        };
  let attempt = submitCheckout(account, sessionId, {
    instrument,
    email: account.sessions.get(sessionId)?.customer_email ?? "payer@stand-in.example",
    name: "Stand-in Payer",
  });
  if (attempt.outcome === "requires_action" && payment.method === "card" && payment.authenticate)
    attempt = answerChallenge(account, sessionId, payment.authenticate === "accept");
  const session = account.sessions.get(sessionId);
  return {
    outcome: attempt.outcome,
    error: attempt.outcome === "declined" ? attempt.error : null,
    redirect: session?.status === "complete" ? successUrl(session) : null,
  };
}
