import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  invitation,
  inviteMember,
  listMembers,
  removeMember,
} from "#app/domains/accounts/members.server.ts";
import { mayManage } from "#app/domains/accounts/viewer.ts";
import { queueInvitationMail } from "#app/domains/notifications/queue-mail.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { InviteForm } from "#app/ui/accounts/invite-form.tsx";
import { PeopleTable } from "#app/ui/accounts/people-table.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

async function requireOwner(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  if (!mayManage(viewer)) throw forbidden();
  const language = await languageOf(args.request, args.context);
  return { viewer, t: messagesFor(language).accounts };
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, t } = await requireOwner(args);
  const done = new URL(args.request.url).searchParams.get("done");
  return {
    title: t.people.title,
    me: viewer.personId,
    people: await listMembers(args.context.context, viewer),
    done: done === "invited" || done === "removed" ? (done as "invited" | "removed") : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { context } = args.context;
  const { viewer, t } = await requireOwner(args);
  const fields = await textFields(args.request);
  const back = (done: string) =>
    redirectAfterPost(`${customerPath(viewer.customerNumber, "/people")}?done=${done}`);

  if (fields.remove !== undefined) {
    const removed = await removeMember(context, viewer, fields.remove);
    if (!isRefused(removed)) return back("removed");
    if (removed.refused === "owners-only") throw forbidden();
    if (removed.refused === "not-found") throw notFound();
    return rejectForm({ people: t.people.lastOwner }, fields, { status: statusOf(removed) });
  }

  const parsed = invitation.safeParse(fields);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    return rejectForm(
      {
        ...(wrong.has("name") ? { name: t.people.nameMissing } : {}),
        ...(wrong.has("email") ? { email: t.signIn.emailInvalid } : {}),
        ...(wrong.has("role") ? { role: t.people.roleMissing } : {}),
      },
      fields,
    );
  }
  const invited = await inviteMember(context, viewer, parsed.data, (tx, mail) =>
    queueInvitationMail(context, tx, mail),
  );
  if (!isRefused(invited)) return back("invited");
  if (invited.refused === "owners-only") throw forbidden();
  return rejectForm({ email: t.people.alreadyMember }, fields, { status: statusOf(invited) });
}

export default function People() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().accounts.people;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {page.done && !answer ? (
        <Notice tone="paid" live>
          {t[page.done]}
        </Notice>
      ) : null}
      <p>{t.intro}</p>
      <PeopleTable people={page.people} me={page.me} error={answer?.errors.people} />
      <InviteForm errors={answer?.errors} values={answer?.values} />
    </div>
  );
}
