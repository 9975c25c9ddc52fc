import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { customers } from "./accounts.ts";
import { invoices } from "./invoices.ts";

/** Our customers as Stripe knows them: made when somebody first saves a way to pay. */
export const stripeCustomers = pgTable("stripe_customers", {
  customerId: customerId()
    .primaryKey()
    .references(() => customers.id),
  /** Directory across customers. */
  providerId: text("provider_id").notNull().unique("stripe_customers_provider"),
  createdAt: instant("created_at").notNull(),
});

/** A card or an account that may be charged while nobody is there. Its number is Stripe's to know. */
export const paymentMethods = pgTable(
  "payment_methods",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    kind: text("kind").$type<"card" | "sepa_debit">().notNull(),
    /** Directory across customers. */
    providerId: text("provider_id").notNull(),
    brand: text("brand"),
    last4: text("last4"),
    expiresMonth: integer("expires_month"),
    expiresYear: integer("expires_year"),
    mandateId: text("mandate_id"),
    createdAt: instant("created_at").notNull(),
    /** When it could pay nothing any more: replaced, stopped, or taken away by its bank. */
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("payment_methods_provider").on(t.providerId),
    index("payment_methods_mandate").on(t.mandateId),
  ],
);

/** One press of "set up automatic payment": a Checkout session that saves a way to pay. */
export const methodSetups = pgTable(
  "method_setups",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    state: text("state").$type<"open" | "done" | "ended">().notNull(),
    currency: currency(),
    monthlyLimit: minorUnits("monthly_limit"),
    /** Directory across customers. */
    checkoutSessionId: text("checkout_session_id"),
    startedBy: uuid("started_by").notNull(),
    language: text("language").$type<"fr" | "en">().notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("method_setups_session").on(t.checkoutSessionId),
    index("method_setups_open").on(t.updatedAt).where(sql`state = 'open'`),
  ],
);

/** That a customer's invoices in one currency are paid on their due dates, until somebody stops it. */
export const autopayAgreements = pgTable(
  "autopay_agreements",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    currency: currency(),
    methodId: uuid("method_id").notNull(),
    /** The most that is taken in one calendar month of the biller; null: no limit. */
    monthlyLimit: minorUnits("monthly_limit"),
    startedBy: uuid("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    stoppedAt: instant("stopped_at"),
    stoppedBy: uuid("stopped_by"),
    stopReason: text("stop_reason").$type<"asked" | "replaced" | "method-gone">(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("autopay_agreements_one")
      .on(t.customerId, t.currency)
      .where(sql`stopped_at is null`),
    index("autopay_agreements_method").on(t.customerId, t.methodId),
    foreignKey({
      columns: [t.customerId, t.methodId],
      foreignColumns: [paymentMethods.customerId, paymentMethods.id],
      name: "autopay_agreements_method_fk",
    }),
    check("autopay_agreements_limit", sql`${t.monthlyLimit} > 0`),
  ],
);

export type ChargeState = "planned" | "started" | "skipped";
/** Why a planned charge is not made. */
export type SkipReason =
  | "asked"
  | "settled"
  | "contested"
  | "processing"
  /** It was arranged to be paid later, or in parts. */
  | "arranged"
  | "limit"
  | "stopped";

/** That an invoice will be charged on a day, as the customer was told: one planned at a time, one started for ever. */
export const autopayCharges = pgTable(
  "autopay_charges",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    agreementId: uuid("agreement_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    /** The biller's calendar day. */
    chargeOn: date("charge_on", { mode: "string" }).notNull(),
    /** The most that is taken: what the customer was told. */
    amount: minorUnits("amount").notNull(),
    state: text("state").$type<ChargeState>().notNull(),
    skipReason: text("skip_reason").$type<SkipReason>(),
    attemptId: uuid("attempt_id"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("autopay_charges_one")
      .on(t.customerId, t.invoiceId)
      .where(sql`state in ('planned', 'started')`),
    index("autopay_charges_due").on(t.chargeOn).where(sql`state = 'planned'`),
    index("autopay_charges_invoice").on(t.customerId, t.invoiceId),
    index("autopay_charges_attempt").on(t.customerId, t.attemptId),
    foreignKey({
      columns: [t.customerId, t.agreementId],
      foreignColumns: [autopayAgreements.customerId, autopayAgreements.id],
      name: "autopay_charges_agreement",
    }),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "autopay_charges_invoice_fk",
    }),
    check("autopay_charges_amount", sql`${t.amount} > 0`),
  ],
);
