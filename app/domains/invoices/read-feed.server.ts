import { and, asc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { EventType } from "#app/platform/event-types.ts";
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

/** An event with what only our own processes need to know of it. */
export interface FeedRow {
  customerId: string;
  event: FeedEvent;
}

/** The two halves of a cursor, `{transaction}.{id}`; null when it is none of ours. */
export function readCursor(cursor: string): { transaction: string; id: string } | null {
  const [, transaction, id] = /^(\d{1,19})\.(\d{1,15})$/.exec(cursor) ?? [];
  return transaction && id ? { transaction, id } : null;
}

/**
 * The events after a cursor, ordered by the writing transaction and only up to the oldest that still runs: an event committed later
 * with a smaller number would otherwise be overtaken and never seen.
 */
export async function readFeed(
  context: Context,
  { transaction, id }: { transaction: string; id: string },
  limit: number,
): Promise<{ rows: FeedRow[]; next: string | null }> {
  const rows = await select(
    context,
    and(
      sql`(${events.transaction}, ${events.id}) > (${transaction}::text::xid8, ${id}::text::bigint)`,
      sql`${events.transaction} < pg_snapshot_xmin(pg_current_snapshot())`,
      // Mails to staff and sign-in mails are the house's own affair.
      ne(events.customerId, houseId),
    ),
    limit,
  );
  const last = rows.at(-1);
  return {
    rows: rows.map(toFeedRow),
    next: last ? `${last.transaction}.${last.id}` : null,
  };
}

/** Events by name, whatever their place in the feed. */
export async function readEvents(
  context: Context,
  names: readonly { customerId: string; id: number }[],
): Promise<FeedRow[]> {
  if (names.length === 0) return [];
  const customerIds = [...new Set(names.map(({ customerId }) => customerId))];
  const ids = names.map(({ id }) => id);
  const rows = await select(
    context,
    and(inArray(events.customerId, customerIds), inArray(events.id, ids)),
    names.length,
  );
  return rows.map(toFeedRow);
}

/** The cursor of somebody who wants everything from now on, from `since` on if told. */
export async function cursorFrom(context: Context, since?: Date): Promise<string> {
  return inScope(context, "all", async (tx) => {
    const [first] = since
      ? await tx
          .select({ transaction: sql<string>`${events.transaction}::text`, id: events.id })
          .from(events)
          .where(sql`${events.createdAt} >= ${since.toISOString()}::timestamptz`)
          .orderBy(asc(events.transaction), asc(events.id))
          .limit(1)
      : [];
    if (first) return `${first.transaction}.${first.id - 1}`;
    // What runs now has not been read by anybody yet.
    const [now] = await tx.execute<{ xmin: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
    );
    return `${now?.xmin ?? "0"}.0`;
  });
}

type Row = Awaited<ReturnType<typeof select>>[number];

function toFeedRow(row: Row): FeedRow {
  return {
    customerId: row.customerId,
    event: {
      id: String(row.id),
      type: row.type as EventType,
      createdAt: row.createdAt,
      customerNumber: row.customerNumber,
      subject: { type: row.subjectType, id: row.subjectId, number: row.subjectNumber },
      data: row.data,
    },
  };
}

function select(context: Context, condition: SQL | undefined, limit: number) {
  return inScope(context, "all", (tx) =>
    tx
      .select({
        customerId: events.customerId,
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
      .where(condition)
      .orderBy(asc(events.transaction), asc(events.id))
      .limit(limit),
  );
}
