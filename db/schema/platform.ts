import { sql } from "drizzle-orm";
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { customerId, instant, xid8 } from "../columns.ts";

/** What happened, append-only, written in the transaction of its cause; mails, webhooks and timelines derive from it. */
export const events = pgTable(
  "events",
  {
    customerId: customerId(),
    id: bigserial("id", { mode: "number" }).notNull(),
    /** The writing transaction: readers page by (transaction, id) below the oldest running one. */
    transaction: xid8("transaction").notNull().default(sql`pg_current_xact_id()`),
    type: text("type").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    subjectNumber: text("subject_number"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("events_feed").on(t.transaction, t.id),
    index("events_subject").on(t.customerId, t.subjectType, t.subjectId, t.id),
    /** Payments and disputes name their invoice in `data.invoiceId`: its timeline shows them too. */
    index("events_about_invoice")
      .on(t.customerId, sql`(data->>'invoiceId')`, t.id)
      .where(sql`data->>'invoiceId' is not null`),
  ],
);

/** Answers already given under an `Idempotency-Key`, per API key. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    apiKeyId: uuid("api_key_id").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** null while the first request is still running. */
    responseStatus: integer("response_status"),
    responseBody: text("response_body"),
    createdAt: instant("created_at").notNull(),
    /** A running claim older than this belongs to a process that died. */
    lockedUntil: instant("locked_until"),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.key] })],
);

/** Provider webhooks: stored once under the provider's id, answered at once, processed by the worker. */
export const providerEvents = pgTable(
  "provider_events",
  {
    provider: text("provider").$type<"stripe" | "resend">().notNull(),
    id: text("id").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: instant("received_at").notNull(),
    processedAt: instant("processed_at"),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.provider, t.id] })],
);

/** Something that a human of the staff must look at. */
export const staffTasks = pgTable(
  "staff_tasks",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull(),
    /** Customer concerned, null for the installation as a whole. A staff matter, not the customer's property. */
    aboutCustomerId: uuid("about_customer_id"),
    subjectType: text("subject_type"),
    subjectId: text("subject_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by"),
  },
  (t) => [
    index("staff_tasks_open").on(t.createdAt).where(sql`done_at is null`),
    unique("staff_tasks_once").on(t.kind, t.subjectType, t.subjectId),
  ],
);

/** Bytes kept by content hash; the bytes themselves are in the file store. */
export const files = pgTable("files", {
  /** SHA-256, hex. */
  hash: text("hash").primaryKey(),
  size: integer("size").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** Small facts about the installation: what the last comparison with Stripe found. */
export const installation = pgTable("installation", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
});

/** Counters of rate-limiter-flexible (its own shape). */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: instant("expire"),
});
