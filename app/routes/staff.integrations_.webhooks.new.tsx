import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { type AddRefusal, addEndpoint } from "#app/domains/webhooks/add-endpoint.server.ts";
import { endpointInput, mostEndpoints } from "#app/domains/webhooks/endpoint.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { showOnce } from "#app/http/shown-once.server.ts";
import { eventTypes } from "#app/platform/event-types.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { EndpointForm } from "#app/ui/webhooks/endpoint-form.tsx";

/** Adds an address that events are pushed to. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, "manager");
  const t = messagesFor(await languageOf(args.request, args.context)).webhooks;
  return { title: t.addTitle, types: eventTypes };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const t = messagesFor(await languageOf(args.request, args.context)).webhooks.errors;
  const form = await args.request.formData();
  const typed = {
    url: String(form.get("url") ?? ""),
    description: String(form.get("description") ?? ""),
    eventTypes: form.getAll("eventTypes").map(String),
  };
  const parsed = endpointInput.safeParse({
    ...typed,
    eventTypes: typed.eventTypes.length > 0 ? typed.eventTypes : null,
  });
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
    return rejectForm(
      {
        ...(wrong.has("description") ? { description: t.description } : {}),
        ...(wrong.has("eventTypes") ? { eventTypes: t.eventTypes } : {}),
      },
      typed,
    );
  }
  const { context } = args.context;
  const added = await addEndpoint(context, viewer, parsed.data);
  if (isRefused(added)) return rejectForm({ url: sentenceFor(added, t) }, typed);
  const { endpoint, secret } = added;
  return redirectAfterPost(`/staff/integrations/webhooks/${endpoint.id}?done=added`, [
    showOnce(context, viewer, `webhook-secret ${endpoint.id}`, secret),
  ]);
}

function sentenceFor(refusal: AddRefusal, t: Messages["webhooks"]["errors"]): string {
  switch (refusal.refused) {
    case "managers-only":
      throw forbidden();
    case "too-many-endpoints":
      return t.tooMany(mostEndpoints);
    case "url-malformed":
      return t.malformed;
    case "url-not-https":
      return t.notHttps;
    case "url-with-credentials":
      return t.withCredentials;
    case "url-private":
      return t.private;
  }
}

export default function NewEndpoint() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().webhooks;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <p>
        <Link className="action-link" to="/staff/integrations" reloadDocument>
          ← {t.back}
        </Link>
      </p>
      <h1>{page.title}</h1>
      <p>{t.addIntro}</p>
      <EndpointForm types={page.types} errors={answer?.errors} values={answer?.values} />
    </div>
  );
}
