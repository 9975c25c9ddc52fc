import { and, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { later, minutes, seconds } from "#app/platform/duration.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { type ClaimedRequest, claimRequest } from "./claim-request.server.ts";
import { holdTurns, takeTurn } from "./provider-pace.server.ts";
import { purgeExpiredMail } from "./purge-expired-mail.server.ts";
import { sendMails } from "./resend.server.ts";
import { openPayload } from "./sealed-payload.server.ts";
import {
  askStaffAboutProvider,
  isPastRetrying,
  reasonOf,
  settleAccepted,
  settleFailed,
  settleInDoubt,
  settleNothingHappened,
  settleSplit,
} from "./settle-request.server.ts";

export interface DeliverOptions {
  /**
   * What is due is marked as told (`recorded`) and mailed to nobody: for a history that is told while the mails would go to a
   * real provider.
   */
  readonly recordOnly?: boolean;
  /** Stops between two requests. */
  readonly signal?: AbortSignal;
}

export interface Delivered {
  accepted: number;
  recorded: number;
  withdrawn: number;
  failed: number;
  /** To be asked again later: in doubt, or the provider asked to wait. */
  postponed: number;
}

/** A job works this long at most, then hands over to the next: a worker that stops must not wait for 100,000 mails. */
const shift = seconds(45);

/**
 * Sends what is due, most urgent first, until nothing is. Several at once, in several processes, are harmless: rows are claimed
 * for a minute, the provider's rate is shared, and every request carries a key under which the provider sends once.
 */
export async function deliverMail(
  context: Context,
  options: DeliverOptions = {},
): Promise<Delivered> {
  const done: Delivered = { accepted: 0, recorded: 0, withdrawn: 0, failed: 0, postponed: 0 };
  // Here, because this job comes by every minute: a code's mail goes when the code does.
  await purgeExpiredMail(context);
  const end = performance.now() + shift;
  while (performance.now() < end && !options.signal?.aborted) {
    if (!(await isAnythingDue(context))) break;
    // The turn comes first: what is claimed is sent at once, and checked at the last moment.
    if (!options.recordOnly && !(await takeTurn(context, options.signal))) break;
    const request = await claimRequest(context, options);
    if (!request) break;
    done.withdrawn += request.withdrawn;
    if (request.mails.length === 0) continue;
    if (options.recordOnly && !request.inDoubt) done.recorded += request.mails.length;
    else done[await send(context, request)] += request.mails.length;
  }
  await comeBack(context);
  return done;
}

/** Sends one request and writes down what came of it. */
async function send(
  context: Context,
  request: ClaimedRequest,
): Promise<"accepted" | "failed" | "postponed"> {
  const { config, clock, logger } = context;
  if (isPastRetrying(request, clock.now())) {
    await settleFailed(context, request, "never-answered", "23 hours without an answer");
    return "failed";
  }
  const payloads = request.mails.map(({ payload, id }) =>
    openPayload(payload, id, config.appSecret),
  );
  const bodies = payloads.filter((body) => body !== null);
  if (bodies.length < payloads.length) {
    // A code that expired while in doubt, or another APP_SECRET. Without the same bytes the key must not be used again.
    await settleFailed(context, request, "unreadable", "The stored mail cannot be opened");
    return "failed";
  }
  const result = await sendMails(config, request.key, bodies);
  if (result.outcome === "accepted") {
    await settleAccepted(context, request, result.ids);
    return "accepted";
  }
  const reason = reasonOf(result);
  logger.warn({ key: request.key, mails: request.mails.length, reason }, "Mail was not accepted");
  switch (result.outcome) {
    case "unknown":
      await settleInDoubt(context, request, reason);
      return "postponed";
    case "slow-down":
      await holdTurns(context, Math.min(result.retryAfter, minutes(1)));
      await settleNothingHappened(context, request, { wait: result.retryAfter, reason });
      return "postponed";
    case "not-allowed":
      await askStaffAboutProvider(context, reason);
      await settleNothingHappened(context, request, { wait: minutes(5), reason });
      return "postponed";
    case "refused":
      if (request.mails.length > 1) {
        await settleSplit(context, request);
        return "postponed";
      }
      await settleFailed(context, request, "provider-refused", reason);
      return "failed";
    case "key-conflict":
      await settleFailed(context, request, "key-conflict", reason);
      return "failed";
  }
}

const waiting = sql`${notifications.state} in ('created', 'sending')`;
const ready = sql`greatest(${notifications.sendAfter}, coalesce(${notifications.leaseUntil}, ${notifications.sendAfter}))`;

async function isAnythingDue(context: Context): Promise<boolean> {
  const now = context.clock.now().toISOString();
  const [found] = await inScope(context, "all", (tx) =>
    tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(waiting, sql`${ready} <= ${now}::timestamptz`))
      .limit(1),
  );
  return found !== undefined;
}

/** What waits for its time gets a job at that time; the worker's timetable comes by every minute anyway. */
async function comeBack(context: Context): Promise<void> {
  await inScope(context, "all", async (tx) => {
    const [next] = await tx
      .select({ at: sql<string | null>`min(${ready})` })
      .from(notifications)
      .where(waiting);
    if (!next?.at) return;
    // Never at once: what is due now and was left (another worker has it, or it is not our turn) needs no hurry.
    const soonest = later(context.clock.now(), seconds(1));
    const at = new Date(next.at);
    await enqueue(
      tx,
      "deliver-mail",
      {},
      { key: "deliver-waiting-mail", runAt: at > soonest ? at : soonest },
    );
  });
}
