import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { days, later, minutes, seconds } from "#app/platform/duration.ts";
import { notifications } from "#db/schema/notifications.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { announceDelivery } from "./announce-delivery.server.ts";
import type { ClaimedRequest } from "./claim-request.server.ts";
import { kindOf } from "./kinds.ts";
import type { MailRow } from "./mail-row.ts";
import { retryWindow, type SendOutcome } from "./resend.server.ts";

/** Why a mail failed: a name that `messagesFor(language).notifications.failedBecause` has words for. */
export type Failure = "provider-refused" | "never-answered" | "key-conflict" | "unreadable";

/** The provider has the mails. A webhook may have told more already: states only move forward. */
export async function settleAccepted(
  context: Context,
  { mails }: ClaimedRequest,
  ids: readonly string[],
): Promise<void> {
  const answers = JSON.stringify(
    mails.map(({ customerId, id }, at) => ({ customer_id: customerId, id, provider_id: ids[at] })),
  );
  const now = context.clock.now();
  await inScope(context, "all", async (tx) => {
    await tx.execute(sql`
      update notifications mail
      set provider_id = coalesce(mail.provider_id, answer.provider_id),
        accepted_at = coalesce(mail.accepted_at, ${now.toISOString()}::timestamptz), lease_until = null, last_error = null
      from json_to_recordset(${answers}::json) as answer(customer_id uuid, id uuid, provider_id text)
      where mail.customer_id = answer.customer_id and mail.id = answer.id`);
    const accepted = await tx
      .update(notifications)
      .set({ state: "accepted" })
      .where(and(named(mails), inArray(notifications.state, ["created", "sending"])))
      .returning();
    await announceDelivery(context, tx, "notification.accepted", accepted);
  });
}

/**
 * The provider certainly did nothing. Asked for the first time, the mails wait as if never sent, and are held against the truth
 * again; a request already in doubt stays in doubt, because this answer says nothing about the one that was lost.
 */
export async function settleNothingHappened(
  context: Context,
  request: ClaimedRequest,
  { wait, reason }: { wait: number; reason: string },
): Promise<void> {
  const sendAfter = later(context.clock.now(), wait);
  await inScope(context, "all", async (tx) => {
    await tx
      .update(notifications)
      .set(
        request.inDoubt
          ? { leaseUntil: null, sendAfter, lastError: reason }
          : { ...unsent, sendAfter, lastError: reason },
      )
      .where(mine(request));
  });
}

/** Nobody knows. The same bytes under the same key again, less and less often, until the provider's memory would end. */
export async function settleInDoubt(
  context: Context,
  request: ClaimedRequest,
  reason: string,
): Promise<void> {
  const attempts = Math.max(...request.mails.map(({ attempts }) => attempts)) + 1;
  const wait = Math.min(seconds(2) * 2 ** Math.min(attempts - 1, 12), minutes(15));
  await inScope(context, "all", async (tx) => {
    await tx
      .update(notifications)
      .set({
        leaseUntil: null,
        sendAfter: later(context.clock.now(), wait),
        lastError: reason,
      })
      .where(mine(request));
  });
}

/** True once nobody may ask again under this key. */
export function isPastRetrying({ inDoubt, mails }: ClaimedRequest, now: Date): boolean {
  const first = Math.min(...mails.map(({ firstSentAt }) => firstSentAt?.getTime() ?? Infinity));
  return inDoubt && first + retryWindow <= now.getTime();
}

/** The content of a batch was refused as a whole: each mail goes alone, so that only the bad one fails. */
export async function settleSplit(context: Context, request: ClaimedRequest): Promise<void> {
  await inScope(context, "all", async (tx) => {
    await tx
      .update(notifications)
      .set({ ...unsent, alone: true, idempotencyKey: sql`'mail/' || ${notifications.id}` })
      .where(mine(request));
  });
}

/** It will not be sent. A human is told, with what is needed to reach the customer another way. */
export async function settleFailed(
  context: Context,
  request: ClaimedRequest,
  failure: Failure,
  detail: string,
): Promise<void> {
  const now = context.clock.now();
  await inScope(context, "all", async (tx) => {
    const failed = await tx
      .update(notifications)
      .set({ state: "failed", lastError: failure, leaseUntil: null, settledAt: now })
      .where(mine(request))
      .returning();
    await askStaff(tx, failed, now, "mail-failed", { failure, detail });
    await announceDelivery(context, tx, "notification.failed", failed);
  });
}

/** One task per mail that did not arrive; a sign-in mail is simply asked for again. */
export async function askStaff(
  tx: Transaction,
  mails: readonly MailRow[],
  now: Date,
  kind: "mail-failed" | "mail-bounced" | "mail-complained",
  data: Record<string, unknown>,
): Promise<void> {
  const worth = mails.filter((mail) => mail.kind !== "sign-in");
  if (worth.length === 0) return;
  await tx
    .insert(staffTasks)
    .values(worth.map((mail) => taskFor(mail, now, kind, data)))
    .onConflictDoNothing();
}

function taskFor(mail: MailRow, now: Date, kind: string, data: Record<string, unknown>) {
  const { audience } = kindOf(mail.kind);
  return {
    id: newId(),
    kind,
    aboutCustomerId: audience === "handler" ? null : mail.customerId,
    subjectType: "notification",
    subjectId: mail.id,
    data: { ...data, mailKind: mail.kind, recipient: mail.recipient, subject: mail.mailSubject },
    createdAt: now,
  };
}

/** The key or the sender's domain is not in order: one task for the whole installation, open again each day that it lasts. */
export async function askStaffAboutProvider(context: Context, reason: string): Promise<void> {
  const now = context.clock.now();
  const [task] = await context.db
    .select({ createdAt: staffTasks.createdAt, doneAt: staffTasks.doneAt })
    .from(staffTasks)
    .where(and(eq(staffTasks.kind, "mail-provider-refuses"), eq(staffTasks.subjectId, "resend")));
  if (task && !task.doneAt && later(task.createdAt, days(1)) > now) return;
  const fresh = { data: { reason }, createdAt: now, doneAt: null, doneBy: null };
  await context.db
    .insert(staffTasks)
    .values({
      id: newId(),
      kind: "mail-provider-refuses",
      subjectType: "provider",
      subjectId: "resend",
      ...fresh,
    })
    .onConflictDoUpdate({
      target: [staffTasks.kind, staffTasks.subjectType, staffTasks.subjectId],
      set: fresh,
    });
}

/** What the reason of an outcome may say in a row and a log: never more than this. */
export function reasonOf(outcome: Exclude<SendOutcome, { outcome: "accepted" }>): string {
  return `${outcome.outcome}: ${outcome.reason}`;
}

const unsent = {
  state: "created",
  leaseUntil: null,
  firstSentAt: null,
  batchPosition: 0,
} as const;

/** The rows of a request that nobody has settled in the meantime. */
const mine = ({ key, mails }: ClaimedRequest) =>
  and(named(mails), eq(notifications.idempotencyKey, key), eq(notifications.state, "sending"));

const named = (mails: readonly MailRow[]) =>
  and(
    inArray(notifications.customerId, [...new Set(mails.map(({ customerId }) => customerId))]),
    inArray(
      notifications.id,
      mails.map(({ id }) => id),
    ),
  );
