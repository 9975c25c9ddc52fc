import type { ActionFunctionArgs } from "@remix-run/node";
import { storeStripeEvent } from "#app/domains/payments/stripe-webhook.server.ts";
import { readBody } from "#app/http/api/request-body.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** Far above any event of Stripe's. */
const largestEvent = 1024 * 1024;

/** Stripe's webhook: what is signed is stored and answered at once; the worker does the rest (docs.stripe.com/webhooks). */
export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST")
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  const body = await readBody(request, largestEvent);
  if (isRefused(body)) return new Response(null, { status: 413 });
  const stored = await storeStripeEvent(
    context.context,
    Buffer.from(body).toString("utf8"),
    request.headers.get("stripe-signature"),
  );
  return isRefused(stored)
    ? Response.json({ error: stored.refused }, { status: 400 })
    : Response.json({ received: true });
}

export function loader() {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}
