import { and, eq, inArray } from "drizzle-orm";
import { linkCreditNote } from "#app/domains/disputes/link-credit-note.server.ts";
import { handleEvents as tellWhomItConcerns } from "#app/domains/notifications/handle-events.server.ts";
import { askForDelivery } from "#app/domains/webhooks/ask-for-delivery.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { EventType } from "#app/platform/event-types.ts";
import type { Jobs } from "#app/platform/jobs.server.ts";
import { events } from "#db/schema/platform.ts";

const creditNoteIssued: EventType = "credit_note.issued";

/**
 * What happened reaches the domains that must not know each other: a credit note ends the dispute that it answers, and then
 * everybody concerned is told. The dispute first, so that no mail about the note says that the amount is still frozen.
 */
export async function handleEvents(
  context: Context,
  { events: names }: Jobs["handle-events"],
): Promise<void> {
  for (const note of await issuedCreditNotes(context, names)) await linkCreditNote(context, note);
  await tellWhomItConcerns(context, { events: names });
  // Here and not where the event is written: nobody's transaction asks whether an endpoint exists.
  await askForDelivery(context);
}

async function issuedCreditNotes(context: Context, names: Jobs["handle-events"]["events"]) {
  if (names.length === 0) return [];
  return inScope(context, "all", (tx) =>
    tx
      .select({ customerId: events.customerId, creditNoteId: events.subjectId })
      .from(events)
      .where(
        and(
          inArray(events.customerId, [...new Set(names.map(({ customerId }) => customerId))]),
          inArray(
            events.id,
            names.map(({ id }) => id),
          ),
          eq(events.type, creditNoteIssued),
        ),
      )
      .orderBy(events.id),
  );
}
