import { aliasedTable, and, asc, eq, inArray } from "drizzle-orm";
import { scopeOf, type Viewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import {
  documents,
  invoiceLines,
  invoiceNumbers,
  invoices,
  settlements,
} from "#db/schema/invoices.ts";
import { withoutBankDetails } from "./bank-details.ts";
import { billerToday } from "./biller-day.server.ts";
import { invoiceFor } from "./find-invoice.server.ts";
import { type InvoiceSummary, summaryOf } from "./invoice-summary.ts";
import { type TimelineEntry, timelineOf } from "./invoice-timeline.server.ts";
import type { Invoice, Line } from "./model.ts";

/** A line with the id that pages and disputes name it by. */
export interface ViewedLine {
  /** Unique within the invoice, unlike BT-126. */
  id: string;
  /** Minor units, VAT excluded. */
  netAmount: number;
  /** As in the document. */
  line: Line;
}

/** What paid a part: a payment, or a credit note (whose number is known here). Minor units; negative: taken back. */
export interface Settlement {
  id: string;
  source: "payment" | "creditNote";
  sourceId: string;
  creditNoteNumber: string | null;
  amount: number;
  createdAt: Date;
}

/** Everything that a page about one invoice or credit note needs. Amounts in minor units of `currency`. */
export interface InvoiceView extends InvoiceSummary {
  customerId: string;
  customerNumber: string;
  customerName: string;
  typeCode: string;
  net: number;
  vat: number;
  settled: number;
  credited: number;
  claimed: number;
  /** The canonical model; for the holder of a link, without any bank details. */
  document: Invoice;
  lines: ViewedLine[];
  settlements: Settlement[];
  /** Of a credit note: the invoices that it paid. */
  settles: { invoiceId: string; number: string; amount: number; createdAt: Date }[];
  /** BG-3; `id` where it is an invoice of the same customer that we have. */
  preceding: { number: string; issueDate: string | null; id: string | null }[];
  /** What the biller sent, for download; null to the holder of a link. */
  original: { name: string; mediaType: string } | null;
  format: "json" | "ubl" | "cii" | "factur-x";
  receivedAt: Date;
  /** Oldest first. */
  timeline: TimelineEntry[];
}

/** One invoice or credit note with all that happened to it. Somebody else's is not found, as if it were not there. */
export async function viewInvoice(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
): Promise<InvoiceView | Refusal<"not-found">> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    const [found] = condition
      ? await tx
          .select({ invoice: invoices, customer: customers })
          .from(invoices)
          .innerJoin(customers, eq(customers.id, invoices.customerId))
          .where(condition)
      : [];
    if (!found) return refused("not-found");
    const { invoice: row, customer } = found;
    const whole = row.document as Invoice;
    const document = viewer.kind === "link" ? withoutBankDetails(whole) : whole;
    const { searchText: _, contentHash: _hash, sellerKey, lineCount: _count, ...facts } = row;
    return {
      ...facts,
      ...summaryOf(row, await billerToday(context, tx)),
      // Not part of a list's summary.
      settled: row.settled,
      credited: row.credited,
      customerNumber: customer.number,
      customerName: customer.name,
      document,
      lines: await linesOf(tx, row, document),
      settlements: await settlementsOf(tx, row),
      settles: row.kind === "creditNote" ? await settledBy(tx, row) : [],
      preceding: await precedingOf(tx, row.customerId, sellerKey, document),
      original: viewer.kind === "link" ? null : await originalOf(tx, row),
      timeline: await timelineOf(tx, row),
    };
  });
}

interface Key {
  customerId: string;
  id: string;
}

async function linesOf(tx: Transaction, { customerId, id }: Key, document: Invoice) {
  const rows = await tx
    .select({
      id: invoiceLines.id,
      position: invoiceLines.position,
      netAmount: invoiceLines.netAmount,
    })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.customerId, customerId), eq(invoiceLines.invoiceId, id)))
    .orderBy(asc(invoiceLines.position));
  return rows.flatMap(({ position, ...row }) => {
    const line = document.lines[position];
    return line ? [{ ...row, line }] : [];
  });
}

async function settlementsOf(tx: Transaction, { customerId, id }: Key): Promise<Settlement[]> {
  const creditNotes = aliasedTable(invoices, "credit_notes");
  return tx
    .select({
      id: settlements.id,
      source: settlements.source,
      sourceId: settlements.sourceId,
      creditNoteNumber: creditNotes.number,
      amount: settlements.amount,
      createdAt: settlements.createdAt,
    })
    .from(settlements)
    .leftJoin(
      creditNotes,
      and(
        eq(creditNotes.customerId, settlements.customerId),
        eq(creditNotes.id, settlements.sourceId),
        eq(settlements.source, "creditNote"),
      ),
    )
    .where(and(eq(settlements.customerId, customerId), eq(settlements.invoiceId, id)))
    .orderBy(asc(settlements.createdAt), asc(settlements.id));
}

async function settledBy(tx: Transaction, { customerId, id }: Key) {
  return tx
    .select({
      invoiceId: settlements.invoiceId,
      number: invoices.number,
      amount: settlements.amount,
      createdAt: settlements.createdAt,
    })
    .from(settlements)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, settlements.customerId), eq(invoices.id, settlements.invoiceId)),
    )
    .where(
      and(
        eq(settlements.customerId, customerId),
        eq(settlements.source, "creditNote"),
        eq(settlements.sourceId, id),
      ),
    )
    .orderBy(asc(settlements.createdAt), asc(settlements.id));
}

async function precedingOf(
  tx: Transaction,
  customerId: string,
  sellerKey: string,
  { precedingInvoices }: Invoice,
) {
  if (precedingInvoices.length === 0) return [];
  const known = await tx
    .select({ number: invoiceNumbers.number, id: invoiceNumbers.invoiceId })
    .from(invoiceNumbers)
    .where(
      and(
        inArray(
          invoiceNumbers.number,
          precedingInvoices.map(({ number }) => number),
        ),
        eq(invoiceNumbers.sellerKey, sellerKey),
        eq(invoiceNumbers.ownerId, customerId),
      ),
    );
  return precedingInvoices.map(({ number, issueDate }) => ({
    number,
    issueDate: issueDate ?? null,
    id: known.find((entry) => entry.number === number)?.id ?? null,
  }));
}

async function originalOf(tx: Transaction, { customerId, id }: Key) {
  const [original] = await tx
    .select({ name: documents.name, mediaType: documents.mediaType })
    .from(documents)
    .where(
      and(
        eq(documents.customerId, customerId),
        eq(documents.invoiceId, id),
        eq(documents.kind, "original"),
      ),
    );
  return original ?? null;
}
