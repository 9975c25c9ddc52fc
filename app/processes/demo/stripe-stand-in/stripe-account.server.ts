import { randomBytes } from "node:crypto";
import type Stripe from "stripe";
import type { Clock } from "#app/platform/clock.ts";
import type { Collection, Journal } from "../stand-in/journal.server.ts";
import type { SessionPlan } from "./session-shape.ts";

/** The version that this stand-in speaks, the one pinned by stripe 23.1.0. */
export const apiVersion = "2026-10-28.endive";

/** What is behind a payment method and never shown by the API. */
export type Instrument =
  | { readonly kind: "card"; readonly number: string; readonly authenticated: boolean }
  | { readonly kind: "sepa_debit"; readonly iban: string };

/** A debit on its way through the banks. */
export interface Settlement {
  readonly paymentIntent: string;
  /** Epoch seconds. */
  readonly dueAt: number;
  readonly outcome: "succeeds" | "fails";
  readonly disputed: boolean;
}

/** A refund that its bank has not finished with. */
export interface PendingRefund {
  readonly refund: string;
  readonly dueAt: number;
  readonly outcome: "succeeds" | "fails";
}

export interface StoredAnswer {
  readonly method: string;
  readonly path: string;
  readonly parameters: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  /** Epoch seconds. */
  readonly storedAt: number;
}

/** Which API call causes what happens now; null for what a person, a bank or the dashboard does. */
export interface Cause {
  readonly id: string;
  readonly idempotencyKey: string | null;
}

/** Every object of the simulated Stripe account, all references as ids, and the way to announce what happened to one. */
export class StripeAccount {
  readonly customers: Collection<Stripe.Customer>;
  readonly sessions: Collection<Stripe.Checkout.Session>;
  readonly plans: Collection<SessionPlan>;
  readonly lineItems: Collection<Stripe.LineItem[]>;
  readonly paymentIntents: Collection<Stripe.PaymentIntent>;
  readonly setupIntents: Collection<Stripe.SetupIntent>;
  readonly paymentMethods: Collection<Stripe.PaymentMethod>;
  readonly mandates: Collection<Stripe.Mandate>;
  readonly charges: Collection<Stripe.Charge>;
  readonly refunds: Collection<Stripe.Refund>;
  readonly disputes: Collection<Stripe.Dispute>;
  readonly balanceTransactions: Collection<Stripe.BalanceTransaction>;
  readonly events: Collection<Stripe.Event>;
  readonly instruments: Collection<Instrument>;
  readonly settlements: Collection<Settlement>;
  readonly pendingRefunds: Collection<PendingRefund>;
  readonly answers: Collection<StoredAnswer>;

  cause: Cause | null = null;
  /** Set to make every fact be told by two Event objects with ids of their own, as Stripe sometimes does. */
  twinEvents = false;
  readonly #clock: Clock;
  readonly #deliver: (event: Stripe.Event) => void;

  constructor(journal: Journal, clock: Clock, deliver: (event: Stripe.Event) => void) {
    this.#clock = clock;
    this.#deliver = deliver;
    this.customers = journal.collection("customers");
    this.sessions = journal.collection("sessions");
    this.plans = journal.collection("plans");
    this.lineItems = journal.collection("lineItems");
    this.paymentIntents = journal.collection("paymentIntents");
    this.setupIntents = journal.collection("setupIntents");
    this.paymentMethods = journal.collection("paymentMethods");
    this.mandates = journal.collection("mandates");
    this.charges = journal.collection("charges");
    this.refunds = journal.collection("refunds");
    this.disputes = journal.collection("disputes");
    this.balanceTransactions = journal.collection("balanceTransactions");
    this.events = journal.collection("events");
    this.instruments = journal.collection("instruments");
    this.settlements = journal.collection("settlements");
    this.pendingRefunds = journal.collection("pendingRefunds");
    this.answers = journal.collection("answers");
  }

  /** Epoch seconds by the injected clock: the time of every object. */
  now(): number {
    return Math.floor(this.#clock.now().getTime() / 1000);
  }

  newId(prefix: string, length = 24): string {
    return `${prefix}_${randomText(length)}`;
  }

  /** Records an event with a frozen copy of the object and sends it to the webhook. */
  announce(type: string, object: object, before?: object): void {
    for (let told = 0; told < (this.twinEvents ? 2 : 1); told += 1) {
      const event = {
        id: this.newId("evt"),
        object: "event",
        api_version: apiVersion,
        created: this.now(),
        data: {
          object: structuredClone(object),
          ...(before === undefined ? {} : { previous_attributes: structuredClone(before) }),
        },
        livemode: false,
        pending_webhooks: 1,
        request: {
          id: this.cause?.id ?? null,
          idempotency_key: this.cause?.idempotencyKey ?? null,
        },
        type,
      } as unknown as Stripe.Event;
      this.events.put(event.id, event);
      this.#deliver(event);
    }
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function randomText(length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** The id of a reference, whether it is stored as an id or was expanded. */
export function idOf(reference: string | { id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === "string" ? reference : reference.id;
}
