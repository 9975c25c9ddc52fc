import { and, eq, inArray, sql } from "drizzle-orm";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { invoiceNumbers, invoices, waitingCredits } from "#db/schema/invoices.ts";
import { lockInvoices, settleInvoice } from "./settlements.server.ts";

/** A document that has just been stored. */
export interface NewDocument {
  customerId: string;
  id: string;
  kind: "invoice" | "creditNote";
  number: string;
  sellerKey: string;
  /** BT-25 of each BG-3: what a credit note credits. */
  precedingNumbers: readonly string[];
}

interface Pair {
  customerId: string;
  creditNoteId: string;
  invoiceId: string;
}

/**
 * Lets credit and what it credits meet, whichever came first. Credit notes exclude everybody else who adds documents for
 * their customer until the transaction ends; invoices only exclude credit notes. Without it, a credit note and its invoice
 * arriving at the same instant would each not see the other. Keys in one order, so that batches do not deadlock.
 */
export async function holdCredits(
  tx: Transaction,
  documents: readonly Omit<NewDocument, "id" | "number" | "sellerKey">[],
): Promise<void> {
  const exclusive = new Map<string, boolean>();
  for (const { customerId, kind, precedingNumbers } of documents) {
    if (kind === "creditNote" && precedingNumbers.length === 0) continue;
    exclusive.set(customerId, kind === "creditNote" || exclusive.get(customerId) === true);
  }
  if (exclusive.size === 0) return;
  const rows = [...exclusive].map(([id, alone]) => ({ id, alone }));
  await tx.execute(sql`
    select case when alone then pg_advisory_xact_lock(key) else pg_advisory_xact_lock_shared(key) end
    from (
      select hashtextextended('credits of ' || id, 0) as key, alone
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as held(id text, alone boolean)
      order by 1
    ) held`);
}

/**
 * Settles the invoices that new credit notes name, oldest first, each up to what it owes, and gives new invoices the
 * credit that waited for them. What is left of a credit note stays open; what names an invoice that has not come waits.
 * Answers whether anything was settled.
 */
export async function applyCreditNotes(
  context: { clock: Clock },
  tx: Transaction,
  documents: readonly NewDocument[],
): Promise<boolean> {
  const pairs = [
    ...(await creditWaitingFor(tx, documents)),
    ...(await creditBroughtBy(tx, documents)),
  ];
  if (pairs.length === 0) return false;

  // All rows in one order before any of them changes, as payments do.
  let settledAny = false;
  for (const customerId of [...new Set(pairs.map((pair) => pair.customerId))].sort()) {
    const own = pairs.filter((pair) => pair.customerId === customerId);
    const ids = new Set(own.flatMap(({ creditNoteId, invoiceId }) => [creditNoteId, invoiceId]));
    const states = new Map((await lockInvoices(tx, customerId, [...ids])).map((s) => [s.id, s]));
    for (const { creditNoteId, invoiceId } of own) {
      const creditNote = states.get(creditNoteId);
      const invoice = states.get(invoiceId);
      if (!creditNote || !invoice || creditNote.currency !== invoice.currency) continue;
      const settled = await settleInvoice(context, tx, {
        customerId,
        invoiceId,
        source: "creditNote",
        sourceId: creditNoteId,
        amount: Math.max(creditNote.payable, 0),
      });
      settledAny ||= settled > 0;
    }
  }
  return settledAny;
}

async function creditWaitingFor(
  tx: Transaction,
  documents: readonly NewDocument[],
): Promise<Pair[]> {
  const arrived = documents.filter(({ kind }) => kind === "invoice");
  if (arrived.length === 0) return [];
  const rows = arrived.map(({ customerId, number, sellerKey, id }) => ({
    customer_id: customerId,
    preceding_number: number,
    seller_key: sellerKey,
    invoice_id: id,
  }));
  const pairs = await tx.execute<{
    customer_id: string;
    credit_note_id: string;
    invoice_id: string;
  }>(
    sql`
    with arrived as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as row(customer_id uuid, preceding_number text, seller_key text, invoice_id uuid)
    ), met as (
      delete from waiting_credits using arrived
      where waiting_credits.customer_id = arrived.customer_id
        and waiting_credits.seller_key = arrived.seller_key
        and waiting_credits.preceding_number = arrived.preceding_number
      returning waiting_credits.customer_id, credit_note_id, arrived.invoice_id
    )
    select met.* from met
    join invoices on invoices.customer_id = met.customer_id and invoices.id = met.credit_note_id
    order by invoices.issue_date, invoices.number, met.invoice_id`,
  );
  return pairs.map((row) => ({
    customerId: row.customer_id,
    creditNoteId: row.credit_note_id,
    invoiceId: row.invoice_id,
  }));
}

async function creditBroughtBy(
  tx: Transaction,
  documents: readonly NewDocument[],
): Promise<Pair[]> {
  const named = documents
    .filter(({ kind }) => kind === "creditNote")
    .flatMap((creditNote) =>
      [...new Set(creditNote.precedingNumbers)].map((number) => ({ creditNote, number })),
    );
  if (named.length === 0) return [];
  const found = await tx
    .select({
      number: invoiceNumbers.number,
      sellerKey: invoiceNumbers.sellerKey,
      ownerId: invoiceNumbers.ownerId,
      invoiceId: invoiceNumbers.invoiceId,
      kind: invoices.kind,
      issueDate: invoices.issueDate,
    })
    .from(invoiceNumbers)
    .innerJoin(
      invoices,
      and(
        eq(invoices.customerId, invoiceNumbers.ownerId),
        eq(invoices.id, invoiceNumbers.invoiceId),
      ),
    )
    .where(inArray(invoiceNumbers.number, [...new Set(named.map(({ number }) => number))]))
    .orderBy(invoices.issueDate, invoices.number);

  const waiting: (typeof waitingCredits.$inferInsert)[] = [];
  const pairs: (Pair & { issueDate: string })[] = [];
  for (const { creditNote, number } of named) {
    const target = found.find(
      (row) => row.number === number && row.sellerKey === creditNote.sellerKey,
    );
    if (!target)
      waiting.push({
        customerId: creditNote.customerId,
        creditNoteId: creditNote.id,
        sellerKey: creditNote.sellerKey,
        precedingNumber: number,
      });
    // Another customer's invoice, or a credit note: nothing that this credit could pay.
    else if (target.ownerId === creditNote.customerId && target.kind === "invoice")
      pairs.push({
        customerId: creditNote.customerId,
        creditNoteId: creditNote.id,
        invoiceId: target.invoiceId,
        issueDate: target.issueDate,
      });
  }
  if (waiting.length > 0) await tx.insert(waitingCredits).values(waiting);
  return pairs.sort((a, b) => (a.issueDate < b.issueDate ? -1 : a.issueDate > b.issueDate ? 1 : 0));
}
