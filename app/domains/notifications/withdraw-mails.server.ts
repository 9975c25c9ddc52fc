import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { events } from "#db/schema/platform.ts";
import { kindOf } from "./kinds.ts";
import type { MailRow } from "./mail-row.ts";
import type { Untrue } from "./still-true.server.ts";

/**
 * Marks mails that stopped being true as withdrawn, with the reason. One whose amount only changed makes room for another that
 * says the right one: its step is freed and its origin asked again.
 */
export async function withdrawMails(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  mails: readonly MailRow[],
  untrue: ReadonlyMap<string, Untrue>,
): Promise<void> {
  const settledAt = clock.now();
  for (const reason of new Set(untrue.values())) {
    const ids = [...untrue].flatMap(([id, why]) => (why === reason ? [id] : []));
    await tx
      .update(notifications)
      .set({
        state: reason === "suppressed" ? "suppressed" : "withdrawn",
        lastError: reason,
        settledAt,
      })
      .where(
        and(
          inArray(notifications.customerId, [...new Set(mails.map((mail) => mail.customerId))]),
          inArray(notifications.id, ids),
        ),
      );
  }
  for (const mail of mails) if (untrue.get(mail.id) === "changed") await makeRoom(tx, mail);
}

/** Rare: an amount changed in the seconds between writing and sending. */
async function makeRoom(tx: Transaction, mail: MailRow): Promise<void> {
  const mine = and(eq(notifications.customerId, mail.customerId), eq(notifications.id, mail.id));
  await tx
    .update(notifications)
    .set({ step: `${mail.step}/changed/${mail.id}` })
    .where(mine);
  if (["owed", "instalment"].includes(kindOf(mail.kind).truth)) {
    await enqueue(tx, "schedule-reminders", {}, { key: "remind-again" });
    return;
  }
  const origin = await tx
    .select({ customerId: events.customerId, id: events.id })
    .from(events)
    .where(
      and(
        eq(events.customerId, mail.customerId),
        eq(events.subjectType, mail.subjectType),
        eq(events.subjectId, mail.subjectId),
        eq(events.type, "invoice.issued"),
      ),
    );
  if (origin.length > 0) await enqueue(tx, "handle-events", { events: origin });
}
