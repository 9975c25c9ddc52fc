import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApi } from "#app/http/api/openapi.server.ts";

/** `GET /api/v1/openapi.json`: public, it says nothing that is not in the documentation. */
export function loader({ context }: LoaderFunctionArgs): Response {
  return new Response(JSON.stringify(openApi(context.context.config.appUrl)), {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  });
}
