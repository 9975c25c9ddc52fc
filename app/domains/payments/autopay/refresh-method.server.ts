import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { paymentMethods } from "#db/schema/autopay.ts";
import { stripe } from "../stripe.server.ts";
import { factsOf } from "./sync-setup.server.ts";

/** A bank sent a new card for an old one, and told Stripe: its last digits and its end are others now. */
export async function refreshMethod(context: Context, providerId: string): Promise<void> {
  const ofMethod = and(eq(paymentMethods.providerId, providerId), isNull(paymentMethods.removedAt));
  const [known] = await inScope(context, "all", (tx) =>
    tx.select({ id: paymentMethods.id }).from(paymentMethods).where(ofMethod),
  );
  if (!known) return;
  const facts = factsOf(await stripe(context).paymentMethods.retrieve(providerId));
  await inScope(context, "all", (tx) => tx.update(paymentMethods).set(facts).where(ofMethod));
}
