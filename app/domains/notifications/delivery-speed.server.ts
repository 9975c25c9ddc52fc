import { and, gte, isNotNull, sql } from "drizzle-orm";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { notifications } from "#db/schema/notifications.ts";

/** Seconds from a mail being written to the provider taking it, over the last day; null when nothing was sent. */
export interface DeliverySpeed {
  readonly mails: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** How long mails waited here (quality.md, Mail: p95 ≤ 10 s, p99 ≤ 60 s, shown to staff). */
export async function deliverySpeed(
  context: Context,
  _viewer: StaffViewer,
): Promise<DeliverySpeed> {
  const share = (of: number) =>
    sql`percentile_cont(${of}) within group (order by extract(epoch from ${notifications.acceptedAt} - ${notifications.createdAt}))`.mapWith(
      Number,
    );
  const [row] = await inScope(context, "all", (tx) =>
    tx
      .select({
        mails: sql`count(*)`.mapWith(Number),
        p50: share(0.5),
        p95: share(0.95),
        p99: share(0.99),
      })
      .from(notifications)
      .where(
        and(
          gte(notifications.createdAt, later(context.clock.now(), -days(1))),
          isNotNull(notifications.acceptedAt),
        ),
      ),
  );
  return row ?? { mails: 0, p50: null, p95: null, p99: null };
}
