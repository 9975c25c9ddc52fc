import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { later } from "#app/platform/duration.ts";
import { notifications } from "#db/schema/notifications.ts";
import type { MailRow } from "./mail-row.ts";
import { sendingLease } from "./resend.server.ts";
import { findUntrue } from "./still-true.server.ts";
import { withdrawMails } from "./withdraw-mails.server.ts";

/** The provider's limit for `POST /emails/batch`. */
const mostInBatch = 100;

/** One request to the provider, ours alone until its lease ends: the same key always with the same mails in the same order. */
export interface ClaimedRequest {
  readonly key: string;
  readonly mails: readonly MailRow[];
  /** It was sent before and nobody knows what came of it. */
  readonly inDoubt: boolean;
  /** Mails found untrue on the way, and not sent. */
  readonly withdrawn: number;
}

/**
 * Takes the next request, most urgent first; requests in doubt go before new ones. New mails are held against the truth in the
 * transaction that marks them as sending. null when nothing is due. `mails` is empty when all that was due had become untrue.
 *
 * With `recordOnly` what is due and true is marked as told without being sent.
 */
export async function claimRequest(
  context: Context,
  { recordOnly = false }: { recordOnly?: boolean } = {},
): Promise<ClaimedRequest | null> {
  return inScope(context, "all", async (tx) => {
    const now = context.clock.now();
    for (const urgent of [2, 1, 0]) {
      const claimed =
        (recordOnly ? null : await claimInDoubt(tx, urgent, now)) ??
        (await claimNew(context, tx, { urgent, now, recordOnly }));
      if (claimed) return claimed;
    }
    return null;
  });
}

/** Written into the statement rather than bound, so that the planner can prove that the index of waiting mails is enough. */
const isState = (state: "created" | "sending") =>
  sql`${notifications.state} = ${sql.raw(`'${state}'`)}`;

const due = (urgent: number, now: Date) =>
  and(
    eq(notifications.urgent, urgent),
    lte(notifications.sendAfter, now),
    or(isNull(notifications.leaseUntil), lte(notifications.leaseUntil, now)),
  );

/**
 * A request whose answer never came. Not held against the truth again: it may have been sent, and only asking again with the
 * same bytes tells. Whoever holds the key's advisory lock has the whole batch, whichever of its rows is found first.
 */
async function claimInDoubt(
  tx: Transaction,
  urgent: number,
  now: Date,
): Promise<ClaimedRequest | null> {
  const [first] = await tx
    .select({ key: notifications.idempotencyKey })
    .from(notifications)
    .where(and(isState("sending"), due(urgent, now)))
    .orderBy(asc(notifications.sendAfter))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!first) return null;
  const { key } = first;
  const [lock] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as mine`,
  );
  if (!lock?.mine) return null;
  const mails = await tx
    .select()
    .from(notifications)
    .where(eq(notifications.idempotencyKey, key))
    .orderBy(asc(notifications.batchPosition));
  await tx
    .update(notifications)
    .set({ leaseUntil: later(now, sendingLease), attempts: sql`${notifications.attempts} + 1` })
    .where(and(eq(notifications.idempotencyKey, key), eq(notifications.state, "sending")));
  return { key, mails, inDoubt: true, withdrawn: 0 };
}

async function claimNew(
  context: Context,
  tx: Transaction,
  { urgent, now, recordOnly }: { urgent: number; now: Date; recordOnly: boolean },
): Promise<ClaimedRequest | null> {
  const found = await tx
    .select()
    .from(notifications)
    .where(and(isState("created"), due(urgent, now)))
    .orderBy(asc(notifications.sendAfter), asc(notifications.id))
    .limit(mostInBatch)
    .for("update", { skipLocked: true });
  const [first] = found;
  if (!first) return null;
  const together =
    first.alone && !recordOnly ? [first] : found.filter(({ alone }) => !alone || recordOnly);
  const untrue = await findUntrue(tx, together, now);
  await withdrawMails(context, tx, together, untrue);
  const mails = together.filter(({ id }) => !untrue.has(id));
  const key = mails.length === 1 ? `mail/${mails[0]?.id}` : `batch/${newId()}`;
  if (mails.length > 0) await mark(tx, mails, { key, now, recordOnly });
  return { key, mails, inDoubt: false, withdrawn: untrue.size };
}

async function mark(
  tx: Transaction,
  mails: readonly MailRow[],
  { key, now, recordOnly }: { key: string; now: Date; recordOnly: boolean },
): Promise<void> {
  const places = JSON.stringify(
    mails.map(({ customerId, id }, place) => ({ customer_id: customerId, id, place })),
  );
  const at = now.toISOString();
  const lease = later(now, sendingLease).toISOString();
  const change = recordOnly
    ? sql`state = 'recorded', settled_at = ${at}::timestamptz`
    : sql`state = 'sending', idempotency_key = ${key}, batch_position = places.place,
        attempts = mail.attempts + 1, lease_until = ${lease}::timestamptz, first_sent_at = ${at}::timestamptz`;
  await tx.execute(sql`
    update notifications mail set ${change}
    from json_to_recordset(${places}::json) as places(customer_id uuid, id uuid, place int)
    where mail.customer_id = places.customer_id and mail.id = places.id`);
}
