import type { Context } from "#app/platform/context.server.ts";
import { type StripeSession, stripe } from "./stripe.server.ts";

/** How many of the newest sessions are looked through for one whose id we never heard. */
const looked = 500;

/** Finds the payment page that Stripe made for an attempt although its answer was lost; null when there is none. */
export async function findSession(
  context: Context,
  attemptId: string,
): Promise<StripeSession | null> {
  let seen = 0;
  for await (const session of stripe(context).checkout.sessions.list({ limit: 100 })) {
    if (session.client_reference_id === attemptId) return session;
    seen += 1;
    if (seen >= looked) break;
  }
  return null;
}
