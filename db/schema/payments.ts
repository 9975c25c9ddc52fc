import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { customers } from "./accounts.ts";
import { invoices } from "./invoices.ts";

/** Receipt numbers, one row of them per installation; a rolled-back payment leaves a gap, which a receipt may have. */
export const receiptNumbers = pgSequence("receipt_numbers");

export type AttemptState = "open" | "processing" | "succeeded" | "failed" | "expired" | "canceled";

/**
 * One press of "pay": a Checkout session with what it is meant to pay; or one charge of a saved way to pay. States only move
 * forward.
 */
export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    state: text("state").$type<AttemptState>().notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** Directory across customers: the provider reports its own ids. */
    checkoutSessionId: text("checkout_session_id"),
    checkoutUrl: text("checkout_url"),
    paymentIntentId: text("payment_intent_id"),
    method: text("method"),
    /** Stripe's decline or failure code. */
    failureCode: text("failure_code"),
    startedBy: uuid("started_by"),
    startedByLink: uuid("started_by_link"),
    /** The saved way to pay that is charged while nobody is there; null: somebody pays on a page. */
    offSessionMethodId: uuid("off_session_method_id"),
    language: text("language").$type<"fr" | "en">().notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    expiresAt: instant("expires_at"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("payment_attempts_session").on(t.checkoutSessionId),
    index("payment_attempts_intent").on(t.paymentIntentId),
    index("payment_attempts_unsettled").on(t.updatedAt).where(sql`state in ('open', 'processing')`),
    check("payment_attempts_amount", sql`${t.amount} > 0`),
  ],
);

export const attemptAllocations = pgTable(
  "attempt_allocations",
  {
    customerId: customerId(),
    attemptId: uuid("attempt_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    amount: minorUnits("amount").notNull(),
    /** True while the attempt is open or processing: at most one per invoice. */
    live: boolean("live").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.attemptId, t.invoiceId] }),
    uniqueIndex("attempt_allocations_one_live").on(t.customerId, t.invoiceId).where(sql`live`),
    foreignKey({
      columns: [t.customerId, t.attemptId],
      foreignColumns: [paymentAttempts.customerId, paymentAttempts.id],
      name: "attempt_allocations_attempt",
    }),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "attempt_allocations_invoice",
    }),
    check("attempt_allocations_amount", sql`${t.amount} > 0`),
  ],
);

/** Money that arrived, by Stripe or reported by the biller's systems. What it paid: `settlements` of source "payment". */
export const payments = pgTable(
  "payments",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    /** Receipt number: "R-2026-000123", per installation. */
    number: text("number").notNull(),
    method: text("method")
      .$type<"card" | "sepa_debit" | "transfer" | "cheque" | "cash" | "other">()
      .notNull(),
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** The biller's calendar day on which it counts. */
    receivedOn: date("received_on", { mode: "string" }).notNull(),
    reference: text("reference"),
    attemptId: uuid("attempt_id"),
    /** Directory across customers; a payment is recorded once per PaymentIntent. */
    paymentIntentId: text("payment_intent_id"),
    chargeId: text("charge_id"),
    /** The reporting system's own id, unique per customer. */
    externalId: text("external_id"),
    refunded: minorUnits("refunded").notNull().default(0),
    /** When `refunded` last moved: the ledger's entry says so. */
    refundedAt: instant("refunded_at"),
    /** Received but allocated to nothing yet: the customer's credit. */
    unallocated: minorUnits("unallocated").notNull().default(0),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("payments_number").on(t.number),
    uniqueIndex("payments_intent").on(t.paymentIntentId),
    uniqueIndex("payments_external").on(t.customerId, t.externalId),
    index("payments_received").on(t.customerId, t.receivedOn, t.id),
    index("payments_attempt").on(t.customerId, t.attemptId),
    check("payments_amount", sql`${t.amount} > 0`),
    check("payments_refunded", sql`${t.refunded} between 0 and ${t.amount}`),
    check("payments_unallocated", sql`${t.unallocated} between 0 and ${t.amount}`),
  ],
);

/**
 * What took money of a payment back, by Stripe's id: refunds (which may fail later) and disputes of the payer's bank
 * (which may be won). "Refund" means the customer has the money again, whoever gave it.
 */
export const refunds = pgTable(
  "refunds",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    paymentId: uuid("payment_id").notNull(),
    kind: text("kind").$type<"refund" | "bank-dispute">().notNull().default("refund"),
    providerId: text("provider_id").notNull(),
    amount: minorUnits("amount").notNull(),
    /** Stripe's refund status; for a bank dispute: "open", "withdrawn", "reinstated". Only forward. */
    status: text("status").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("refunds_provider").on(t.providerId),
    foreignKey({
      columns: [t.customerId, t.paymentId],
      foreignColumns: [payments.customerId, payments.id],
      name: "refunds_payment",
    }),
    index("refunds_of_payment").on(t.customerId, t.paymentId),
  ],
);

/**
 * Refunds that a manager asked for, each once, however often the form is sent or Stripe's answer is lost. What really went
 * back is in `refunds`.
 */
export const refundRequests = pgTable(
  "refund_requests",
  {
    customerId: customerId(),
    /** Of the form: the same form sent twice is the same request. */
    id: uuid("id").notNull(),
    paymentId: uuid("payment_id").notNull(),
    amount: minorUnits("amount").notNull(),
    /** "provider": Stripe sends it where it came from. "transfer": the biller's bank does, and we are told. */
    way: text("way").$type<"provider" | "transfer">().notNull(),
    reason: text("reason").$type<"duplicate" | "requested" | "goodwill">().notNull(),
    /** "waiting" until Stripe has answered; "refused" with its code. */
    state: text("state").$type<"waiting" | "made" | "refused">().notNull(),
    /** Keys used up at Stripe: one more after each answered failure of its own, which a key would repeat. */
    tries: integer("tries").notNull().default(0),
    /** Directory across customers: Stripe's id of the refund. */
    providerId: text("provider_id"),
    failureCode: text("failure_code"),
    requestedBy: uuid("requested_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("refund_requests_payment").on(t.customerId, t.paymentId),
    foreignKey({
      columns: [t.customerId, t.paymentId],
      foreignColumns: [payments.customerId, payments.id],
      name: "refund_requests_payment_fk",
    }),
    check("refund_requests_amount", sql`${t.amount} > 0`),
  ],
);
