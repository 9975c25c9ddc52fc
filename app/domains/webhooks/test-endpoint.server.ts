import { eq } from "drizzle-orm";
import { validate as isId, v7 as newId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { type EndpointManager, mayManageEndpoints } from "./endpoint.ts";
import { type PostOptions, postWebhook, type WebhookAnswer } from "./post-webhook.server.ts";
import { signedHeaders } from "./signing-secret.server.ts";

/** The type of a message that says nothing but that messages arrive. Never in the feed. */
export const testEventType = "webhook.test";

/** Sends a signed test now, and answers what came back. Also to an endpoint that is off, to see before it is switched on. */
export async function testEndpoint(
  context: Context,
  viewer: EndpointManager,
  endpointId: string,
  options: Omit<PostOptions, "allowPrivate"> = {},
): Promise<
  { answer: WebhookAnswer } | Refusal<"managers-only" | "not-found" | "secret-unreadable">
> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(endpointId)) return refused("not-found");
  const { config, clock, db } = context;
  const [endpoint] = await db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId));
  if (!endpoint) return refused("not-found");
  const id = `test_${newId()}`;
  const body = JSON.stringify({
    id,
    type: testEventType,
    createdAt: clock.now(),
    customerNumber: null,
    subject: { type: "webhook-endpoint", id: endpointId, number: null },
    data: {},
  });
  const message = { id, timestamp: clock.now(), body };
  const headers = signedHeaders(endpoint, message, config.appSecret);
  if (!headers) return refused("secret-unreadable");
  await db.transaction((tx) =>
    recordAudit(context, tx, {
      by: viewer,
      action: "webhook-endpoint.tested",
      subject: { type: "webhook-endpoint", id: endpointId },
      data: { url: endpoint.url },
    }),
  );
  const allowPrivate = config.webhookAllowPrivate;
  return { answer: await postWebhook(endpoint.url, headers, body, { ...options, allowPrivate }) };
}
