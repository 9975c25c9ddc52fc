import { events } from "#db/schema/platform.ts";
import type { Clock } from "./clock.ts";
import type { Transaction } from "./db.server.ts";
import { type EventType, isFollowed } from "./event-types.ts";
import { enqueue } from "./jobs.server.ts";

export interface Announcement {
  customerId: string;
  type: EventType;
  subject: {
    type: "invoice" | "payment" | "payment_plan" | "dispute" | "customer" | "notification";
    id: string;
    number?: string;
  };
  /** Facts for readers of the feed; amounts as decimal strings, days as YYYY-MM-DD. No secrets, no bank details. */
  data?: Record<string, unknown>;
}

/**
 * Writes what happened in the transaction of its cause, and asks the worker to tell whoever must know, if anybody.
 * Mails, webhooks, the feed and the timeline all derive from these rows: nothing is told about a change that was rolled back.
 */
export async function announce(
  { clock }: { clock: Clock },
  tx: Transaction,
  ...happenings: Announcement[]
): Promise<void> {
  if (happenings.length === 0) return;
  const now = clock.now();
  const rows = await tx
    .insert(events)
    .values(
      happenings.map((happening) => ({
        customerId: happening.customerId,
        type: happening.type,
        subjectType: happening.subject.type,
        subjectId: happening.subject.id,
        subjectNumber: happening.subject.number ?? null,
        data: happening.data ?? {},
        createdAt: now,
      })),
    )
    .returning({ customerId: events.customerId, id: events.id, type: events.type });
  const followed = rows
    .filter(({ type }) => isFollowed(type))
    .map(({ customerId, id }) => ({ customerId, id }));
  if (followed.length > 0) await enqueue(tx, "handle-events", { events: followed });
}
