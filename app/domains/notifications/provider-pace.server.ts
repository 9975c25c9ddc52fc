import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { seconds } from "#app/platform/duration.ts";

/** The row of `installation` that all workers on all machines take their turns from. */
const row = "mail-pace";
/** A little slower than allowed: requests that leave evenly do not arrive evenly. */
const slack = 1.08;
/** A worker's place is not held longer than this; what waits longer is done by a later job. */
const longestWait = seconds(20);

const now = sql`(extract(epoch from clock_timestamp()) * 1000)::float8`;
const next = sql`coalesce((installation.value->>'next')::float8, 0)`;

/**
 * Waits for this process's turn to call the provider, `RESEND_RATE_PER_SECOND` turns a second over all processes. By the
 * database's clock, the only one they share. Answers false, having taken no turn, when the next one is more than twenty
 * seconds away or the signal says stop.
 */
export async function takeTurn(
  { config, db }: Pick<Context, "config" | "db">,
  signal?: AbortSignal,
): Promise<boolean> {
  const interval = (seconds(1) / config.resend.ratePerSecond) * slack;
  const taken = await db.execute<{ wait: number }>(sql`
    insert into installation (key, value)
    values (${row}, jsonb_build_object('next', ${now} + ${interval}::float8))
    on conflict (key) do update
      set value = jsonb_build_object('next', greatest(${next}, ${now}) + ${interval}::float8)
      where ${next} - ${now} <= ${longestWait}::float8
    returning (value->>'next')::float8 - ${interval}::float8 - ${now} as wait`);
  const wait = taken[0]?.wait;
  if (wait === undefined) return false;
  if (wait <= 0) return !signal?.aborted;
  return pause(wait, true, { signal }).catch(() => false);
}

/** Nobody calls the provider for so many milliseconds: it asked for it (429). */
export async function holdTurns({ db }: Pick<Context, "db">, milliseconds: number): Promise<void> {
  await db.execute(sql`
    insert into installation (key, value)
    values (${row}, jsonb_build_object('next', ${now} + ${milliseconds}::float8))
    on conflict (key) do update
      set value = jsonb_build_object('next', greatest(${next}, ${now} + ${milliseconds}::float8))`);
}
