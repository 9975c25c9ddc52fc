import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { inviteStaff } from "#app/domains/accounts/invite-staff.server.ts";
import { readStaffForm } from "#app/domains/accounts/read-staff-form.ts";
import { requestSignIn } from "#app/domains/accounts/request-sign-in.server.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { StaffForm } from "#app/ui/accounts/staff-form.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Lets somebody work at the desk. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, "manager");
  return { title: messagesFor(await languageOf(args.request, args.context)).team.inviteTitle };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { context } = args.context;
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).team.errors;
  const fields = await textFields(args.request);
  const form = readStaffForm(fields, t);
  if ("errors" in form) return rejectForm(form.errors, fields);
  const { email } = form.read;
  const invited = await inviteStaff(context, viewer, form.read);
  if (isRefused(invited)) {
    if (invited.refused === "managers-only") throw forbidden();
    return rejectForm({ email: t.alreadyStaff }, fields, { status: statusOf(invited) });
  }
  // No browser of theirs asked: the link works in whichever they open it, once.
  await requestSignIn(context, { email, browserId: null, next: "/staff" }, (tx, mail) =>
    queueSignInMail(context, tx, { ...mail, language, nextPath: mail.next }),
  );
  return redirectAfterPost("/staff/team?done=invited");
}

export default function InviteStaff() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().team;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <p>
        <Link className="action-link" to="/staff/team" reloadDocument>
          ← {t.allTeam}
        </Link>
      </p>
      <h1>{page.title}</h1>
      <p>{t.inviteIntro}</p>
      <StaffForm submit={t.send} errors={answer?.errors} values={answer?.values} />
    </div>
  );
}
