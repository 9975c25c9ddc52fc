import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { cursorFrom } from "#app/domains/invoices/read-feed.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import {
  type Endpoint,
  type EndpointInput,
  type EndpointManager,
  mayManageEndpoints,
  mostEndpoints,
} from "./endpoint.ts";
import { newSigningSecret, sealSigningSecret } from "./signing-secret.server.ts";
import { readTargetUrl, type TargetRefusal } from "./target-url.ts";

export type AddRefusal = TargetRefusal | Refusal<"managers-only" | "too-many-endpoints">;

/** Adds an endpoint, which is told what happens from now on. `secret` is the only time that it is seen in clear. */
export async function addEndpoint(
  context: Context,
  viewer: EndpointManager,
  input: EndpointInput,
): Promise<{ endpoint: Endpoint; secret: string } | AddRefusal> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  const { config, clock, db } = context;
  const target = readTargetUrl(input.url, { allowPrivate: config.webhookAllowPrivate });
  if ("refused" in target) return target;
  const id = newId();
  const secret = newSigningSecret();
  const cursor = await cursorFrom(context);
  const facts = {
    id,
    url: target.url,
    description: input.description,
    eventTypes: input.eventTypes && [...new Set(input.eventTypes)],
    createdAt: clock.now(),
  };
  return db.transaction(async (tx) => {
    // One after the other, so that two at once do not both find the last place free.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('webhook-endpoints'))`);
    if ((await tx.$count(webhookEndpoints)) >= mostEndpoints) return refused("too-many-endpoints");
    await tx.insert(webhookEndpoints).values({
      ...facts,
      secret: sealSigningSecret(secret, id, config.appSecret),
      cursor,
      createdByKind: viewer.kind,
      createdBy: viewer.kind === "staff" ? viewer.personId : viewer.apiKeyId,
    });
    await recordAudit(context, tx, {
      by: viewer,
      action: "webhook-endpoint.created",
      subject: { type: "webhook-endpoint", id },
      data: { url: target.url },
    });
    const never = {
      disabledAt: null,
      disabledWhy: null,
      lastDeliveredAt: null,
      failingSince: null,
    };
    return { endpoint: { ...facts, ...never }, secret };
  });
}
