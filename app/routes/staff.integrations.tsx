import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  apiKeyInput,
  apiScopes,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "#app/domains/accounts/api-keys.server.ts";
import { countApiRefusals, strangers } from "#app/domains/accounts/list-api-refusals.server.ts";
import { listEndpoints } from "#app/domains/webhooks/list-endpoints.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { showOnce, takeShownOnce } from "#app/http/shown-once.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { MadeKey, MakeKeyForm, RevokeKeyForm } from "#app/ui/accounts/api-key-forms.tsx";
import { ApiKeyTable } from "#app/ui/accounts/api-key-table.tsx";
import { RefusalsSection } from "#app/ui/accounts/refusals-section.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { EndpointList } from "#app/ui/webhooks/endpoint-list.tsx";

/** The keys of the biller's software, and where it is told what happens. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { searchParams } = new URL(args.request.url);
  const { context } = args.context;
  const [keys, endpoints, refusals] = await Promise.all([
    listApiKeys(context, viewer),
    listEndpoints(context, viewer),
    countApiRefusals(context, viewer),
  ]);
  if (isRefused(endpoints) || isRefused(refusals)) throw forbidden();
  const asked = keys.find(({ id, revokedAt }) => id === searchParams.get("revoke") && !revokedAt);
  const made = keys.find(({ id }) => id === searchParams.get("made"));
  const shown = made && takeShownOnce(context, args.request, viewer, `api-key ${made.id}`);
  return data(
    {
      title: messagesFor(await languageOf(args.request, args.context)).team.keys.title,
      keys: keys.map((key) => ({ ...key, refusedLately: refusals[key.id] ?? 0 })),
      endpoints,
      strangersLately: refusals[strangers] ?? 0,
      strangersTo: `/staff/integrations/refusals?key=${strangers}`,
      scopes: apiScopes,
      revoking: asked ? { id: asked.id, name: asked.name } : null,
      /** `secret` null: it was shown already. */
      made: made ? { name: made.name, secret: shown?.secret ?? null } : null,
      done: doneOf(searchParams.get("done")),
    },
    { headers: shown ? { "set-cookie": shown.cookie } : {} },
  );
}

function doneOf(what: string | null): "revoked" | "endpoint-removed" | null {
  return what === "revoked" || what === "endpoint-removed" ? what : null;
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { context } = args.context;
  const t = messagesFor(await languageOf(args.request, args.context)).team.keys.errors;
  const form = await args.request.formData();
  const revoke = form.get("revoke");
  if (typeof revoke === "string") {
    const revoked = await revokeApiKey(context, viewer, revoke);
    if (isRefused(revoked)) throw revoked.refused === "not-found" ? notFound() : forbidden();
    return redirectAfterPost("/staff/integrations?done=revoked");
  }

  const typed = { name: String(form.get("name") ?? ""), scopes: form.getAll("scopes").map(String) };
  const parsed = apiKeyInput.safeParse(typed);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
    return rejectForm(
      {
        ...(wrong.has("name") ? { name: t.name } : {}),
        ...(wrong.has("scopes") ? { scopes: t.scopes } : {}),
      },
      typed,
    );
  }
  const made = await createApiKey(context, viewer, parsed.data);
  if (isRefused(made)) throw forbidden();
  return redirectAfterPost(`/staff/integrations?made=${made.id}`, [
    showOnce(context, viewer, `api-key ${made.id}`, made.key),
  ]);
}

export default function Integrations() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { team, webhooks } = useMessages();
  const t = team.keys;
  return (
    <>
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {page.made && !answer ? <MadeKey {...page.made} /> : null}
      {page.done && !answer ? (
        <Notice tone="paid" live>
          {page.done === "revoked" ? t.revokeDone : webhooks.done.removed}
        </Notice>
      ) : null}
      {page.revoking && !answer ? <RevokeKeyForm {...page.revoking} /> : null}
      <p>
        {t.intro}{" "}
        <a className="action-link" href="/api/docs">
          {t.docs}
        </a>
      </p>
      <div className="sheet">
        {page.keys.length === 0 ? <p>{t.none}</p> : <ApiKeyTable keys={page.keys} />}
      </div>
      <MakeKeyForm scopes={page.scopes} errors={answer?.errors} values={answer?.values} />
      <RefusalsSection strangersLately={page.strangersLately} strangersTo={page.strangersTo} />
      <EndpointList endpoints={page.endpoints} />
    </>
  );
}
