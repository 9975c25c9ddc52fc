import {
  and,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notExists,
  or,
  sql,
} from "drizzle-orm";
import { v7 as newId } from "uuid";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import { addDays, type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import { autopayAgreements, autopayCharges, paymentMethods } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { holds } from "../plans/plan-rows.server.ts";
import { noticeDays } from "./charge-day.ts";
import { takenInMonth } from "./monthly-limit.server.ts";
import { isComing, itsInvoice } from "./planned-charge.server.ts";

type Agreement = typeof autopayAgreements.$inferSelect;

/**
 * Plans what will be charged on its due date, and tells the customer of each, `noticeDays` before; what arrives later is charged
 * that many days after it was told. Of what is due then, at most the amount told is taken. Invoices that were overdue when automatic
 * payment began, that name no due date, or that are arranged to be paid later, are left to their payer. Running it again plans
 * nothing more. Answers how many were planned.
 */
export async function planCharges(context: Context): Promise<number> {
  const agreements = await inScope(context, "all", (tx) =>
    tx
      .select({ customerId: autopayAgreements.customerId, id: autopayAgreements.id })
      .from(autopayAgreements)
      .where(isNull(autopayAgreements.stoppedAt))
      .orderBy(autopayAgreements.customerId, autopayAgreements.id),
  );
  let planned = 0;
  for (const agreement of agreements)
    try {
      planned += await planFor(context, agreement);
    } catch (error) {
      // One that fails must keep neither the others nor the charges of the day.
      context.logger.error({ agreement: agreement.id, error }, "Charges could not be planned");
    }
  return planned;
}

async function planFor(
  context: Context,
  { customerId, id }: Pick<Agreement, "customerId" | "id">,
): Promise<number> {
  return inScope(context, { customerId }, async (tx) => {
    const [agreement] = await tx
      .select()
      .from(autopayAgreements)
      .where(
        and(
          eq(autopayAgreements.customerId, customerId),
          eq(autopayAgreements.id, id),
          isNull(autopayAgreements.stoppedAt),
        ),
      )
      .for("update");
    if (!agreement || !(await hasReaders(tx, customerId))) return 0;
    const { timeZone } = await readBillerWithin(tx);
    const today = dayIn(timeZone, context.clock.now());
    await followAmounts(context, tx, agreement, today);
    return planNew(context, tx, agreement, { today, timeZone });
  });
}

/** Nobody is charged who cannot be told before: who chose paper since, or whose payers have all left. */
async function hasReaders(tx: Transaction, customerId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        eq(customers.id, customerId),
        ne(customers.delivery, "paper"),
        exists(
          tx
            .select({ one: sql`1` })
            .from(memberships)
            .where(
              and(
                eq(memberships.customerId, customerId),
                inArray(memberships.role, ["owner", "payer"]),
              ),
            ),
        ),
      ),
    );
  return row !== undefined;
}

async function planNew(
  context: Context,
  tx: Transaction,
  agreement: Agreement,
  { today, timeZone }: { today: Day; timeZone: string },
): Promise<number> {
  const { customerId, currency } = agreement;
  const before = tx
    .select({ one: sql`1` })
    .from(autopayCharges)
    .where(
      and(
        eq(autopayCharges.customerId, invoices.customerId),
        eq(autopayCharges.invoiceId, invoices.id),
        or(
          inArray(autopayCharges.state, ["planned", "started"]),
          // What was contested is planned again once it is owed after all; other reasons hold.
          and(
            eq(autopayCharges.agreementId, agreement.id),
            ne(autopayCharges.skipReason, "contested"),
          ),
        ),
      ),
    );
  const arranged = tx
    .select({ one: sql`1` })
    .from(paymentPlans)
    .where(
      and(
        eq(paymentPlans.customerId, invoices.customerId),
        eq(paymentPlans.invoiceId, invoices.id),
        holds,
      ),
    );
  const due = await tx
    .select({ id: invoices.id, number: invoices.number, dueDate: invoices.dueDate, dueNow })
    .from(invoices)
    .where(
      and(
        eq(invoices.customerId, customerId),
        eq(invoices.kind, "invoice"),
        eq(invoices.currency, currency),
        gt(invoices.outstanding, 0),
        gt(dueNow, 0),
        isNotNull(invoices.dueDate),
        gte(invoices.dueDate, dayIn(timeZone, agreement.startedAt)),
        lte(invoices.dueDate, addDays(today, noticeDays)),
        notExists(before),
        notExists(arranged),
      ),
    )
    .orderBy(invoices.dueDate, invoices.number);
  for (const invoice of due) {
    const earliest = addDays(today, noticeDays);
    const chargeOn = invoice.dueDate && invoice.dueDate > earliest ? invoice.dueDate : earliest;
    const taken = await takenInMonth(tx, agreement, chargeOn);
    const isAbove =
      agreement.monthlyLimit !== null && taken + invoice.dueNow > agreement.monthlyLimit;
    await write(context, tx, agreement, invoice, chargeOn, isAbove);
  }
  return due.length;
}

async function write(
  context: Context,
  tx: Transaction,
  agreement: Agreement,
  invoice: { id: string; number: string; dueNow: number },
  chargeOn: Day,
  isAbove: boolean,
): Promise<void> {
  const { customerId, currency } = agreement;
  const now = context.clock.now();
  const chargeId = newId();
  await tx.insert(autopayCharges).values({
    customerId,
    id: chargeId,
    agreementId: agreement.id,
    invoiceId: invoice.id,
    chargeOn,
    amount: invoice.dueNow,
    state: isAbove ? "skipped" : "planned",
    skipReason: isAbove ? "limit" : null,
    createdAt: now,
    updatedAt: now,
  });
  const subject = { type: "invoice" as const, id: invoice.id, number: invoice.number };
  const amount = toDecimal(invoice.dueNow, currency);
  if (isAbove)
    return announce(context, tx, {
      customerId,
      type: "autopay.skipped",
      subject,
      data: { chargeId, reason: "limit", amount, currency },
    });
  return announcePlan(
    context,
    tx,
    agreement,
    { id: chargeId, chargeOn, amount: invoice.dueNow },
    subject,
  );
}

/**
 * What is due of a planned invoice has changed: the customer is told the new amount, and gets the same number of days for a
 * higher one.
 */
async function followAmounts(
  context: Context,
  tx: Transaction,
  agreement: Agreement,
  today: Day,
): Promise<void> {
  const { customerId } = agreement;
  const changed = await tx
    .select({ charge: autopayCharges, number: invoices.number, dueNow })
    .from(autopayCharges)
    .innerJoin(invoices, itsInvoice)
    .where(
      and(
        eq(autopayCharges.customerId, customerId),
        eq(autopayCharges.agreementId, agreement.id),
        isComing,
        ne(autopayCharges.amount, dueNow),
      ),
    );
  for (const { charge, number, dueNow: amount } of changed) {
    const earliest = addDays(today, noticeDays);
    const chargeOn =
      amount > charge.amount && charge.chargeOn < earliest ? earliest : charge.chargeOn;
    await tx
      .update(autopayCharges)
      .set({ amount, chargeOn, updatedAt: context.clock.now() })
      .where(and(eq(autopayCharges.customerId, customerId), eq(autopayCharges.id, charge.id)));
    await announcePlan(
      context,
      tx,
      agreement,
      { id: charge.id, chargeOn, amount },
      {
        type: "invoice",
        id: charge.invoiceId,
        number,
      },
    );
  }
}

async function announcePlan(
  context: Context,
  tx: Transaction,
  { customerId, currency, methodId }: Agreement,
  charge: { id: string; chargeOn: Day; amount: number },
  subject: { type: "invoice"; id: string; number: string },
): Promise<void> {
  const [method] = await tx
    .select({ kind: paymentMethods.kind, last4: paymentMethods.last4 })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.id, methodId)));
  await announce(context, tx, {
    customerId,
    type: "autopay.planned",
    subject,
    data: {
      chargeId: charge.id,
      chargeOn: charge.chargeOn,
      amount: toDecimal(charge.amount, currency),
      currency,
      method: method?.kind,
      last4: method?.last4 ?? null,
    },
  });
}
