import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { customers } from "./accounts.ts";
import { files } from "./platform.ts";

/**
 * Invoices and credit notes. Columns for what is searched, sorted and added up; `document` is the canonical EN 16931
 * model. An issued invoice never changes: only `settled`, `claimed` and `processing` move, by settlements, disputes
 * and payment attempts. Status is derived from them, never stored.
 */
export const invoices = pgTable(
  "invoices",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    kind: text("kind").$type<"invoice" | "creditNote">().notNull(),
    number: text("number").notNull(),
    /** Whose number it is: the seller's legal id, else VAT id, else name. */
    sellerKey: text("seller_key").notNull(),
    typeCode: text("type_code").notNull(),
    issueDate: date("issue_date", { mode: "string" }).notNull(),
    dueDate: date("due_date", { mode: "string" }),
    currency: currency(),
    net: minorUnits("net").notNull(),
    vat: minorUnits("vat").notNull(),
    gross: minorUnits("gross").notNull(),
    /** BT-115 as issued. For a credit note: what it gives back. */
    payable: minorUnits("payable").notNull(),
    /** Settled so far by payments and credit notes; for a credit note: used up so far. Σ settlements. */
    settled: minorUnits("settled").notNull().default(0),
    /** The part of `settled` that credit notes paid. */
    credited: minorUnits("credited").notNull().default(0),
    /** What open disputes claim; contested = least(claimed, outstanding). */
    claimed: minorUnits("claimed").notNull().default(0),
    /** What payment attempts have under way at the bank. */
    processing: minorUnits("processing").notNull().default(0),
    outstanding: minorUnits("outstanding")
      .notNull()
      .generatedAlwaysAs(sql`greatest(payable - settled, 0)`),
    contested: minorUnits("contested")
      .notNull()
      .generatedAlwaysAs(sql`least(claimed, greatest(payable - settled, 0))`),
    /** BT-10 or BT-13, what the customer calls it. */
    reference: text("reference"),
    /** What it is about, from its lines: shown in lists. */
    title: text("title").notNull(),
    lineCount: integer("line_count").notNull(),
    /** Folded (lower case, no accents) number, references, line texts and amounts. */
    searchText: text("search_text").notNull(),
    /** SHA-256 of the canonical model: "the same invoice again" or "another one under its number". */
    contentHash: text("content_hash").notNull(),
    document: jsonb("document").$type<unknown>().notNull(),
    format: text("format").$type<"json" | "ubl" | "cii" | "factur-x">().notNull(),
    /** false for imported history: nobody is mailed about it. */
    notify: boolean("notify").notNull().default(true),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("invoices_issued").on(t.customerId, t.issueDate, t.id),
    index("invoices_due").on(t.customerId, t.dueDate, t.id),
    index("invoices_gross").on(t.customerId, t.gross, t.id),
    /** Reminders and home pages look only at what is still owed. */
    index("invoices_owed").on(t.dueDate).where(sql`kind = 'invoice' and outstanding > 0`),
    check("invoices_kind", sql`${t.kind} in ('invoice', 'creditNote')`),
    check("invoices_settled", sql`${t.settled} >= 0 and ${t.settled} <= greatest(${t.payable}, 0)`),
    check("invoices_credited", sql`${t.credited} >= 0 and ${t.credited} <= ${t.settled}`),
    check("invoices_claimed", sql`${t.claimed} >= 0`),
    check("invoices_processing", sql`${t.processing} >= 0`),
  ],
);

export const invoiceLines = pgTable(
  "invoice_lines",
  {
    customerId: customerId(),
    invoiceId: uuid("invoice_id").notNull(),
    /** BT-126, made unique within the invoice. */
    id: text("id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    note: text("note"),
    quantity: numeric("quantity").notNull(),
    unitCode: text("unit_code").notNull(),
    netUnitPrice: numeric("net_unit_price").notNull(),
    netAmount: minorUnits("net_amount").notNull(),
    vatCategory: text("vat_category").notNull(),
    vatRate: numeric("vat_rate"),
    /** Seller's, standard or buyer's item id: what later comparisons match by. */
    itemId: text("item_id"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.invoiceId, t.id] }),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "invoice_lines_invoice",
    }),
  ],
);

/**
 * The words, without digits, that a customer's invoices are found by, each once: what somebody may have meant who mistyped one.
 * Kept in step by a trigger on `invoices`.
 */
export const searchWords = pgTable(
  "search_words",
  {
    customerId: customerId().references(() => customers.id),
    word: text("word").notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.word] })],
);

/** A number's letters and digits, as an RF creditor reference carries them; what has letters outside A–Z has no such reference. */
export const bareNumber = (number: AnyPgColumn) =>
  sql<string>`ltrim(regexp_replace(upper(${number}), '[^A-Z0-9]', '', 'g'), '0')`;

/** Directory across customers: a number is unique per seller. */
export const invoiceNumbers = pgTable(
  "invoice_numbers",
  {
    number: text("number").notNull(),
    sellerKey: text("seller_key").notNull(),
    ownerId: uuid("owner_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.number, t.sellerKey] }),
    /** Staff open an invoice by its id alone. */
    index("invoice_numbers_invoice").on(t.invoiceId),
    /** A bank's text says whose money it is by an RF reference, which keeps a number's letters and digits alone. */
    index("invoice_numbers_bare").on(bareNumber(t.number)),
  ],
);

/** What pays an invoice: payments and credit notes (and, negative, what takes a payment back). Append-only. */
export const settlements = pgTable(
  "settlements",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    source: text("source").$type<"payment" | "creditNote">().notNull(),
    /** The payment's id, or the credit note's (an invoice id). */
    sourceId: uuid("source_id").notNull(),
    /** Minor units of the invoice's currency; negative when reversed. */
    amount: minorUnits("amount").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("settlements_invoice").on(t.customerId, t.invoiceId),
    index("settlements_source").on(t.customerId, t.source, t.sourceId),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "settlements_invoice_fk",
    }),
  ],
);

/** The received original, the rendered PDF, attachments: bytes by content hash. */
export const documents = pgTable(
  "documents",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    kind: text("kind").$type<"original" | "pdf" | "attachment">().notNull(),
    fileHash: text("file_hash")
      .notNull()
      .references(() => files.hash),
    mediaType: text("media_type").notNull(),
    name: text("name").notNull(),
    /** For renderings: what they depend on ("fr", "fr without bank details"). */
    variant: text("variant").notNull().default(""),
    /** The part of the file that is this document, where several arrived in one (a batch); null: all of it. */
    byteOffset: integer("byte_offset"),
    byteLength: integer("byte_length"),
    /** Printed on a rendering of ours, the same on all of one invoice: what /verify is asked about. */
    code: text("code"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("documents_code").on(t.code).where(sql`code is not null`),
    index("documents_file").on(t.fileHash),
    index("documents_invoice").on(t.customerId, t.invoiceId, t.kind),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "documents_invoice_fk",
    }),
  ],
);

/** That a human looked at the invoice: the first time and the last, per person. */
export const invoiceViews = pgTable(
  "invoice_views",
  {
    customerId: customerId(),
    invoiceId: uuid("invoice_id").notNull(),
    /** Person, or the access link when nobody signed in. */
    viewerId: uuid("viewer_id").notNull(),
    viewerName: text("viewer_name").notNull(),
    byLink: boolean("by_link").notNull().default(false),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.invoiceId, t.viewerId] }),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "invoice_views_invoice",
    }),
  ],
);

/** Credit notes that arrived before the invoice they name: settled when it comes. */
export const waitingCredits = pgTable(
  "waiting_credits",
  {
    customerId: customerId(),
    creditNoteId: uuid("credit_note_id").notNull(),
    sellerKey: text("seller_key").notNull(),
    precedingNumber: text("preceding_number").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.creditNoteId, t.precedingNumber] }),
    index("waiting_credits_preceding").on(t.customerId, t.sellerKey, t.precedingNumber),
    foreignKey({
      columns: [t.customerId, t.creditNoteId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "waiting_credits_note",
    }),
  ],
);
