import { asc, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { type Endpoint, type EndpointManager, mayManageEndpoints } from "./endpoint.ts";

const columns = {
  id: webhookEndpoints.id,
  url: webhookEndpoints.url,
  description: webhookEndpoints.description,
  eventTypes: webhookEndpoints.eventTypes,
  createdAt: webhookEndpoints.createdAt,
  disabledAt: webhookEndpoints.disabledAt,
  disabledWhy: webhookEndpoints.disabledWhy,
  lastDeliveredAt: webhookEndpoints.lastDeliveredAt,
  failingSince: webhookEndpoints.failingSince,
};

/** Every endpoint, oldest first. */
export async function listEndpoints(
  { db }: Context,
  viewer: EndpointManager,
): Promise<Endpoint[] | Refusal<"managers-only">> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  return db.select(columns).from(webhookEndpoints).orderBy(asc(webhookEndpoints.createdAt));
}

export async function findEndpoint(
  { db }: Context,
  viewer: EndpointManager,
  id: string,
): Promise<Endpoint | Refusal<"managers-only" | "not-found">> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  const [found] = await db
    .select(columns)
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, id));
  return found ?? refused("not-found");
}
