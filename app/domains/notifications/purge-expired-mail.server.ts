import { and, lte, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notifications } from "#db/schema/notifications.ts";

/** Deletes the content of sign-in mails whose code has expired; that they were sent stays known. Answers how many. */
export async function purgeExpiredMail(context: Context): Promise<number> {
  return inScope(context, "all", async (tx) => {
    const purged = await tx
      .update(notifications)
      .set({ payload: null })
      .where(
        and(
          // As the index `notifications_secret` has it.
          sql`${notifications.kind} = 'sign-in' and ${notifications.payload} is not null`,
          lte(notifications.expiresAt, context.clock.now()),
        ),
      )
      .returning({ id: notifications.id });
    return purged.length;
  });
}
