import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { applyCreditNotes, holdCredits, type NewDocument } from "./apply-credit-notes.server.ts";
import { insertInvoiceRows } from "./insert-invoice-rows.server.ts";
import {
  type CustomerReference,
  createCustomerFrom,
  matchCustomers,
} from "./match-customers.server.ts";
import type { ReadyInvoice } from "./ready-invoice.server.ts";
import type { StatusFacts } from "./status.ts";

export type Stored =
  | { outcome: "created" | "same"; id: string; customer: CustomerReference; facts: StatusFacts }
  | Refusal<"unknown-customer">
  | Refusal<"other-content", { id: string }>;

const nameOf = (ready: ReadyInvoice) =>
  JSON.stringify([ready.rows.invoice.number, ready.rows.invoice.seller_key]);

/**
 * Stores invoices in the caller's transaction (which must see all customers), set by set: the number directory decides
 * which are new, also between transactions at the same instant. Answers in the order given. Within one call, too, the
 * first of a number is stored and the next is the same again, or other content.
 */
export async function storeInvoices(
  context: { clock: Clock },
  tx: Transaction,
  ready: readonly ReadyInvoice[],
): Promise<Stored[]> {
  const { owners, known: before } = await findOwners(context, tx, ready);
  const owned = ready.flatMap((item, index) => {
    const customer = owners[index];
    return customer ? [{ item, customer, index }] : [];
  });
  const firsts = new Map<string, (typeof owned)[number] & { id: string }>();
  for (const entry of owned) {
    const name = nameOf(entry.item);
    if (!firsts.has(name)) firsts.set(name, { ...entry, id: newId() });
  }
  const candidates = [...firsts.values()].map((entry) => ({
    ...entry,
    document: documentOf(entry),
  }));
  await holdCredits(
    tx,
    candidates.map(({ document }) => document),
  );
  const taken = await takeNumbers(tx, candidates);
  const created = candidates.filter(({ item }) => !taken.has(nameOf(item)));

  const now = context.clock.now();
  await insertInvoiceRows(tx, created, now);
  await announce(context, tx, ...created.map(issued));
  const credited = await applyCreditNotes(
    context,
    tx,
    created.map(({ document }) => document),
  );
  const known = new Map([...before, ...taken]);
  for (const { item, id, customer } of created)
    known.set(nameOf(item), { id, customer, contentHash: item.contentHash, facts: factsOf(item) });
  if (credited) await refreshFacts(tx, known);

  const newAt = new Set(created.map(({ index }) => index));
  return ready.map((item, index) => {
    const entry = known.get(nameOf(item));
    if (!entry || (!owners[index] && !before.has(nameOf(item)))) return refused("unknown-customer");
    if (entry.contentHash !== item.contentHash) return refused("other-content", { id: entry.id });
    const { id, customer, facts } = entry;
    return { outcome: newAt.has(index) ? "created" : "same", id, customer, facts };
  });
}

function factsOf({ rows: { invoice } }: ReadyInvoice): StatusFacts {
  const { kind, payable, due_date: dueDate } = invoice;
  return { kind, payable, settled: 0, credited: 0, processing: 0, dueDate };
}

/**
 * Whose invoices these are. One that names nobody we know may still be known by its number: then it is the same again (or
 * other content), whoever its customer is called, and no customer is made for it.
 */
async function findOwners(
  context: { clock: Clock },
  tx: Transaction,
  ready: readonly ReadyInvoice[],
): Promise<{ owners: (CustomerReference | null)[]; known: Map<string, KnownInvoice> }> {
  const clues = ready.map(({ rows, format }) => ({
    invoice: rows.invoice.document,
    numberIsDecisive: format === "json",
  }));
  const owners = await matchCustomers(tx, clues);
  const known = await readNumbers(
    tx,
    ready.filter((_, index) => !owners[index]),
  );
  for (const [index, item] of ready.entries()) {
    const clue = clues[index];
    if (owners[index] || known.has(nameOf(item)) || !item.createCustomer || !clue) continue;
    // Asked again: an invoice before it may just have made the customer.
    const [match] = await matchCustomers(tx, [clue]);
    owners[index] = match ?? (await createCustomerFrom(context, tx, clue.invoice));
  }
  return { owners, known };
}

function documentOf({
  item,
  customer,
  id,
}: {
  item: ReadyInvoice;
  customer: CustomerReference;
  id: string;
}): NewDocument {
  const { kind, number, seller_key: sellerKey, document } = item.rows.invoice;
  const precedingNumbers = document.precedingInvoices.map((preceding) => preceding.number);
  return { customerId: customer.id, id, kind, number, sellerKey, precedingNumbers };
}

interface KnownInvoice {
  id: string;
  customer: CustomerReference;
  contentHash: string;
  facts: StatusFacts;
}

/**
 * Enters the numbers in the directory and answers those that were taken already, with what they stand for. Of two
 * transactions with the same number the second waits here for the first. In one order, so that batches do not deadlock.
 */
async function takeNumbers(
  tx: Transaction,
  candidates: readonly { item: ReadyInvoice; customer: CustomerReference; id: string }[],
): Promise<Map<string, KnownInvoice>> {
  if (candidates.length === 0) return new Map();
  const rows = candidates.map(({ item, customer, id }) => ({
    number: item.rows.invoice.number,
    seller_key: item.rows.invoice.seller_key,
    owner_id: customer.id,
    invoice_id: id,
  }));
  const entered = await tx.execute<{ invoice_id: string }>(sql`
    insert into invoice_numbers (number, seller_key, owner_id, invoice_id)
    select number, seller_key, owner_id, invoice_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as row(number text, seller_key text, owner_id uuid, invoice_id uuid)
    order by number, seller_key
    on conflict (number, seller_key) do nothing
    returning invoice_id`);
  const fresh = new Set(entered.map((row) => row.invoice_id));
  return readNumbers(
    tx,
    candidates.filter(({ id }) => !fresh.has(id)).map(({ item }) => item),
  );
}

/** What the directory knows of these numbers. */
async function readNumbers(
  tx: Transaction,
  items: readonly ReadyInvoice[],
): Promise<Map<string, KnownInvoice>> {
  const names = items.map(({ rows: { invoice } }) => ({
    number: invoice.number,
    seller_key: invoice.seller_key,
  }));
  return readKnown(
    tx,
    sql`
    jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb) as asked(number text, seller_key text)
    join invoice_numbers using (number, seller_key)
    join invoices on invoices.customer_id = owner_id and invoices.id = invoice_id`,
    names.length,
  );
}

async function refreshFacts(tx: Transaction, known: Map<string, KnownInvoice>): Promise<void> {
  const ids = [...known.values()].map(({ id, customer }) => ({ id, customer_id: customer.id }));
  const fresh = await readKnown(
    tx,
    sql`
    jsonb_to_recordset(${JSON.stringify(ids)}::text::jsonb) as asked(id uuid, customer_id uuid)
    join invoices on invoices.customer_id = asked.customer_id and invoices.id = asked.id`,
    ids.length,
  );
  for (const [name, entry] of fresh) known.set(name, entry);
}

async function readKnown(
  tx: Transaction,
  source: ReturnType<typeof sql>,
  expected: number,
): Promise<Map<string, KnownInvoice>> {
  if (expected === 0) return new Map();
  const rows = await tx.execute<{
    number: string;
    seller_key: string;
    id: string;
    customer_id: string;
    customer_number: string;
    content_hash: string;
    kind: "invoice" | "creditNote";
    payable: string;
    settled: string;
    credited: string;
    processing: string;
    due_date: string | null;
  }>(sql`
    select invoices.number, invoices.seller_key, invoices.id, invoices.customer_id, customers.number as customer_number,
      content_hash, kind, payable, settled, credited, processing, due_date::text
    from ${source}
    join customers on customers.id = invoices.customer_id`);
  return new Map(
    rows.map((row) => [
      JSON.stringify([row.number, row.seller_key]),
      {
        id: row.id,
        customer: { id: row.customer_id, number: row.customer_number },
        contentHash: row.content_hash,
        facts: {
          kind: row.kind,
          payable: Number(row.payable),
          settled: Number(row.settled),
          credited: Number(row.credited),
          processing: Number(row.processing),
          dueDate: row.due_date,
        },
      },
    ]),
  );
}

function issued({ item, document }: { item: ReadyInvoice; document: NewDocument }) {
  const { invoice } = item.rows;
  return {
    customerId: document.customerId,
    type:
      invoice.kind === "creditNote" ? ("credit_note.issued" as const) : ("invoice.issued" as const),
    subject: { type: "invoice" as const, id: document.id, number: invoice.number },
    data: {
      currency: invoice.currency,
      gross: toDecimal(invoice.gross, invoice.currency),
      payable: toDecimal(invoice.payable, invoice.currency),
      issueDate: invoice.issue_date,
      dueDate: invoice.due_date,
      ...(document.precedingNumbers.length > 0
        ? { precedingInvoices: document.precedingNumbers }
        : {}),
      ...(invoice.document.disputeReference
        ? { disputeReference: invoice.document.disputeReference }
        : {}),
    },
  };
}
