import type { LoaderFunctionArgs } from "@remix-run/node";
import { listEvents } from "#app/domains/invoices/list-events.server.ts";
import { answerRead, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

export const action = methodNotAllowed("GET");

/** `GET /api/v1/events?after={cursor}&limit={1…500}`: everything that happened, in order. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerRead(args, "events:read", async ({ context, viewer, language, url }) => {
    const asked = Number(url.searchParams.get("limit") ?? 100);
    const limit = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), 500) : 100;
    const after = url.searchParams.get("after") || undefined;
    const page = await listEvents(context, viewer, { after, limit });
    if (!isRefused(page)) return { status: 200, body: page };
    const message = messagesFor(language).api.badCursor;
    return refused("rejected", { errors: [{ pointer: "?after", rule: null, message }] });
  });
}
