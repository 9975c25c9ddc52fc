import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { customerId, instant } from "../columns.ts";
import { events } from "./platform.ts";

/** Where the biller's systems want to be told what happens. */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: uuid("id").primaryKey(),
  url: text("url").notNull(),
  description: text("description").notNull(),
  /** null: every type, those of later releases too. */
  eventTypes: text("event_types").array(),
  /** Sealed. */
  secret: text("secret").notNull(),
  /** Sealed; signs beside the new one until then. */
  previousSecret: text("previous_secret"),
  previousSecretUntil: instant("previous_secret_until"),
  /** How far it has read the feed of events, as `GET /events` counts. */
  cursor: text("cursor").notNull(),
  disabledAt: instant("disabled_at"),
  disabledWhy: text("disabled_why").$type<"by-hand" | "gone" | "failing">(),
  createdAt: instant("created_at").notNull(),
  createdByKind: text("created_by_kind").$type<"staff" | "integration">().notNull(),
  createdBy: uuid("created_by").notNull(),
  lastDeliveredAt: instant("last_delivered_at"),
  /** First failure since the last success. */
  failingSince: instant("failing_since"),
  /** In a row. */
  failures: integer("failures").notNull().default(0),
  /** After several failures in a row nothing is sent until then. */
  pausedUntil: instant("paused_until"),
  /** One job at a time sends to it; a claim older than this was left by a process that died. */
  busyUntil: instant("busy_until"),
});

/** One event for one endpoint. Carries its event's customer: answers may repeat what was sent. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    customerId: customerId(),
    endpointId: uuid("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    eventType: text("event_type").notNull(),
    state: text("state").$type<"waiting" | "delivered" | "failed">().notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextTryAt: instant("next_try_at").notNull(),
    /** Set by the first failure. */
    giveUpAt: instant("give_up_at"),
    createdAt: instant("created_at").notNull(),
    lastTriedAt: instant("last_tried_at"),
    lastStatus: integer("last_status"),
    /** The beginning of what it answered. */
    lastAnswer: text("last_answer"),
    /** Why there was no answer, by code. */
    lastError: text("last_error"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.endpointId, t.eventId] }),
    foreignKey({
      name: "webhook_deliveries_event",
      columns: [t.customerId, t.eventId],
      foreignColumns: [events.customerId, events.id],
    }),
    index("webhook_deliveries_waiting").on(t.endpointId, t.nextTryAt).where(sql`state = 'waiting'`),
    index("webhook_deliveries_latest").on(t.endpointId, t.createdAt, t.eventId),
  ],
);
