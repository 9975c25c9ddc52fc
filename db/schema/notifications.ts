import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { customerId, instant } from "../columns.ts";

export type NotificationState =
  | "created"
  | "sending"
  | "accepted"
  | "delivered"
  | "bounced"
  | "complained"
  | "suppressed"
  | "failed"
  /** Re-checked at the moment of sending and no longer true (paid, disputed…). */
  | "withdrawn"
  /** Told by the demo's history while a real provider is configured: mailed to nobody. */
  | "recorded";

/** A mail: its body rendered once and frozen, so that a crash anywhere neither loses nor doubles it. */
export const notifications = pgTable(
  "notifications",
  {
    /** The customer it is about; `houseId` for mails to staff and sign-in mails. */
    customerId: customerId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    personId: uuid("person_id"),
    recipient: text("recipient").notNull(),
    language: text("language").$type<"fr" | "en">().notNull(),
    /** invoice, payment, dispute, sign-in… */
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Distinguishes repetitions of a kind on one subject: an event id, "due+7". */
    step: text("step").notNull(),
    state: text("state").$type<NotificationState>().notNull(),
    /** 2 somebody waits for it now (sign-in), 1 about what somebody just did, 0 the rest. */
    urgent: smallint("urgent").notNull().default(0),
    /** Printed in the mail: "M-7KQ2-…", verified at /verify. */
    code: text("code").notNull(),
    mailSubject: text("mail_subject").notNull(),
    /** What the mail says that can stop being true before it is sent: re-checked at that moment. */
    stated: jsonb("stated").$type<{ dueNow?: number; chargeOn?: string }>().notNull().default({}),
    /** The exact payload for the provider (JSON), sealed: it carries links and codes. null once purged. */
    payload: text("payload"),
    /** The provider's `Idempotency-Key` of the request that carries it: its own, or that of its batch. */
    idempotencyKey: text("idempotency_key").notNull(),
    /** Its place in that request: a retry must repeat the same mails in the same order. */
    batchPosition: smallint("batch_position").notNull().default(0),
    /** Goes in a request of its own: it has attachments, or the provider refused a batch that held it. */
    alone: boolean("alone").notNull().default(false),
    providerId: text("provider_id"),
    attempts: integer("attempts").notNull().default(0),
    leaseUntil: instant("lease_until"),
    sendAfter: instant("send_after").notNull(),
    /** After this it would be wrong or useless (sign-in codes; 23 h of provider idempotency). */
    expiresAt: instant("expires_at"),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
    firstSentAt: instant("first_sent_at"),
    acceptedAt: instant("accepted_at"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("notifications_once").on(
      t.customerId,
      t.kind,
      t.subjectType,
      t.subjectId,
      t.step,
      t.recipient,
    ),
    uniqueIndex("notifications_provider").on(t.providerId),
    uniqueIndex("notifications_code").on(t.code),
    index("notifications_due")
      .on(t.urgent, t.sendAfter)
      .where(sql`state in ('created', 'sending')`),
    index("notifications_request").on(t.idempotencyKey),
    /** Sign-in mails whose content is still there: purged within a minute of the code's end. */
    index("notifications_secret")
      .on(t.expiresAt)
      .where(sql`kind = 'sign-in' and payload is not null`),
    index("notifications_subject").on(t.customerId, t.subjectType, t.subjectId),
    index("notifications_recent").on(t.createdAt),
  ],
);

/** What the provider said of it, by the provider's event id. */
export const deliveryEvents = pgTable(
  "delivery_events",
  {
    customerId: customerId(),
    id: text("id").notNull(),
    notificationId: uuid("notification_id").notNull(),
    type: text("type").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    occurredAt: instant("occurred_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    index("delivery_events_notification").on(t.customerId, t.notificationId),
    foreignKey({
      columns: [t.customerId, t.notificationId],
      foreignColumns: [notifications.customerId, notifications.id],
      name: "delivery_events_notification_fk",
    }),
  ],
);

/** Per person and kind; absent means the kind's default. */
export const preferences = pgTable(
  "preferences",
  {
    customerId: customerId(),
    personId: uuid("person_id").notNull(),
    kind: text("kind").notNull(),
    channel: text("channel").$type<"email" | "none">().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.personId, t.kind] })],
);

/** Addresses the provider refuses or whose owner complained. */
export const suppressions = pgTable("suppressions", {
  email: text("email").primaryKey(),
  reason: text("reason").notNull(),
  createdAt: instant("created_at").notNull(),
});
