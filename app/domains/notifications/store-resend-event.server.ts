import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { readSignedEvent, type WebhookHeaders } from "./resend.server.ts";

/**
 * Takes a webhook in: its signature over the raw body must be Resend's (`svix-id`, `svix-timestamp`, `svix-signature`) and at
 * most five minutes old; then it is stored once under its `svix-id`, with the job that works on it, in one transaction.
 * Whatever its type, so that none is lost that a later version understands. `stored` is false for a repetition.
 */
export async function storeResendEvent(
  context: Context,
  rawBody: string,
  headers: WebhookHeaders,
): Promise<{ id: string; stored: boolean } | Refusal<"bad-signature">> {
  const event = readSignedEvent(context.config, rawBody, headers);
  const { id } = headers;
  if (!event || !id) return refused("bad-signature");
  return inScope(context, "all", async (tx) => {
    const added = await tx
      .insert(providerEvents)
      .values({
        provider: "resend",
        id,
        type: event.type,
        payload: event as unknown as Record<string, unknown>,
        receivedAt: context.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    if (added.length > 0) await enqueue(tx, "process-provider-event", { provider: "resend", id });
    return { id, stored: added.length > 0 };
  });
}
