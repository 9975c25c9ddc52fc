import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  apiKeyInput,
  apiScopes,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from "#app/domains/accounts/api-keys.server.ts";
import { listEndpoints } from "#app/domains/webhooks/list-endpoints.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { MadeKey, MakeKeyForm, RevokeKeyForm } from "#app/ui/accounts/api-key-forms.tsx";
import { ApiKeyTable } from "#app/ui/accounts/api-key-table.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { EndpointList } from "#app/ui/webhooks/endpoint-list.tsx";

/** The keys of the biller's software, and where it is told what happens. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { searchParams } = new URL(args.request.url);
  const { context } = args.context;
  const [keys, endpoints] = await Promise.all([
    listApiKeys(context, viewer),
    listEndpoints(context, viewer),
  ]);
  if (isRefused(endpoints)) throw forbidden();
  const asked = keys.find(({ id, revokedAt }) => id === searchParams.get("revoke") && !revokedAt);
  return {
    title: messagesFor(await languageOf(args.request, args.context)).team.keys.title,
    keys,
    endpoints,
    scopes: apiScopes,
    revoking: asked ? { id: asked.id, name: asked.name } : null,
    done: doneOf(searchParams.get("done")),
  };
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
  // No redirect, for once: an address or a cookie would keep what is shown here once and stored nowhere.
  return data({ made: { name: parsed.data.name, key: made.key } }, { status: 201 });
}

export default function Integrations() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { team, webhooks } = useMessages();
  const t = team.keys;
  const rejected = answer && "errors" in answer ? answer : undefined;
  return (
    <>
      <ErrorSummary errors={rejected?.errors} />
      <h1>{page.title}</h1>
      {answer && "made" in answer ? (
        <MadeKey name={answer.made.name} secret={answer.made.key} />
      ) : null}
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
      <MakeKeyForm scopes={page.scopes} errors={rejected?.errors} values={rejected?.values} />
      <EndpointList endpoints={page.endpoints} />
    </>
  );
}
