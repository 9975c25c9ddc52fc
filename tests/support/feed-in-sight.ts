import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { events } from "#db/schema/platform.ts";

/**
 * Waits until the feed shows every event. It ends before the oldest transaction that still runs, and PostgreSQL counts those of all
 * databases of a server: another test file's can hide what this one wrote a moment ago.
 */
export async function feedInSight(context: Context): Promise<void> {
  const hidden = () =>
    inScope(context, "all", (tx) =>
      tx.$count(events, sql`${events.transaction} >= pg_snapshot_xmin(pg_current_snapshot())`),
    );
  await expect.poll(hidden, { timeout: 60_000, interval: 20 }).toBe(0);
}
