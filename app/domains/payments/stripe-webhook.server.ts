import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { readSignedEvent } from "./stripe.server.ts";

/**
 * Takes a webhook in: its signature over the raw body must be Stripe's and at most 300 s old; then it is stored once under
 * Stripe's id, with the job that works on it, in one transaction. Whatever its type, so that none is lost that a later version
 * understands. Fast: Stripe waits for the answer. `stored` is false for a repetition.
 */
export async function storeStripeEvent(
  context: Context,
  rawBody: string,
  signature: string | null,
): Promise<{ id: string; stored: boolean } | Refusal<"bad-signature">> {
  const event = signature === null ? null : readSignedEvent(context, rawBody, signature);
  if (!event) return refused("bad-signature");
  const { id, type } = event;
  return inScope(context, "all", async (tx) => {
    const added = await tx
      .insert(providerEvents)
      .values({
        provider: "stripe",
        id,
        type,
        payload: event as unknown as Record<string, unknown>,
        receivedAt: context.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    if (added.length > 0) await enqueue(tx, "process-provider-event", { provider: "stripe", id });
    return { id, stored: added.length > 0 };
  });
}
