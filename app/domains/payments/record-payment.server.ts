import { and, eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { lockInvoices, settleInvoice } from "#app/domains/invoices/settlements.server.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { payments } from "#db/schema/payments.ts";

export type PaymentMethod = (typeof payments.$inferSelect)["method"];

export interface NewPayment {
  customerId: string;
  method: PaymentMethod;
  amount: number;
  currency: string;
  receivedOn: Day;
  reference?: string | null;
  attemptId?: string | null;
  paymentIntentId?: string | null;
  chargeId?: string | null;
  externalId?: string | null;
  /** Facts for the receipt: the card's brand and last digits. */
  details?: Record<string, unknown>;
  /** The person who paid, when somebody of the customer did. */
  payerId?: string | null;
  /** false: imported history, nobody is mailed about it. */
  notify?: boolean;
}

export interface RecordedPayment {
  id: string;
  number: string;
  allocations: { invoiceId: string; number: string; amount: number }[];
  unallocated: number;
}

/**
 * Records money that arrived and pays invoices with it, each at most what it still owes; the rest is the customer's
 * credit. Answers null when this PaymentIntent or external id is recorded already. The invoices must be locked by the caller's transaction
 * (or are locked here, all at once).
 */
export async function recordPayment(
  context: Context,
  tx: Transaction,
  payment: NewPayment,
  wanted: readonly { invoiceId: string; amount: number }[],
): Promise<RecordedPayment | null> {
  const { customerId } = payment;
  const invoiceIds = wanted.map(({ invoiceId }) => invoiceId);
  const states = await lockInvoices(tx, customerId, invoiceIds);
  const id = newId();
  const year = payment.receivedOn.slice(0, 4);
  const { payerId = null, notify = true, ...columns } = payment;
  const [row] = await tx
    .insert(payments)
    .values({
      ...columns,
      id,
      number: sql`${`R-${year}-`} || lpad(nextval('receipt_numbers')::text, 6, '0')`,
      unallocated: payment.amount,
      createdAt: context.clock.now(),
    })
    .onConflictDoNothing()
    .returning({ number: payments.number });
  if (!row) return null;

  let left = payment.amount;
  const allocations: RecordedPayment["allocations"] = [];
  for (const { invoiceId, amount } of wanted) {
    const settled = await settleInvoice(context, tx, {
      customerId,
      invoiceId,
      source: "payment",
      sourceId: id,
      amount: Math.min(amount, left),
    });
    left -= settled;
    const number = states.find((state) => state.id === invoiceId)?.number ?? "";
    if (settled > 0) allocations.push({ invoiceId, number, amount: settled });
  }
  await tx
    .update(payments)
    .set({ unallocated: left })
    .where(and(eq(payments.customerId, customerId), eq(payments.id, id)));

  await announce(context, tx, {
    customerId,
    type: "payment.received",
    subject: { type: "payment", id, number: row.number },
    data: {
      ...aboutInvoices(allocations.length > 0 ? allocations : wanted),
      amount: toDecimal(payment.amount, payment.currency),
      currency: payment.currency,
      method: payment.method,
      receivedOn: payment.receivedOn,
      allocations: allocations.map((allocation) => ({
        invoiceId: allocation.invoiceId,
        invoiceNumber: allocation.number,
        amount: toDecimal(allocation.amount, payment.currency),
      })),
      unallocated: toDecimal(left, payment.currency),
      ...(payment.attemptId ? { attemptId: payment.attemptId } : {}),
      ...(payerId ? { payerId } : {}),
      ...(notify ? {} : { notify: false }),
    },
  });
  // Payment pages that still ask for what has just been paid.
  if (invoiceIds.length > 0) await enqueue(tx, "expire-attempts", { customerId, invoiceIds });
  return { id, number: row.number, allocations, unallocated: left };
}

/** How an event names its invoices: `invoiceId` where it is about one, so that the timeline of the invoice finds it. */
export function aboutInvoices(of: readonly { invoiceId: string }[]): {
  invoiceId?: string;
  invoiceIds: string[];
} {
  const invoiceIds = of.map(({ invoiceId }) => invoiceId);
  const [only] = invoiceIds;
  return { ...(only && invoiceIds.length === 1 ? { invoiceId: only } : {}), invoiceIds };
}
