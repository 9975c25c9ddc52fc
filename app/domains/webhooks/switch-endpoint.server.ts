import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { cursorFrom } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookDeliveries, webhookEndpoints } from "#db/schema/webhooks.ts";
import { type DisabledWhy, type EndpointManager, mayManageEndpoints } from "./endpoint.ts";

type Switched = { done: true } | Refusal<"managers-only" | "not-found">;

/** Nothing is sent any more, and what still waited has failed: it can be sent again. */
export async function disableEndpoint(
  context: Context,
  viewer: EndpointManager,
  id: string,
): Promise<Switched> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  return inScope(context, "all", async (tx) => {
    const url = await switchOff(context, tx, id, "by-hand");
    if (url === null) return refused("not-found");
    await audit(context, tx, viewer, "webhook-endpoint.disabled", { id, url });
    return { done: true };
  });
}

/** Sends again, from now on; what happened meanwhile is sent when it is asked for. */
export async function enableEndpoint(
  context: Context,
  viewer: EndpointManager,
  id: string,
): Promise<Switched> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  const cursor = await cursorFrom(context);
  return context.db.transaction(async (tx) => {
    const [enabled] = await tx
      .update(webhookEndpoints)
      .set({ disabledAt: null, disabledWhy: null, cursor, ...healthy })
      .where(eq(webhookEndpoints.id, id))
      .returning({ url: webhookEndpoints.url });
    if (!enabled) return refused("not-found");
    await audit(context, tx, viewer, "webhook-endpoint.enabled", { id, url: enabled.url });
    return { done: true };
  });
}

/** Removes it with its list of deliveries. */
export async function removeEndpoint(
  context: Context,
  viewer: EndpointManager,
  id: string,
): Promise<Switched> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  return inScope(context, "all", async (tx) => {
    const [removed] = await tx
      .delete(webhookEndpoints)
      .where(eq(webhookEndpoints.id, id))
      .returning({ url: webhookEndpoints.url });
    if (!removed) return refused("not-found");
    await audit(context, tx, viewer, "webhook-endpoint.removed", { id, url: removed.url });
    return { done: true };
  });
}

/** As if it had never failed. */
export const healthy = { failingSince: null, failures: 0, pausedUntil: null } as const;

/** Switches an endpoint off in the caller's transaction; answers its URL, null when it is not there or off already. */
export async function switchOff(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  id: string,
  why: DisabledWhy,
): Promise<string | null> {
  const [off] = await tx
    .update(webhookEndpoints)
    .set({ disabledAt: clock.now(), disabledWhy: why })
    .where(and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.disabledAt)))
    .returning({ url: webhookEndpoints.url });
  if (!off) return null;
  await tx
    .update(webhookDeliveries)
    .set({ state: "failed" })
    .where(and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.state, "waiting")));
  return off.url;
}

async function audit(
  context: Context,
  tx: Transaction,
  by: EndpointManager,
  action: `webhook-endpoint.${string}`,
  { id, url }: { id: string; url: string },
): Promise<void> {
  const subject = { type: "webhook-endpoint", id };
  await recordAudit(context, tx, { by, action, subject, data: { url } });
}
