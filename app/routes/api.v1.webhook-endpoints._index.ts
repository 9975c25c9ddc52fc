import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type AddRefusal, addEndpoint } from "#app/domains/webhooks/add-endpoint.server.ts";
import { endpointInput, mostEndpoints } from "#app/domains/webhooks/endpoint.ts";
import { listEndpoints } from "#app/domains/webhooks/list-endpoints.server.ts";
import { answerRead, answerWrite, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { parseJson } from "#app/http/api/json-body.ts";
import { mustBeJson } from "#app/http/api/media-types.ts";
import type { ApiRefusal } from "#app/http/api/problems.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

const notAllowed = methodNotAllowed("GET", "POST");

/** `GET /api/v1/webhook-endpoints`: where events are pushed to. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerRead(args, "webhooks:write", async ({ context, viewer }) => {
    const endpoints = await listEndpoints(context, viewer);
    if (isRefused(endpoints)) return refused("missing-scope", { scope: "webhooks:write" });
    return { status: 200, body: { data: endpoints } };
  });
}

/** `POST /api/v1/webhook-endpoints`: signed pushes of the events of the feed. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "POST") return notAllowed(args);
  return answerWrite(
    args,
    { scope: "webhooks:write", acceptsBody: mustBeJson, secret: true },
    async ({ context, viewer, language, url }, body) => {
      const input = parseJson(endpointInput, body, language);
      if (isRefused(input)) return input;
      const added = await addEndpoint(context, viewer, input.value);
      if (isRefused(added)) return explain(added, language);
      return {
        status: 201,
        body: { ...added.endpoint, secret: added.secret },
        location: `${url.pathname}/${added.endpoint.id}`,
      };
    },
  );
}

function explain(refusal: AddRefusal, language: Language): ApiRefusal {
  const t = messagesFor(language).api.webhooks;
  const wrongUrl = (message: string) =>
    refused("rejected", { errors: [{ pointer: "/url", rule: null, message }] });
  switch (refusal.refused) {
    case "managers-only":
      return refused("missing-scope", { scope: "webhooks:write" });
    case "too-many-endpoints":
      return refused("conflict", { detail: t.tooMany(mostEndpoints) });
    case "url-malformed":
      return wrongUrl(t.malformed);
    case "url-not-https":
      return wrongUrl(t.notHttps);
    case "url-with-credentials":
      return wrongUrl(t.withCredentials);
    case "url-private":
      return wrongUrl(t.private);
  }
}
