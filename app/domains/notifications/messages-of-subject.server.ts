import { and, asc, eq, inArray } from "drizzle-orm";
import {
  type IntegrationViewer,
  type LinkViewer,
  maySeeInvoice,
  type PersonViewer,
  type StaffViewer,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type NotificationState, notifications } from "#db/schema/notifications.ts";
import type { MailKind } from "#emails/templates.ts";
import { isMailKind, type MailSubject } from "./kinds.ts";

/** One mail about something, for its timeline. Words: `messagesFor(language).notifications.states[state]`. */
export interface MessageAbout {
  readonly id: string;
  readonly kind: MailKind;
  readonly subjectId: string;
  /** null for who came by a mail's link: a forwarded mail must not give away the others' addresses. */
  readonly recipient: string | null;
  readonly state: NotificationState;
  /** Why it was not sent or did not arrive: a name that the catalog has words for, or the provider's. */
  readonly reason: string | null;
  readonly createdAt: Date;
  /** When the provider took it. */
  readonly sentAt: Date | null;
  /** When it was delivered, refused or given up. */
  readonly settledAt: Date | null;
}

/**
 * The mails about invoices, payments or disputes of one customer, oldest first: to whom, and what became of each. Asking about
 * another customer's things answers nothing.
 */
export async function messagesOfSubject(
  context: Context,
  viewer: PersonViewer | LinkViewer | StaffViewer | IntegrationViewer,
  about: { customerId: string; type: MailSubject; ids: readonly string[] },
): Promise<MessageAbout[]> {
  const customerId = "customerId" in viewer ? viewer.customerId : about.customerId;
  const ids = about.ids.filter(
    (id) => viewer.kind !== "link" || about.type !== "invoice" || maySeeInvoice(viewer, id),
  );
  if (customerId !== about.customerId || ids.length === 0) return [];
  const rows = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select()
      .from(notifications)
      .where(
        and(
          eq(notifications.customerId, customerId),
          eq(notifications.subjectType, about.type),
          inArray(notifications.subjectId, ids),
        ),
      )
      .orderBy(asc(notifications.createdAt), asc(notifications.id)),
  );
  return rows.flatMap((row) =>
    isMailKind(row.kind)
      ? [
          {
            id: row.id,
            kind: row.kind,
            subjectId: row.subjectId,
            recipient: viewer.kind === "link" ? null : row.recipient,
            state: row.state,
            reason: row.lastError,
            createdAt: row.createdAt,
            sentAt: row.acceptedAt,
            settledAt: row.settledAt,
          },
        ]
      : [],
  );
}
