import type { ActionFunctionArgs } from "@remix-run/node";
import { changeStaff } from "#app/domains/accounts/change-staff.server.ts";
import { deactivateStaff } from "#app/domains/accounts/deactivate-staff.server.ts";
import type { TeamMember } from "#app/domains/accounts/list-team.server.ts";
import { reactivateStaff } from "#app/domains/accounts/reactivate-staff.server.ts";
import { readStaffForm } from "#app/domains/accounts/read-staff-form.ts";
import { requestSignIn } from "#app/domains/accounts/request-sign-in.server.ts";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { countTry } from "#app/http/rate-limit.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** What a manager can do with a member: change, mail a sign-in link, end access, give it back. */
export async function actOnMember(
  args: ActionFunctionArgs,
  viewer: StaffViewer,
  member: TeamMember,
) {
  const { context } = args.context;
  const { personId, email } = member;
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).team.errors;
  const fields = await textFields(args.request);
  const done = (what: string) => redirectAfterPost(`/staff/team/${personId}?done=${what}`);

  if (fields.intent === "mail") {
    if (member.deactivatedAt) throw notFound();
    const limited = await countTry(context, "sign-in-address", email);
    if (limited) return rejectForm({ mail: t.tooManyMails }, {}, { status: statusOf(limited) });
    await requestSignIn(context, { email, browserId: null, next: "/staff" }, (tx, mail) =>
      queueSignInMail(context, tx, { ...mail, language, nextPath: mail.next }),
    );
    return done("mailed");
  }

  if (fields.intent === "deactivate") {
    const ended = await deactivateStaff(context, viewer, personId);
    if (!isRefused(ended)) return done("deactivated");
    if (ended.refused === "managers-only") throw forbidden();
    if (ended.refused === "not-found") throw notFound();
    const sentence = ended.refused === "oneself" ? t.oneself : t.lastManager;
    return rejectForm({ deactivate: sentence }, {}, { status: statusOf(ended) });
  }

  if (fields.intent === "reactivate") {
    const back = await reactivateStaff(context, viewer, personId);
    if (!isRefused(back)) return done("reactivated");
    throw back.refused === "managers-only" ? forbidden() : notFound();
  }

  const form = readStaffForm(fields, t);
  if ("errors" in form) return rejectForm(form.errors, fields);
  const changed = await changeStaff(context, viewer, personId, form.read);
  if (!isRefused(changed)) return done("changed");
  const status = statusOf(changed);
  switch (changed.refused) {
    case "managers-only":
      throw forbidden();
    case "not-found":
      throw notFound();
    case "last-manager":
      return rejectForm({ role: t.lastManager }, fields, { status });
    case "email-taken":
      return rejectForm({ email: t.emailTaken }, fields, { status });
    case "acts-for-customers":
      return rejectForm({ email: t.actsForCustomers }, fields, { status });
  }
}
