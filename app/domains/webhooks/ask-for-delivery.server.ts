import { isNull } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";

/** Has the worker look at the feed soon, if anybody is to be told. One waiting job is enough for all. */
export async function askForDelivery({ db }: Pick<Context, "db">): Promise<void> {
  const [any] = await db
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(isNull(webhookEndpoints.disabledAt))
    .limit(1);
  if (any)
    await db.transaction((tx) =>
      enqueue(tx, "deliver-webhooks", {}, { key: "deliver-webhooks", maxAttempts: 5 }),
    );
}
