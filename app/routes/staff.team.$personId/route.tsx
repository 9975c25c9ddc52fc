import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { teamMember } from "#app/domains/accounts/list-team.server.ts";
import { staffFormValues } from "#app/domains/accounts/read-staff-form.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { StaffForm } from "#app/ui/accounts/staff-form.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { actOnMember } from "./act.server.ts";
import { MemberStep } from "./member-access.tsx";

async function requireMember(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const member = await teamMember(args.context.context, viewer, args.params.personId ?? "");
  if (isRefused(member)) throw notFound();
  return { viewer, member };
}

/** A member of staff: details, sign-in link, access. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, member } = await requireMember(args);
  const t = messagesFor(await languageOf(args.request, args.context)).team;
  const done = new URL(args.request.url).searchParams.get("done") ?? "";
  return {
    title: t.changeTitle(member.name),
    name: member.name,
    customers: String(member.customers),
    active: member.deactivatedAt === null,
    isMe: member.personId === viewer.personId,
    values: staffFormValues(member),
    done: done in t.done ? (done as keyof typeof t.done) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, member } = await requireMember(args);
  return actOnMember(args, viewer, member);
}

export default function Member() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { team: t, layout } = useMessages();
  const errors: Readonly<Record<string, string>> | undefined = answer?.errors;
  // Only the details' own form sends values back.
  const typed = answer && "name" in answer.values ? answer.values : page.values;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={errors} />
      <p>
        <Link className="action-link" to="/staff/team" reloadDocument>
          ← {t.allTeam}
        </Link>
      </p>
      <h1>{page.title}</h1>
      {page.done && !answer ? (
        <Notice tone="paid" live>
          {t.done[page.done]}
        </Notice>
      ) : null}
      {page.active ? null : <Notice tone="held">{t.left}</Notice>}
      <StaffForm submit={layout.save} errors={errors} values={typed} />
      {page.active ? (
        <MemberStep
          intent="mail"
          title={t.mailTitle}
          intro={t.mailIntro}
          submit={t.mail}
          error={errors?.mail}
        />
      ) : (
        <MemberStep
          intent="reactivate"
          title={t.reactivateTitle}
          intro={t.reactivateIntro}
          submit={t.reactivate(page.name)}
        />
      )}
      {page.active && !page.isMe ? (
        <MemberStep
          intent="deactivate"
          title={t.deactivateTitle}
          intro={t.deactivateIntro(page.customers)}
          submit={t.deactivate(page.name)}
          look="warn"
          error={errors?.deactivate}
        />
      ) : null}
    </div>
  );
}
