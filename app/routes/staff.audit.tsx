import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditDetails } from "#app/domains/accounts/audit-details.ts";
import { type AuditRow, listAudit } from "#app/domains/accounts/list-audit.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, requireStaff } from "#app/http/require-viewer.server.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { type AuditEntryRow, AuditTable } from "#app/ui/accounts/audit-table.tsx";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";

/** Who did what, newest first. Managers only, and nobody changes it. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const language = await languageOf(args.request, args.context);
  const words = messagesFor(language);
  const t = words.team.audit;
  const { searchParams } = new URL(args.request.url);
  const q = searchParams.get("q")?.trim() ?? "";
  const after = searchParams.get("after") || undefined;
  const found = await listAudit(args.context.context, viewer, { q, after, actionWords: t.actions });
  if (isRefused(found)) throw forbidden();
  const list = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(q ? { q } : {}), ...more });
    return query.size > 0 ? `/staff/audit?${query}` : "/staff/audit";
  };
  return {
    title: t.title,
    q,
    rows: found.rows.map(
      (row): AuditEntryRow => ({
        id: row.id,
        at: row.at,
        what: t.actions[row.action] ?? row.action,
        details: auditDetails(row.data, words, language),
        who: { kind: t.kinds[row.by.kind] ?? row.by.kind, name: row.by.name },
        fromAddress: row.fromAddress,
        byMachine: row.byMachine,
        about: aboutOf(row, t),
      }),
    ),
    next: found.next ? list({ after: found.next }) : null,
    first: after ? list({}) : null,
  };
}

function pageOf({ type, id }: { type: string; id: string }, t: Messages["team"]["audit"]) {
  if (type === "dispute") return { text: t.dispute, to: `/staff/disputes/${id}` };
  if (type === "payment-plan") return { text: t.plan, to: `/staff/plans/${id}` };
  return null;
}

function aboutOf(
  { customer, subject }: AuditRow,
  t: Messages["team"]["audit"],
): AuditEntryRow["about"] {
  // One link, to what is nearest to the deed.
  const page = subject && pageOf(subject, t);
  const thing = subject?.type === "task" ? t.task : subject?.name;
  return [
    ...(page ? [page] : []),
    ...(thing ? [{ text: thing, to: null }] : []),
    ...(customer
      ? [
          {
            text: `${customer.name} (${customer.number})`,
            to: page ? null : `/staff/customers/${customer.id}`,
          },
        ]
      : []),
  ];
}

export default function Audit() {
  const page = useLoaderData<typeof loader>();
  const { team, layout } = useMessages();
  const t = team.audit;
  return (
    <>
      <h1>{page.title}</h1>
      <p>{t.intro}</p>
      <search>
        <form method="get" action="/staff/audit" className="search">
          <TextField
            type="search"
            name="q"
            label={t.search}
            hint={t.searchHint}
            defaultValue={page.q}
            autoComplete="off"
          />
          <Button data-testid="search">{layout.search}</Button>
        </form>
      </search>
      <div className="sheet">
        {page.rows.length === 0 ? (
          <p role="status">{page.q ? t.none : t.noneYet}</p>
        ) : (
          <AuditTable caption={page.title} rows={page.rows} />
        )}
        <Pages next={page.next} first={page.first} label={t.pages} />
      </div>
    </>
  );
}
