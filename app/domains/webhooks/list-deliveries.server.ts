import { and, desc, eq, lt, or, type SQL } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { webhookDeliveries } from "#db/schema/webhooks.ts";
import { type EndpointManager, mayManageEndpoints } from "./endpoint.ts";

export interface DeliveryRow {
  eventId: number;
  eventType: string;
  customerNumber: string;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  createdAt: Date;
  nextTryAt: Date;
  lastTriedAt: Date | null;
  lastStatus: number | null;
  lastAnswer: string | null;
  lastError: string | null;
}

const pageSize = 50;

/** What an endpoint was sent or is to be sent, newest first, 50 a page. `next` is for `after`. */
export async function listDeliveries(
  context: Context,
  viewer: EndpointManager,
  { endpointId, state, after }: { endpointId: string; state?: string; after?: string },
): Promise<{ rows: DeliveryRow[]; next: string | null } | Refusal<"managers-only" | "not-found">> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(endpointId)) return refused("not-found");
  const wanted = (["waiting", "delivered", "failed"] as const).find((known) => known === state);
  const found = await inScope(context, "all", (tx) =>
    tx
      .select({
        eventId: webhookDeliveries.eventId,
        eventType: webhookDeliveries.eventType,
        customerNumber: customers.number,
        state: webhookDeliveries.state,
        attempts: webhookDeliveries.attempts,
        createdAt: webhookDeliveries.createdAt,
        nextTryAt: webhookDeliveries.nextTryAt,
        lastTriedAt: webhookDeliveries.lastTriedAt,
        lastStatus: webhookDeliveries.lastStatus,
        lastAnswer: webhookDeliveries.lastAnswer,
        lastError: webhookDeliveries.lastError,
      })
      .from(webhookDeliveries)
      .innerJoin(customers, eq(customers.id, webhookDeliveries.customerId))
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          wanted && eq(webhookDeliveries.state, wanted),
          olderThan(after),
        ),
      )
      .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.eventId))
      .limit(pageSize + 1),
  );
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > pageSize && last ? `${last.createdAt.getTime()}.${last.eventId}` : null,
  };
}

/** A cursor that is none is ignored. */
function olderThan(after: string | undefined): SQL | undefined {
  const [, at, eventId] = /^(\d{1,15})\.(\d{1,15})$/.exec(after ?? "") ?? [];
  if (!at || !eventId) return undefined;
  const instant = new Date(Number(at));
  const { createdAt, eventId: id } = webhookDeliveries;
  return or(lt(createdAt, instant), and(eq(createdAt, instant), lt(id, Number(eventId))));
}
