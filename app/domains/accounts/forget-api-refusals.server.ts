import { lt } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { apiRefusals } from "#db/schema/accounts.ts";

const kept = days(30);

/** Deletes refusals that nobody will look into any more. */
export async function forgetApiRefusals({
  db,
  clock,
}: Pick<Context, "db" | "clock">): Promise<void> {
  await db.delete(apiRefusals).where(lt(apiRefusals.lastAt, later(clock.now(), -kept)));
}
