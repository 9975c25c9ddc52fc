import { and, isNotNull, lte } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { accessLinks, signInTokens } from "#db/schema/accounts.ts";
import { rateLimits } from "#db/schema/platform.ts";
import { deleteEndedSessions } from "./session.server.ts";

/** An expired link still answers "expired, sign in instead" this long; then it is unknown. */
const linksRemembered = days(365);

/** Deletes what opens nothing any more: sign-in tokens and sessions past their end, long expired links, spent counters. */
export async function cleanUpAccounts(context: Context): Promise<void> {
  const now = context.clock.now();
  await deleteEndedSessions(context);
  await context.db.delete(signInTokens).where(lte(signInTokens.expiresAt, later(now, -days(1))));
  // Counters go by the machine's time, as the limiter does.
  await context.db
    .delete(rateLimits)
    .where(and(isNotNull(rateLimits.expire), lte(rateLimits.expire, new Date())));
  await inScope(context, "all", (tx) =>
    tx.delete(accessLinks).where(lte(accessLinks.expiresAt, later(now, -linksRemembered))),
  );
}
