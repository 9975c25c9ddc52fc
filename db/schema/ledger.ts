import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { invoices } from "./invoices.ts";
import { payments } from "./payments.ts";

/**
 * All that ever moved what a customer owes, in one currency each: its balance is their sum. Append-only, and written by nothing but
 * the triggers on `invoices` and `payments`: an entry is there exactly when its cause is.
 */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    customerId: customerId(),
    /** In the order of writing: what orders a day. */
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** What a document that gives nothing and asks for nothing (payable ≤ 0) enters is nothing. */
    kind: text("kind")
      .$type<"invoice" | "creditNote" | "payment" | "refund" | "reinstated">()
      .notNull(),
    currency: currency(),
    /** Minor units: above zero the customer owes more, below it less. */
    amount: minorUnits("amount").notNull(),
    invoiceId: uuid("invoice_id"),
    paymentId: uuid("payment_id"),
    /** The document or the payment. */
    sourceId: uuid("source_id").notNull().generatedAlwaysAs(sql`coalesce(invoice_id, payment_id)`),
    /** 0: the thing itself; 1, 2, …: what of a payment went back, or came again, each time. */
    step: integer("step").notNull(),
    /** The biller's calendar day on which it counts; not after the day it was entered. */
    day: date("day", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.sourceId, t.step] }),
    /** An account from its newest entry on, and its balance, without reading the table. */
    index("ledger_entries_account").on(t.customerId, t.day, t.id, t.currency, t.amount),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "ledger_entries_invoice",
    }),
    foreignKey({
      columns: [t.customerId, t.paymentId],
      foreignColumns: [payments.customerId, payments.id],
      name: "ledger_entries_payment",
    }),
    check(
      "ledger_entries_source",
      sql`case when ${t.kind} in ('invoice', 'creditNote') then ${t.invoiceId} is not null and ${t.paymentId} is null
        else ${t.paymentId} is not null and ${t.invoiceId} is null end`,
    ),
    check(
      "ledger_entries_step",
      sql`(${t.step} = 0) = (${t.kind} not in ('refund', 'reinstated')) and ${t.step} >= 0`,
    ),
    check(
      "ledger_entries_amount",
      sql`case ${t.kind} when 'invoice' then ${t.amount} >= 0 when 'creditNote' then ${t.amount} <= 0
        when 'payment' then ${t.amount} < 0 when 'refund' then ${t.amount} > 0 when 'reinstated' then ${t.amount} < 0 else false end`,
    ),
  ],
);
