import { and, asc, eq } from "drizzle-orm";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notifications } from "#db/schema/notifications.ts";

/** A mail about an invoice, and what became of it. */
export interface ApiDelivery {
  id: string;
  kind: string;
  recipient: string;
  state: string;
  createdAt: Date;
  acceptedAt: Date | null;
  /** When the provider said its last word: delivered, bounced, complained. */
  settledAt: Date | null;
}

/** The mails about one invoice, oldest first, for the biller's systems. */
export async function deliveriesForApi(
  context: Context,
  _viewer: IntegrationViewer,
  { customerId, invoiceId }: { customerId: string; invoiceId: string },
): Promise<ApiDelivery[]> {
  return inScope(context, "all", (tx) =>
    tx
      .select({
        id: notifications.id,
        kind: notifications.kind,
        recipient: notifications.recipient,
        state: notifications.state,
        createdAt: notifications.createdAt,
        acceptedAt: notifications.acceptedAt,
        settledAt: notifications.settledAt,
      })
      .from(notifications)
      .where(
        and(
          eq(notifications.customerId, customerId),
          eq(notifications.subjectType, "invoice"),
          eq(notifications.subjectId, invoiceId),
        ),
      )
      .orderBy(asc(notifications.createdAt), asc(notifications.id)),
  );
}
