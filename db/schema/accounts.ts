import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
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
import { customerId, emptyArray, instant, minorUnits } from "../columns.ts";

interface StoredAddress {
  line1?: string;
  line2?: string;
  line3?: string;
  city?: string;
  postCode?: string;
  subdivision?: string;
  country?: string;
}

/** The company whose invoices these are: one row per installation. */
export const biller = pgTable(
  "biller",
  {
    id: smallint("id").primaryKey().default(1),
    /** Trading name, shown everywhere: "Énergie des Alpes". */
    name: text("name").notNull(),
    legalName: text("legal_name").notNull(),
    /** Legal form, capital, RCS: the line French law wants on documents. */
    legalMention: text("legal_mention").notNull().default(""),
    legalId: text("legal_id"),
    vatId: text("vat_id"),
    address: jsonb("address").$type<StoredAddress>().notNull(),
    phone: text("phone").notNull(),
    email: text("email").notNull(),
    /** "9 h – 18 h, du lundi au vendredi", per language. */
    openingHours: jsonb("opening_hours").$type<{ fr: string; en: string }>().notNull(),
    /** #rrggbb */
    brandColour: text("brand_colour").notNull(),
    logoFile: text("logo_file"),
    logoMediaType: text("logo_media_type"),
    timeZone: text("time_zone").notNull().default("Europe/Paris"),
    /** Shown after sign-in only. */
    iban: text("iban"),
    bic: text("bic"),
    /** When two managers last changed them; null: as they were first given. */
    bankChangedAt: instant("bank_changed_at"),
    /** Working days within which a dispute is answered. */
    answerWithinDays: smallint("answer_within_days").notNull().default(5),
    /** Calendar days (YYYY-MM-DD) on which nobody answers. */
    closedDays: text("closed_days").array().notNull().default(emptyArray),
    /** The latest day that customers may promise, counted from today; 0: promises are not offered. */
    promiseWithinDays: smallint("promise_within_days").notNull().default(14),
    /** Instalments of one invoice at most, 2 to 6; 0: not offered. */
    instalmentsMost: smallint("instalments_most").notNull().default(3),
    /** The latest day of the last one, counted from today. */
    instalmentsWithinDays: smallint("instalments_within_days").notNull().default(90),
    /** Up to which amount, in minor units by currency, the rules accept by themselves; else, and in other currencies, the staff. */
    plansAcceptedUpTo: jsonb("plans_accepted_up_to")
      .$type<Record<string, number>>()
      .notNull()
      .default({ EUR: 100_000, CHF: 100_000, GBP: 100_000, USD: 100_000 }),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [check("biller_is_one", sql`${t.id} = 1`)],
);

/** One login: a customer's person, a staff member, or both. */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey(),
    /** Lower case. */
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    /** null: as the browser asks. */
    language: text("language").$type<"fr" | "en">(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [check("people_email_lower", sql`${t.email} = lower(${t.email})`)],
);

export const staff = pgTable("staff", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  role: text("role").$type<"agent" | "manager">().notNull(),
  phone: text("phone").notNull().default(""),
  /** Free text per language: "9 h – 18 h, du lundi au vendredi". Falls back to the biller's. */
  hours: jsonb("hours").$type<{ fr: string; en: string }>(),
  /** Largest credit (minor units of the biller's currency) that an agent may decide alone; null: no limit. */
  creditLimit: minorUnits("credit_limit"),
  deactivatedAt: instant("deactivated_at"),
  createdAt: instant("created_at").notNull(),
});

export const customers = pgTable(
  "customers",
  {
    id: uuid("id").primaryKey(),
    /** The biller's own number for it: "C-1042". */
    number: text("number").notNull().unique(),
    name: text("name").notNull(),
    legalId: text("legal_id"),
    vatId: text("vat_id"),
    electronicAddress: jsonb("electronic_address").$type<{ id: string; scheme?: string }>(),
    address: jsonb("address").$type<StoredAddress>().notNull().default({}),
    phone: text("phone"),
    language: text("language").$type<"fr" | "en">().notNull().default("fr"),
    timeZone: text("time_zone").notNull().default("Europe/Paris"),
    delivery: text("delivery").$type<"email" | "paper" | "both">().notNull().default("email"),
    /** Named contact. */
    contactId: uuid("contact_id").references(() => staff.personId),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  () => [
    /** Invoices are matched by these, however they are spaced. */
    index("customers_legal_id").on(sql`replace(legal_id, ' ', '')`),
    index("customers_vat_id").on(sql`replace(vat_id, ' ', '')`),
    index("customers_electronic_address").on(sql`(electronic_address->>'id')`),
  ],
);

export const memberships = pgTable(
  "memberships",
  {
    customerId: customerId().references(() => customers.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role").$type<"owner" | "payer" | "viewer">().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.personId] }),
    index("memberships_person").on(t.personId),
  ],
);

/** Lucia's sessions; the id is stored hashed (SHA-256). */
export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => people.id),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    userAgent: text("user_agent"),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** A sign-in mail: link and typed code, hashed, single use, ≤ 10 minutes. */
export const signInTokens = pgTable(
  "sign_in_tokens",
  {
    id: uuid("id").primaryKey(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    tokenHash: text("token_hash").notNull().unique(),
    codeHash: text("code_hash").notNull(),
    /** Hash of the requesting browser's cookie: the link works there, the code elsewhere. */
    browserHash: text("browser_hash"),
    codeAttempts: integer("code_attempts").notNull().default(0),
    /** Path to go to afterwards. */
    next: text("next"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("sign_in_tokens_person").on(t.personId, t.createdAt)],
);

/** Opens one invoice from a mail, nothing else: hashed, expiring, revocable. */
export const accessLinks = pgTable(
  "access_links",
  {
    customerId: customerId().references(() => customers.id),
    id: uuid("id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    personId: uuid("person_id").references(() => people.id),
    /** Directory across customers: a token is looked up before its customer is known. */
    tokenHash: text("token_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.customerId, t.id] }),
    uniqueIndex("access_links_token").on(t.tokenHash),
    index("access_links_invoice").on(t.customerId, t.invoiceId),
    foreignKey({
      columns: [t.customerId, t.personId],
      foreignColumns: [memberships.customerId, memberships.personId],
      name: "access_links_member",
    }).onDelete("cascade"),
  ],
);

export const apiKeys = pgTable("api_keys", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  /** First characters, to recognise it by. */
  prefix: text("prefix").notNull(),
  keyHash: text("key_hash").notNull().unique(),
  scopes: text("scopes").array().notNull(),
  createdBy: uuid("created_by").references(() => people.id),
  createdAt: instant("created_at").notNull(),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

/** One thing that the API refused, in the words of its answer. */
interface RefusalReason {
  pointer: string;
  rule: string | null;
  message: string;
}

/** What the API refused: for whoever connects the biller's systems. Bounded per key, and forgotten. */
export const apiRefusals = pgTable(
  "api_refusals",
  {
    id: uuid("id").primaryKey(),
    /** null: no key of ours. */
    apiKeyId: uuid("api_key_id"),
    /** First characters of an unknown key, if it has the form of ours. */
    keyPrefix: text("key_prefix"),
    /** Equal refusals of one hour are one row. */
    fingerprint: text("fingerprint").notNull().unique(),
    count: integer("count").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    method: text("method").notNull(),
    path: text("path").notNull(),
    /** Of the answer, or of the batch's line; null for the row that counts the lines left out. */
    status: integer("status"),
    kind: text("kind").notNull(),
    /** In which `detail` and the messages are written. */
    language: text("language").notNull(),
    detail: text("detail"),
    errors: jsonb("errors").$type<RefusalReason[]>().notNull(),
    errorsLeftOut: integer("errors_left_out").notNull(),
    invoiceNumber: text("invoice_number"),
    /** As the sender wrote it: there may be no such customer. */
    customerNumber: text("customer_number"),
    /** Bytes of what was refused. */
    size: bigint("size", { mode: "number" }),
    /** Of a batch. */
    line: integer("line"),
    linesLeftOut: integer("lines_left_out"),
  },
  (t) => [
    index("api_refusals_key").on(t.apiKeyId, t.lastAt, t.id),
    index("api_refusals_latest").on(t.lastAt, t.id),
  ],
);

/** Who did what, append-only (a trigger refuses UPDATE and DELETE). */
export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").primaryKey(),
    at: instant("at").notNull(),
    /** "person", "staff", "integration", "link", "system" */
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    aboutCustomerId: uuid("about_customer_id"),
    subjectType: text("subject_type"),
    subjectId: text("subject_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    fromAddress: text("from_address"),
    byMachine: boolean("by_machine").notNull().default(false),
  },
  (t) => [index("audit_log_at").on(t.at), index("audit_log_about").on(t.aboutCustomerId, t.at)],
);
