import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { invoices, settlements } from "#db/schema/invoices.ts";

/** Where the money of an invoice stands, locked until the transaction ends. Amounts in minor units of `currency`. */
export interface InvoiceState {
  id: string;
  number: string;
  kind: "invoice" | "creditNote";
  currency: string;
  payable: number;
  settled: number;
  credited: number;
  claimed: number;
  processing: number;
  outstanding: number;
  contested: number;
  dueDate: string | null;
}

const stateColumns = {
  id: invoices.id,
  number: invoices.number,
  kind: invoices.kind,
  currency: invoices.currency,
  payable: invoices.payable,
  settled: invoices.settled,
  credited: invoices.credited,
  claimed: invoices.claimed,
  processing: invoices.processing,
  outstanding: invoices.outstanding,
  contested: invoices.contested,
  dueDate: invoices.dueDate,
};

interface Names {
  customerId: string;
  invoiceId: string;
}

/**
 * Locks invoices of one customer until the transaction ends and answers them in id order; ids that are not the customer's are
 * simply absent. Whoever touches several invoices locks them all here first: one order for everybody, so that two
 * payments of the same invoices wait for each other instead of deadlocking.
 */
export async function lockInvoices(
  tx: Transaction,
  customerId: string,
  ids: readonly string[],
): Promise<InvoiceState[]> {
  if (ids.length === 0) return [];
  return tx
    .select(stateColumns)
    .from(invoices)
    .where(and(eq(invoices.customerId, customerId), inArray(invoices.id, [...ids])))
    .orderBy(invoices.id)
    .for("update");
}

/**
 * Pays (or, with a negative amount, takes back) a part of an invoice, by a payment or a credit note. Answers the amount
 * really settled: never above what is outstanding (nor above what is left of the credit note), and never taking back
 * more than this source had settled. The rest is the caller's: customer credit, or credit that stays open.
 */
export async function settleInvoice(
  context: { clock: Clock },
  tx: Transaction,
  {
    customerId,
    invoiceId,
    source,
    sourceId,
    amount,
  }: Names & { source: "payment" | "creditNote"; sourceId: string; amount: number },
): Promise<number> {
  const locked = await lockInvoices(
    tx,
    customerId,
    source === "creditNote" ? [invoiceId, sourceId] : [invoiceId],
  );
  const invoice = locked.find(({ id }) => id === invoiceId);
  const creditNote = source === "creditNote" ? locked.find(({ id }) => id === sourceId) : null;
  if (!invoice || creditNote === undefined)
    throw new Error(`No invoice ${invoiceId} or source ${sourceId} for customer ${customerId}`);
  if (invoice.kind !== "invoice") throw new Error(`${invoice.number} is a credit note`);
  if (creditNote && creditNote.currency !== invoice.currency)
    throw new Error(`${creditNote.number} and ${invoice.number} have different currencies`);

  const settled =
    amount >= 0
      ? Math.min(amount, invoice.outstanding, creditNote?.outstanding ?? amount)
      : -Math.min(-amount, await settledBy(tx, { customerId, invoiceId, source, sourceId }));
  if (settled === 0) return 0;

  await tx.insert(settlements).values({
    customerId,
    id: newId(),
    invoiceId,
    source,
    sourceId,
    amount: settled,
    createdAt: context.clock.now(),
  });
  await move(tx, { customerId, invoiceId }, { settled, credited: creditNote ? settled : 0 });
  if (creditNote) await move(tx, { customerId, invoiceId: sourceId }, { settled, credited: 0 });
  if (creditNote && settled > 0) await closeOutdatedPages(tx, { customerId, invoiceId });

  if (settled > 0 && settled === invoice.outstanding)
    await announce(context, tx, {
      customerId,
      type: "invoice.settled",
      subject: { type: "invoice", id: invoiceId, number: invoice.number },
      data: {
        payable: toDecimal(invoice.payable, invoice.currency),
        currency: invoice.currency,
        by: source,
      },
    });
  return settled;
}

/** Adds to (or, negative, takes from) what payment attempts have under way at the bank. Throws when it would become negative. */
export async function setProcessing(
  _context: object,
  tx: Transaction,
  { customerId, invoiceId, change }: Names & { change: number },
): Promise<void> {
  await changeAmount(tx, { customerId, invoiceId }, "processing", change);
}

/** Adds to (or, negative, takes from) what open disputes claim of the invoice. Throws when it would become negative. */
export async function claimAmount(
  _context: object,
  tx: Transaction,
  { customerId, invoiceId, change }: Names & { change: number },
): Promise<void> {
  await changeAmount(tx, { customerId, invoiceId }, "claimed", change);
  if (change > 0) await closeOutdatedPages(tx, { customerId, invoiceId });
}

/** Less is due than a moment ago: a payment page that is open somewhere may ask for too much. Payments see to it. */
async function closeOutdatedPages(
  tx: Transaction,
  { customerId, invoiceId }: Names,
): Promise<void> {
  await enqueue(tx, "expire-attempts", { customerId, invoiceIds: [invoiceId] });
}

/** What one source has settled of one invoice, reversals taken off. */
async function settledBy(
  tx: Transaction,
  { customerId, invoiceId, source, sourceId }: Names & { source: string; sourceId: string },
): Promise<number> {
  const [row] = await tx
    .select({ total: sql`coalesce(sum(${settlements.amount}), 0)`.mapWith(Number) })
    .from(settlements)
    .where(
      and(
        eq(settlements.customerId, customerId),
        eq(settlements.invoiceId, invoiceId),
        eq(settlements.source, source as "payment" | "creditNote"),
        eq(settlements.sourceId, sourceId),
      ),
    );
  return row?.total ?? 0;
}

async function move(
  tx: Transaction,
  { customerId, invoiceId }: Names,
  change: { settled: number; credited: number },
): Promise<void> {
  await tx
    .update(invoices)
    .set({
      settled: sql`${invoices.settled} + ${change.settled}`,
      credited: sql`${invoices.credited} + ${change.credited}`,
    })
    .where(and(eq(invoices.customerId, customerId), eq(invoices.id, invoiceId)));
}

async function changeAmount(
  tx: Transaction,
  { customerId, invoiceId }: Names,
  column: "processing" | "claimed",
  change: number,
): Promise<void> {
  const changed = await tx
    .update(invoices)
    .set({ [column]: sql`${invoices[column]} + ${change}` })
    .where(and(eq(invoices.customerId, customerId), eq(invoices.id, invoiceId)))
    .returning({ id: invoices.id });
  if (changed.length === 0) throw new Error(`No invoice ${invoiceId} for customer ${customerId}`);
}
