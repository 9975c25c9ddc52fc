import type { ActionFunctionArgs } from "@remix-run/node";
import { storeResendEvent } from "#app/domains/notifications/store-resend-event.server.ts";
import { readBody } from "#app/http/api/request-body.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** Far above any event of Resend's. */
const largestEvent = 1024 * 1024;

/** Resend's webhook: what is signed is stored and answered at once; the worker does the rest. */
export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST")
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  const body = await readBody(request, largestEvent);
  if (isRefused(body)) return new Response(null, { status: 413 });
  const header = (name: string) => request.headers.get(name);
  const stored = await storeResendEvent(context.context, Buffer.from(body).toString("utf8"), {
    id: header("svix-id"),
    timestamp: header("svix-timestamp"),
    signature: header("svix-signature"),
  });
  return isRefused(stored)
    ? Response.json({ error: stored.refused }, { status: 400 })
    : Response.json({ received: true });
}

export function loader() {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}
