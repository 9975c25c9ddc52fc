import { and, desc, eq, ilike, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { type PersonViewer, type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { type NotificationState, notifications } from "#db/schema/notifications.ts";
import type { MailKind } from "#emails/templates.ts";
import { isMailKind, type MailSubject } from "./kinds.ts";
import { readMailCode } from "./mail-code.ts";

/** What staff filter by; the words are `messagesFor(language).notifications.filters`. */
export const messageFilters = {
  all: null,
  waiting: ["created", "sending"],
  sent: ["accepted"],
  delivered: ["delivered"],
  problem: ["bounced", "complained", "suppressed", "failed"],
  notSent: ["withdrawn", "recorded"],
} as const satisfies Record<string, readonly NotificationState[] | null>;
export type MessageFilter = keyof typeof messageFilters;

export interface ListedMessage {
  readonly customerId: string;
  readonly id: string;
  /** null for mails to staff and sign-in mails, and in a customer's own list. */
  readonly customer: { readonly number: string; readonly name: string } | null;
  readonly kind: MailKind;
  readonly recipient: string;
  /** The subject line. Sign-in codes are not in it. */
  readonly subject: string;
  readonly about: { readonly type: MailSubject; readonly id: string };
  readonly state: NotificationState;
  readonly reason: string | null;
  /** "M-7KQ2-9FXH" */
  readonly code: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly settledAt: Date | null;
}

export interface MessagePage {
  readonly messages: readonly ListedMessage[];
  /** For `after`; null on the last page. */
  readonly next: string | null;
}

const pageSize = 25;

/** Every mail, newest first: searched by address, subject line or code, filtered by what became of it. For staff. */
export async function listMessages(
  context: Context,
  viewer: StaffViewer,
  {
    q = "",
    filter = "all",
    customerId,
    after,
  }: { q?: string; filter?: MessageFilter; customerId?: string; after?: string } = {},
): Promise<MessagePage> {
  const states = messageFilters[filter];
  return inScope(context, scopeOf(viewer), (tx) =>
    readPage(
      tx,
      [
        states ? inArray(notifications.state, [...states]) : undefined,
        customerId ? eq(notifications.customerId, customerId) : undefined,
        searched(q),
      ],
      after,
    ),
  );
}

/** "Messages we sent you": the mails to the people of the viewer's customer, newest first, and whether they arrived. */
export async function listOwnMessages(
  context: Context,
  viewer: PersonViewer,
  { after }: { after?: string } = {},
): Promise<MessagePage> {
  return inScope(context, scopeOf(viewer), (tx) =>
    readPage(
      tx,
      [eq(notifications.customerId, viewer.customerId), ne(notifications.state, "withdrawn")],
      after,
    ),
  );
}

async function readPage(
  tx: Transaction,
  conditions: readonly (SQL | undefined)[],
  after: string | undefined,
): Promise<MessagePage> {
  const rows = await tx
    .select({ mail: notifications, customerNumber: customers.number, customerName: customers.name })
    .from(notifications)
    .leftJoin(customers, eq(customers.id, notifications.customerId))
    .where(and(...conditions, olderThan(after)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1)?.mail;
  return {
    messages: shown.flatMap(({ mail, customerNumber, customerName }) =>
      isMailKind(mail.kind)
        ? [
            {
              customerId: mail.customerId,
              id: mail.id,
              customer:
                customerNumber && customerName
                  ? { number: customerNumber, name: customerName }
                  : null,
              kind: mail.kind,
              recipient: mail.recipient,
              subject: mail.mailSubject,
              about: { type: mail.subjectType as MailSubject, id: mail.subjectId },
              state: mail.state,
              reason: mail.lastError,
              code: mail.code,
              createdAt: mail.createdAt,
              sentAt: mail.acceptedAt,
              settledAt: mail.settledAt,
            },
          ]
        : [],
    ),
    next: rows.length > pageSize && last ? cursorOf(last) : null,
  };
}

function searched(q: string): SQL | undefined {
  const text = q.trim().slice(0, 200);
  if (text === "") return undefined;
  const code = readMailCode(text);
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    ilike(notifications.recipient, pattern),
    ilike(notifications.mailSubject, pattern),
    code ? eq(notifications.code, code) : undefined,
  );
}

function cursorOf({ createdAt, id }: { createdAt: Date; id: string }): string {
  return `${createdAt.toISOString()}_${id}`;
}

/** Keyset: a page deep in the past costs as much as the first. A cursor that is none is ignored. */
function olderThan(after: string | undefined): SQL | undefined {
  const [, at, id] = /^(\d{4}-[\d:.TZ-]+)_([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) return undefined;
  const instant = sql`${at}::timestamptz`;
  return or(
    lt(notifications.createdAt, instant),
    and(eq(notifications.createdAt, instant), lt(notifications.id, id)),
  );
}
