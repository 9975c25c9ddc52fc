import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { findEndpoint } from "#app/domains/webhooks/list-endpoints.server.ts";
import { removeEndpoint } from "#app/domains/webhooks/switch-endpoint.server.ts";
import { answerRead, answerWrite, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

const notAllowed = methodNotAllowed("GET", "DELETE");

/** `GET /api/v1/webhook-endpoints/{id}`: one of them, with how it does. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerRead(args, "webhooks:write", async ({ context, viewer }) => {
    const endpoint = await findEndpoint(context, viewer, args.params.endpointId ?? "");
    if (isRefused(endpoint)) return refused("endpoint-not-found");
    return { status: 200, body: endpoint };
  });
}

/** `DELETE /api/v1/webhook-endpoints/{id}`: nothing more is sent there. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "DELETE") return notAllowed(args);
  return answerWrite(args, { scope: "webhooks:write" }, async ({ context, viewer }) => {
    const removed = await removeEndpoint(context, viewer, args.params.endpointId ?? "");
    return isRefused(removed) ? refused("endpoint-not-found") : { status: 204 };
  });
}
