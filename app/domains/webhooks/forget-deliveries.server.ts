import { and, lt, ne } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { webhookDeliveries } from "#db/schema/webhooks.ts";

const kept = days(30);

/** Deletes what is said about deliveries that ended long ago; the events themselves stay in the feed. */
export async function forgetDeliveries(context: Context): Promise<void> {
  await inScope(context, "all", (tx) =>
    tx
      .delete(webhookDeliveries)
      .where(
        and(
          ne(webhookDeliveries.state, "waiting"),
          lt(webhookDeliveries.createdAt, later(context.clock.now(), -kept)),
        ),
      ),
  );
}
