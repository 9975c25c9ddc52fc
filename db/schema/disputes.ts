import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { currency, customerId, instant, minorUnits } from "../columns.ts";
import { people, staff } from "./accounts.ts";
import { invoices } from "./invoices.ts";
import { files } from "./platform.ts";

export type DisputeState =
  | "open"
  | "waiting-customer"
  | "credit-requested"
  | "credited"
  | "upheld"
  | "withdrawn";

export const disputes = pgTable(
  "disputes",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    /** Short and speakable: "DIS-4F7K". */
    reference: text("reference").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    reason: text("reason").notNull(),
    state: text("state").$type<DisputeState>().notNull(),
    handlerId: uuid("handler_id")
      .notNull()
      .references(() => staff.personId),
    /** The biller's calendar day by which an answer was promised. */
    promisedOn: date("promised_on", { mode: "string" }).notNull(),
    /** Claimed, VAT included, minor units of the invoice's currency. */
    claimed: minorUnits("claimed").notNull(),
    currency: currency(),
    openedBy: uuid("opened_by").references(() => people.id),
    openedByLink: uuid("opened_by_link"),
    openedByName: text("opened_by_name").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** When staff first opened it. */
    readAt: instant("read_at"),
    answeredAt: instant("answered_at"),
    decidedAt: instant("decided_at"),
    language: text("language").$type<"fr" | "en">().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("disputes_reference").on(t.reference),
    index("disputes_invoice").on(t.customerId, t.invoiceId),
    index("disputes_queue")
      .on(t.promisedOn)
      .where(sql`state in ('open', 'waiting-customer', 'credit-requested')`),
    foreignKey({
      columns: [t.customerId, t.invoiceId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "disputes_invoice_fk",
    }),
    check("disputes_claimed", sql`${t.claimed} >= 0`),
  ],
);

export const disputeLines = pgTable(
  "dispute_lines",
  {
    customerId: customerId(),
    disputeId: uuid("dispute_id").notNull(),
    lineId: text("line_id").notNull(),
    /** Contested quantity in the line's unit, when the reason is about quantity. */
    quantity: numeric("quantity"),
    /** Contested, VAT included. */
    amount: minorUnits("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.disputeId, t.lineId] }),
    foreignKey({
      columns: [t.customerId, t.disputeId],
      foreignColumns: [disputes.customerId, disputes.id],
      name: "dispute_lines_dispute",
    }),
  ],
);

export const disputeMessages = pgTable(
  "dispute_messages",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    disputeId: uuid("dispute_id").notNull(),
    /** "customer", "staff" or "system". */
    author: text("author").$type<"customer" | "staff" | "system">().notNull(),
    authorId: uuid("author_id"),
    authorName: text("author_name").notNull(),
    /** Internal notes never leave the staff's side. */
    visibility: text("visibility").$type<"public" | "internal">().notNull(),
    body: text("body").notNull(),
    /** Client-made id of the form: a second press of the button adds nothing. */
    submissionId: text("submission_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("dispute_messages_thread").on(t.customerId, t.disputeId, t.createdAt),
    uniqueIndex("dispute_messages_once").on(t.customerId, t.disputeId, t.submissionId),
    foreignKey({
      columns: [t.customerId, t.disputeId],
      foreignColumns: [disputes.customerId, disputes.id],
      name: "dispute_messages_dispute",
    }),
  ],
);

export const disputeAttachments = pgTable(
  "dispute_attachments",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    messageId: uuid("message_id").notNull(),
    fileHash: text("file_hash")
      .notNull()
      .references(() => files.hash),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("dispute_attachments_message").on(t.customerId, t.messageId),
    foreignKey({
      columns: [t.customerId, t.messageId],
      foreignColumns: [disputeMessages.customerId, disputeMessages.id],
      name: "dispute_attachments_message_fk",
    }),
  ],
);

export const disputeDecisions = pgTable(
  "dispute_decisions",
  {
    customerId: customerId(),
    id: uuid("id").notNull(),
    disputeId: uuid("dispute_id").notNull(),
    outcome: text("outcome").$type<"credit" | "partial-credit" | "uphold">().notNull(),
    /** Granted, VAT included; 0 when upheld. */
    amount: minorUnits("amount").notNull(),
    reason: text("reason").notNull(),
    decidedBy: uuid("decided_by")
      .notNull()
      .references(() => staff.personId),
    decidedAt: instant("decided_at").notNull(),
    /** The credit note that came back from the biller's system. */
    creditNoteId: uuid("credit_note_id"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("dispute_decisions_dispute").on(t.customerId, t.disputeId),
    foreignKey({
      columns: [t.customerId, t.disputeId],
      foreignColumns: [disputes.customerId, disputes.id],
      name: "dispute_decisions_dispute_fk",
    }),
    foreignKey({
      columns: [t.customerId, t.creditNoteId],
      foreignColumns: [invoices.customerId, invoices.id],
      name: "dispute_decisions_credit_note",
    }),
  ],
);
