import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { listApiKeys } from "#app/domains/accounts/api-keys.server.ts";
import { listApiRefusals, strangers } from "#app/domains/accounts/list-api-refusals.server.ts";
import { problemSummaries, problemTitles } from "#app/http/api/problems.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { RefusalFilters } from "#app/ui/accounts/refusal-filters.tsx";
import { RefusalTable } from "#app/ui/accounts/refusal-table.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";

const here = "/staff/integrations/refusals";

/** What the API refused, newest first. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { context } = args.context;
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).refusals;
  const { searchParams } = new URL(args.request.url);
  const problems = problemSummaries(language);
  const statuses = [...new Set(problems.map(({ status }) => status))]
    .filter((status) => status < 500)
    .sort();
  const typed = {
    q: searchParams.get("q")?.trim() ?? "",
    key: searchParams.get("key") ?? "",
    status: statuses.find((status) => String(status) === searchParams.get("status")),
  };
  const after = searchParams.get("after") || undefined;
  const [keys, found] = await Promise.all([
    listApiKeys(context, viewer),
    listApiRefusals(context, viewer, { ...typed, after }),
  ]);
  if (isRefused(found)) throw forbidden();
  const status = String(typed.status ?? "");
  const filters = Object.entries({ ...typed, status }).filter(([, value]) => value !== "");
  const list = (more: [string, string][]) => {
    const query = new URLSearchParams([...(filters as [string, string][]), ...more]);
    return query.size > 0 ? `${here}?${query}` : here;
  };
  const titles: Record<string, string> = { ...problemTitles(language), ...t.kinds };
  return {
    title: t.title,
    keys: keys.map(({ id, name, revokedAt }) => ({ id, name, revokedAt })),
    statuses,
    noKey: strangers,
    typed: { ...typed, status },
    isFiltered: filters.length > 0,
    rows: found.rows.map((row) => ({ ...row, title: titles[row.kind] ?? row.kind })),
    next: found.next ? list([["after", found.next]]) : null,
    first: after ? list([]) : null,
  };
}

export default function Refusals() {
  const page = useLoaderData<typeof loader>();
  const { refusals: t, webhooks } = useMessages();
  return (
    <>
      <p>
        <Link className="action-link" to="/staff/integrations" reloadDocument>
          ← {webhooks.back}
        </Link>
      </p>
      <h1>{page.title}</h1>
      <p>
        {t.intro}{" "}
        <a className="action-link" href="/api/docs#problems">
          {t.docs}
        </a>
      </p>
      <RefusalFilters
        action={here}
        keys={page.keys}
        noKey={page.noKey}
        statuses={page.statuses}
        typed={page.typed}
      />
      <div className="sheet">
        {page.rows.length === 0 ? (
          <p role="status">{page.isFiltered ? t.noneFound : t.none}</p>
        ) : (
          <RefusalTable caption={page.title} rows={page.rows} />
        )}
        <Pages next={page.next} first={page.first} label={t.pages} />
      </div>
      <p className="muted small">{t.kept}</p>
    </>
  );
}
