import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listTeam } from "#app/domains/accounts/list-team.server.ts";
import { limitCurrency } from "#app/domains/accounts/read-staff-form.ts";
import { languageOf } from "#app/http/language.server.ts";
import { forbidden, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { type TeamRow, TeamTable } from "#app/ui/accounts/team-table.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** Who answers customers. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const team = await listTeam(args.context.context, viewer);
  if (isRefused(team)) throw forbidden();
  return {
    title: messagesFor(await languageOf(args.request, args.context)).team.title,
    me: viewer.personId,
    invited: new URL(args.request.url).searchParams.get("done") === "invited",
    members: team.map(
      (member): TeamRow => ({
        personId: member.personId,
        name: member.name,
        email: member.email,
        role: member.role,
        phone: member.phone,
        customers: member.customers,
        creditLimit: member.creditLimit === null ? null : money(member.creditLimit, limitCurrency),
        active: member.deactivatedAt === null,
      }),
    ),
  };
}

export default function Team() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().team;
  return (
    <>
      <div className="row spread">
        <h1>{page.title}</h1>
        <ButtonLink to="/staff/team/new" data-testid="invite">
          {t.invite}
        </ButtonLink>
      </div>
      {page.invited ? (
        <Notice tone="paid" live>
          {t.done.invited}
        </Notice>
      ) : null}
      <p>{t.intro}</p>
      <div className="sheet">
        <TeamTable members={page.members} me={page.me} />
      </div>
    </>
  );
}
