import { and, eq, gt } from "drizzle-orm";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { handleEvents } from "#app/domains/notifications/handle-events.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { events } from "#db/schema/platform.ts";

/** Does with every event of a customer since the last call what the worker does. */
export function newsHandler(context: Context): (viewer: PersonViewer) => Promise<void> {
  let seen = 0;
  return async ({ customerId }) => {
    const news = await inScope(context, "all", (tx) =>
      tx
        .select()
        .from(events)
        .where(and(eq(events.customerId, customerId), gt(events.id, seen)))
        .orderBy(events.id),
    );
    seen = Math.max(seen, ...news.map(({ id }) => id));
    await handleEvents(context, { events: news });
  };
}
