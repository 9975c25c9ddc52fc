import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { EventType } from "#app/platform/event-types.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { houseId } from "#db/columns.ts";
import { customers } from "#db/schema/accounts.ts";
import { events } from "#db/schema/platform.ts";

/** One happening as the biller's systems read it. */
export interface FeedEvent {
  id: string;
  type: EventType;
  createdAt: Date;
  customerNumber: string;
  subject: { type: string; id: string; number: string | null };
  data: Record<string, unknown>;
}

export interface FeedPage {
  data: FeedEvent[];
  /** Where to go on, now or later; null only while nothing has ever happened. */
  next: string | null;
}

/**
 * The feed of everything that happened, after a cursor. Ordered by the writing transaction and only up to the oldest that still
 * runs: an event committed later with a smaller number would otherwise be overtaken and never seen.
 */
export async function listEvents(
  context: Context,
  _viewer: IntegrationViewer,
  { after, limit = 100 }: { after?: string; limit?: number },
): Promise<FeedPage | Refusal<"bad-cursor">> {
  const from = /^(\d{1,19})\.(\d{1,15})$/.exec(after ?? "0.0");
  if (!from) return refused("bad-cursor");
  const [, transaction, id] = from;
  const rows = await inScope(context, "all", (tx) =>
    tx
      .select({
        id: events.id,
        transaction: sql<string>`${events.transaction}::text`,
        type: events.type,
        createdAt: events.createdAt,
        customerNumber: customers.number,
        subjectType: events.subjectType,
        subjectId: events.subjectId,
        subjectNumber: events.subjectNumber,
        data: events.data,
      })
      .from(events)
      .innerJoin(customers, eq(customers.id, events.customerId))
      .where(
        and(
          sql`(${events.transaction}, ${events.id}) > (${transaction}::text::xid8, ${id}::text::bigint)`,
          sql`${events.transaction} < pg_snapshot_xmin(pg_current_snapshot())`,
          // Mails to staff and sign-in mails are the house's own affair.
          ne(events.customerId, houseId),
        ),
      )
      .orderBy(asc(events.transaction), asc(events.id))
      .limit(limit),
  );
  const last = rows.at(-1);
  return {
    data: rows.map((row) => ({
      id: String(row.id),
      type: row.type as EventType,
      createdAt: row.createdAt,
      customerNumber: row.customerNumber,
      subject: { type: row.subjectType, id: row.subjectId, number: row.subjectNumber },
      data: row.data,
    })),
    next: last ? `${last.transaction}.${last.id}` : (after ?? null),
  };
}
