import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { type PersonViewer, type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoices, settlements } from "#db/schema/invoices.ts";
import { payments, refunds } from "#db/schema/payments.ts";
import type { PaymentMethod } from "./record-payment.server.ts";

/** What a payment paid of one invoice. Amounts in minor units of the payment's currency. */
export interface PaidInvoice {
  invoiceId: string;
  number: string;
  title: string;
  /** Of this payment, what went back taken off. */
  amount: number;
  payable: number;
  /** What remains to pay, whoever paid the rest. */
  outstanding: number;
}

export interface PaymentSummary {
  id: string;
  /** Of the receipt. */
  number: string;
  receivedOn: string;
  method: PaymentMethod;
  amount: number;
  currency: string;
  refunded: number;
  unallocated: number;
  reference: string | null;
  /** The card's or account's last digits, where known. */
  last4: string | null;
  cardBrand: string | null;
  invoices: PaidInvoice[];
}

export interface PaymentView extends PaymentSummary {
  customer: { id: string; number: string; name: string };
  paymentIntentId: string | null;
  /** What went back, by whom; only what the customer has again. */
  takenBack: { kind: "refund" | "bank-dispute"; amount: number; status: string; at: Date }[];
}

/** One payment with what it paid and what remains. Another customer's is not found. */
export async function viewPayment(
  context: Context,
  viewer: PersonViewer | StaffViewer,
  id: string,
): Promise<PaymentView | Refusal<"not-found">> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [row] = await tx
      .select({
        payment: payments,
        customer: { id: customers.id, number: customers.number, name: customers.name },
      })
      .from(payments)
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .where(
        and(
          viewer.kind === "person" ? eq(payments.customerId, viewer.customerId) : undefined,
          eq(payments.id, id),
        ),
      );
    if (!row) return refused("not-found");
    const [summary] = await withInvoices(tx, [row.payment]);
    if (!summary) return refused("not-found");
    const takenBack = await tx
      .select({
        kind: refunds.kind,
        amount: refunds.amount,
        status: refunds.status,
        at: refunds.createdAt,
      })
      .from(refunds)
      .where(and(eq(refunds.customerId, row.customer.id), eq(refunds.paymentId, id)))
      .orderBy(asc(refunds.createdAt));
    return {
      ...summary,
      customer: row.customer,
      paymentIntentId: row.payment.paymentIntentId,
      takenBack,
    };
  });
}

/** Adds what each payment paid, in one query for all. */
export async function withInvoices(
  tx: Transaction,
  rows: readonly (typeof payments.$inferSelect)[],
): Promise<PaymentSummary[]> {
  if (rows.length === 0) return [];
  const paid = await tx
    .select({
      paymentId: settlements.sourceId,
      invoiceId: invoices.id,
      number: invoices.number,
      title: invoices.title,
      amount: sql`sum(${settlements.amount})`.mapWith(Number),
      payable: invoices.payable,
      outstanding: invoices.outstanding,
    })
    .from(settlements)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, settlements.customerId), eq(invoices.id, settlements.invoiceId)),
    )
    .where(
      and(
        inArray(settlements.customerId, [...new Set(rows.map(({ customerId }) => customerId))]),
        eq(settlements.source, "payment"),
        inArray(
          settlements.sourceId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .groupBy(
      settlements.sourceId,
      invoices.id,
      invoices.number,
      invoices.title,
      invoices.payable,
      invoices.outstanding,
    )
    .orderBy(asc(invoices.number));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    receivedOn: row.receivedOn,
    method: row.method,
    amount: row.amount,
    currency: row.currency,
    refunded: row.refunded,
    unallocated: row.unallocated,
    reference: row.reference,
    last4: text(row.details.last4),
    cardBrand: text(row.details.brand),
    invoices: paid
      .filter(({ paymentId }) => paymentId === row.id)
      .map(({ paymentId: _, ...invoice }) => invoice),
  }));
}

/** Newest first, by day and then by id: the place after a payment, for the next page. */
export const newestFirst = [desc(payments.receivedOn), desc(payments.id)];

/** "2026-11-16_{id}": where the next page begins. */
export function cursorOf({ receivedOn, id }: Pick<PaymentSummary, "receivedOn" | "id">): string {
  return `${receivedOn}_${id}`;
}

/** The condition of a page after `cursor`; a cursor that is none begins at the start. */
export function afterCursor(cursor: string | null | undefined) {
  const found = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor ?? "");
  if (!found) return undefined;
  const [, day = "", id = ""] = found;
  return or(lt(payments.receivedOn, day), and(eq(payments.receivedOn, day), lt(payments.id, id)));
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
