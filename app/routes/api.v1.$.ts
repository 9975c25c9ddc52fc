import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageOfCall, refuse } from "#app/http/api/api-call.server.ts";
import { refused } from "#app/platform/refusal.ts";

/** Every other address below `/api/v1`: a problem that a machine can read, not a page. */
export function loader({ request }: LoaderFunctionArgs): Response {
  return refuse(refused("no-such-call"), languageOfCall(request));
}

export function action(args: LoaderFunctionArgs): Response {
  return loader(args);
}
