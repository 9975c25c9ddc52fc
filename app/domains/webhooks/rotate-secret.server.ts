import { eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { hours, later } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { type EndpointManager, mayManageEndpoints } from "./endpoint.ts";
import { newSigningSecret, sealSigningSecret } from "./signing-secret.server.ts";

/** How long both secrets sign: time to change it on the other side without losing a message. */
const overlap = hours(24);

/** A new secret, seen in clear this once; the one before it signs beside it for a day. */
export async function rotateSecret(
  context: Context,
  viewer: EndpointManager,
  id: string,
): Promise<{ secret: string; url: string } | Refusal<"managers-only" | "not-found">> {
  if (!mayManageEndpoints(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  const { config, clock, db } = context;
  const secret = newSigningSecret();
  return db.transaction(async (tx) => {
    const [rotated] = await tx
      .update(webhookEndpoints)
      .set({
        secret: sealSigningSecret(secret, id, config.appSecret),
        previousSecret: webhookEndpoints.secret,
        previousSecretUntil: later(clock.now(), overlap),
      })
      .where(eq(webhookEndpoints.id, id))
      .returning({ url: webhookEndpoints.url });
    if (!rotated) return refused("not-found");
    await recordAudit(context, tx, {
      by: viewer,
      action: "webhook-endpoint.secret-rotated",
      subject: { type: "webhook-endpoint", id },
      data: { url: rotated.url },
    });
    return { secret, url: rotated.url };
  });
}
