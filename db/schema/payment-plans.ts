import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { invoices } from "./invoices.ts";

export type PlanKind = "promise" | "instalments";
export type PlanState = "proposed" | "accepted" | "refused" | "withdrawn" | "kept" | "broken";

/**
 * What a customer and the biller agreed on: to pay what was due of an invoice on a promised day, or in parts. While it is
 * proposed or accepted it holds, and the invoice is not reminded of; one per invoice holds at a time.
 */
export const paymentPlans = pgTable(
  "payment_plans",
  {
    customerId: customerId(),
    /** Of the form: sent twice, it is one plan. */
    id: uuid("id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    kind: text("kind").$type<PlanKind>().notNull(),
    state: text("state").$type<PlanState>().notNull(),
    /** Σ parts: what was due when it was proposed. */
    amount: minorUnits("amount").notNull(),
    currency: currency(),
    /** What payments had paid of the invoice by then, money under way included: what came since counts for the plan. */
    paidBefore: minorUnits("paid_before").notNull(),
    /** Of the customer, in their words. */
    message: text("message").notNull().default(""),
    proposedBy: uuid("proposed_by"),
    proposedByLink: uuid("proposed_by_link"),
    proposedByName: text("proposed_by_name").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    /** The day by which the staff's answer was promised; null: the rules accepted it at once. */
    answerBy: date("answer_by", { mode: "string" }),
    /** null: the rules did, or nobody. */
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    /** Of the staff, in their words. */
    answer: text("answer").notNull().default(""),
    /** The last day on which part of the invoice was contested: what a dispute held back is not asked for the day it ends. */
    frozenOn: date("frozen_on", { mode: "string" }),
    /** The biller's calendar day on which it stopped holding. */
    endedOn: date("ended_on", { mode: "string" }),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("payment_plans_one_live")
      .on(t.customerId, t.invoiceId)
      .where(sql`ended_on is null`),
    index("payment_plans_live").on(t.id).where(sql`ended_on is null`),
    index("payment_plans_ended").on(t.endedOn).where(sql`ended_on is not null`),
    index("payment_plans_invoice").on(t.customerId, t.invoiceId, t.proposedAt),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "payment_plans_invoice_fk",
    }),
    check("payment_plans_amount", sql`${t.amount} > 0`),
    check(
      "payment_plans_live_or_ended",
      sql`(${t.state} in ('proposed', 'accepted')) = (${t.endedOn} is null)`,
    ),
  ],
);

/** The payments of a plan, the first due first: one of a promise, two to six of instalments. */
export const paymentPlanParts = pgTable(
  "payment_plan_parts",
  {
    customerId: customerId(),
    planId: uuid("plan_id").notNull(),
    /** From 1. */
    position: smallint("position").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    amount: minorUnits("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.planId, t.position] }),
    index("payment_plan_parts_due").on(t.dueOn),
    foreignKey({
      columns: [t.customerId, t.planId],
      foreignColumns: [paymentPlans.customerId, paymentPlans.id],
      name: "payment_plan_parts_plan",
    }),
    check("payment_plan_parts_position", sql`${t.position} between 1 and 6`),
    check("payment_plan_parts_amount", sql`${t.amount} > 0`),
  ],
);
