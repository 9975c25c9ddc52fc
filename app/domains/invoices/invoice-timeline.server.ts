import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import type { EventType } from "#app/platform/event-types.ts";
import { settlements } from "#db/schema/invoices.ts";
import { events } from "#db/schema/platform.ts";

/** One thing that happened to an invoice, for its timeline. `data` as the feed shows it: amounts are decimal strings. */
export interface TimelineEntry {
  id: number;
  type: EventType;
  createdAt: Date;
  subject: { type: string; id: string; number: string | null };
  data: Record<string, unknown>;
}

/**
 * What happened to an invoice, oldest first: its own events, those of payments and credit notes that settled it, and
 * those that name it (`data.invoiceId`, or among several `data.invoiceIds`): disputes, payments under way or failed.
 */
export async function timelineOf(
  tx: Transaction,
  { customerId, id }: { customerId: string; id: string },
): Promise<TimelineEntry[]> {
  const sources = await tx
    .selectDistinct({ source: settlements.source, id: settlements.sourceId })
    .from(settlements)
    .where(and(eq(settlements.customerId, customerId), eq(settlements.invoiceId, id)));
  const settledBy = (source: string) =>
    sources.filter((one) => one.source === source).map((one) => one.id);
  const about = (type: string, ids: string[]) =>
    ids.length > 0 ? and(eq(events.subjectType, type), inArray(events.subjectId, ids)) : undefined;
  const rows = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.customerId, customerId),
        or(
          about("invoice", [id]),
          and(about("invoice", settledBy("creditNote")), eq(events.type, "credit_note.issued")),
          about("payment", settledBy("payment")),
          sql`${events.data}->>'invoiceId' = ${id}`,
          and(eq(events.subjectType, "payment"), sql`${events.data}->'invoiceIds' ? ${id}`),
        ),
      ),
    )
    .orderBy(asc(events.id));
  return rows.map((row) => ({
    id: row.id,
    type: row.type as EventType,
    createdAt: row.createdAt,
    subject: { type: row.subjectType, id: row.subjectId, number: row.subjectNumber },
    data: row.data,
  }));
}
