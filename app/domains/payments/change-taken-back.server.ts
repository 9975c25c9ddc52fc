import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { lockInvoices, settleInvoice } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, setScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { payments, refunds } from "#db/schema/payments.ts";
import { holdingsOfPayment } from "./payment-holdings.server.ts";
import { aboutInvoices } from "./record-payment.server.ts";
import {
  type Holding,
  laterStatus,
  planGivingBack,
  planTakingBack,
  type TakenBack,
  takenBackOf,
} from "./take-back.ts";

type Payment = typeof payments.$inferSelect;

/** A refund or bank dispute as Stripe tells it now. */
export interface Heard extends TakenBack {
  providerId: string;
}

/** What was new in it. */
export interface Change {
  news: Heard[];
  /** What the payment had paid: more than one makes it the staff's question which invoice the money was of. */
  invoiceIds: string[];
}

/**
 * Applies what Stripe says took money of a payment back, and lets the invoices follow: owed again, or paid again when it
 * came to nothing. `onNews` runs in the same transaction. Answers false when the payment is not recorded here.
 */
export async function changeTakenBack(
  context: Context,
  paymentIntentId: string,
  heard: readonly Heard[],
  onNews: (tx: Transaction, payment: Payment, change: Change) => Promise<void>,
): Promise<boolean> {
  return inScope(context, "all", async (tx) => {
    const ofIntent = eq(payments.paymentIntentId, paymentIntentId);
    const [found] = await tx.select().from(payments).where(ofIntent);
    if (!found) return false;
    await setScope(tx, found);
    await takeBackWithin(context, tx, found, heard, onNews);
    return true;
  });
}

/** The same for a payment that is known, in the caller's transaction, which may not hold locks yet. */
export async function takeBackWithin(
  context: Context,
  tx: Transaction,
  found: Payment,
  heard: readonly Heard[],
  onNews: (tx: Transaction, payment: Payment, change: Change) => Promise<void> = async () => {},
): Promise<void> {
  const payment = await lockPayment(tx, found);
  const { news, rows } = await remember(context, tx, payment, heard);
  if (news.length === 0) return;
  const held = await holdingsOfPayment(tx, payment);
  const cause = news.some(({ kind }) => kind === "bank-dispute") ? "bank-dispute" : "refund";
  await apply(context, tx, payment, { holdings: held, rows, cause });
  await onNews(tx, payment, { news, invoiceIds: held.map(({ invoiceId }) => invoiceId) });
}

/** Locks a payment until the transaction ends, the invoices that it paid before it, as everybody does. Answers it as it is then. */
export async function lockPayment(
  tx: Transaction,
  { customerId, id }: Pick<Payment, "customerId" | "id">,
): Promise<Payment> {
  const holdings = await holdingsOfPayment(tx, { customerId, id });
  await lockInvoices(
    tx,
    customerId,
    holdings.map(({ invoiceId }) => invoiceId),
  );
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.customerId, customerId), eq(payments.id, id)))
    .for("update");
  if (!payment) throw new Error(`No payment ${id} of customer ${customerId}`);
  return payment;
}

/** Upserts by provider id; statuses only move forward, amounts stay as they were made. */
async function remember(
  { clock }: Context,
  tx: Transaction,
  { customerId, id: paymentId }: Payment,
  heard: readonly Heard[],
): Promise<{ news: Heard[]; rows: TakenBack[] }> {
  const known = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.customerId, customerId), eq(refunds.paymentId, paymentId)));
  const news: Heard[] = [];
  for (const each of heard) {
    const row = known.find(({ providerId }) => providerId === each.providerId);
    if (!row) {
      const { kind, providerId, amount, status } = each;
      await tx.insert(refunds).values({
        customerId,
        id: newId(),
        paymentId,
        kind,
        providerId,
        amount,
        status,
        createdAt: clock.now(),
      });
      news.push(each);
      continue;
    }
    const status = laterStatus(each.kind, row.status, each.status);
    if (status === row.status) continue;
    await tx
      .update(refunds)
      .set({ status })
      .where(and(eq(refunds.customerId, customerId), eq(refunds.id, row.id)));
    row.status = status;
    news.push(each);
  }
  const added = news.filter(
    ({ providerId }) => !known.some((row) => row.providerId === providerId),
  );
  return { news, rows: [...known, ...added] };
}

async function apply(
  context: Context,
  tx: Transaction,
  payment: Payment,
  {
    holdings,
    rows,
    cause,
  }: {
    holdings: readonly Holding[];
    rows: readonly TakenBack[];
    /** Who took it back, or gave it back. */
    cause: TakenBack["kind"];
  },
): Promise<void> {
  const { customerId, id, number, amount, currency } = payment;
  const refunded = takenBackOf(amount, rows);
  const change = refunded - payment.refunded;
  if (change === 0) return;

  const settle = (invoiceId: string, part: number) =>
    settleInvoice(context, tx, {
      customerId,
      invoiceId,
      source: "payment",
      sourceId: id,
      amount: part,
    });
  let unallocated = payment.unallocated;
  if (change > 0) {
    const plan = planTakingBack(holdings, unallocated, change);
    unallocated -= plan.fromCredit;
    for (const { invoiceId, amount: part } of plan.reversals) await settle(invoiceId, -part);
  } else {
    unallocated += -change;
    for (const { invoiceId, amount: part } of planGivingBack(holdings, -change).restorations)
      unallocated -= await settle(invoiceId, part);
  }
  await tx
    .update(payments)
    .set({ refunded, refundedAt: context.clock.now(), unallocated })
    .where(and(eq(payments.customerId, customerId), eq(payments.id, id)));
  await announce(context, tx, {
    customerId,
    type: "payment.refunded",
    subject: { type: "payment", id, number },
    data: {
      ...aboutInvoices(holdings),
      /** Negative: what had been taken back was paid again (a failed refund, a dispute won). */
      amount: toDecimal(change, currency),
      refunded: toDecimal(refunded, currency),
      currency,
      cause,
      of: toDecimal(amount, currency),
    },
  });
}
