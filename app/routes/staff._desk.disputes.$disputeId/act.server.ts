import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { answerDispute } from "#app/domains/disputes/answer-dispute.server.ts";
import { type Decision, decideDispute } from "#app/domains/disputes/decide-dispute.server.ts";
import { disputeForStaff } from "#app/domains/disputes/dispute-queue.server.ts";
import { attachmentSentence, longestMessage } from "#app/domains/disputes/read-dispute-form.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { notFound } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { readFormWithFiles } from "#app/http/uploads.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money, readTypedDecimal, toMinor } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";

type Words = Messages["disputes"];

/** What the desk can do with a dispute: answer, note, decide. */
export async function actOnDispute(args: ActionFunctionArgs, viewer: StaffViewer) {
  const disputeId = args.params.disputeId ?? "";
  const { fields, files } = await readFormWithFiles(args.request);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).disputes;
  const { search } = new URL(args.request.url);
  const query = new URLSearchParams(search);
  const done = (what: string) => {
    query.set("done", what);
    return redirectAfterPost(`/staff/disputes/${disputeId}?${query}`);
  };
  if (fields.intent === "decide")
    return decide(args, viewer, { disputeId, fields, t, language, done });

  const internal = fields.intent === "note";
  const field = internal ? "note" : "message";
  const message = fields[field] ?? "";
  if (message === "") return rejectForm({ [field]: t.desk.errors.message }, fields);
  if (message.length > longestMessage) return rejectForm({ [field]: t.errors.messageLong }, fields);
  const answered = await answerDispute(args.context.context, viewer, {
    disputeId,
    message,
    visibility: internal ? "internal" : "public",
    waitForCustomer: fields.wait === "1",
    attachments: files,
    submissionId: fields.submission || randomUUID(),
  });
  if (!isRefused(answered)) return done(internal ? "noted" : "answered");
  if (answered.refused === "not-found") throw notFound();
  const status = statusOf(answered);
  if (answered.refused === "dispute-closed")
    return rejectForm({ message: t.desk.errors.closed }, fields, { status });
  return rejectForm({ attachments: attachmentSentence(answered, t) }, fields, { status });
}

async function decide(
  args: ActionFunctionArgs,
  viewer: StaffViewer,
  form: {
    disputeId: string;
    fields: Record<string, string>;
    t: Words;
    language: Language;
    done: (what: string) => Response;
  },
) {
  const { disputeId, fields, language, done } = form;
  const t = form.t.desk;
  const dispute = await disputeForStaff(args.context.context, viewer, disputeId);
  if (isRefused(dispute)) throw notFound();
  const { currency } = dispute;
  const say = (minor: number) => formatMoney(money(minor, currency), language);
  const errors: Record<string, string> = {};
  const decision = readDecision(fields, currency);
  if (decision === null) errors.outcome = t.errors.outcome;
  if (decision?.outcome === "partial-credit" && decision.amount <= 0)
    errors.amount = t.errors.partial(say(dispute.claimed));
  if (!fields.reason) errors.reason = t.errors.reason;
  else if (fields.reason.length > longestMessage) errors.reason = form.t.errors.messageLong;
  if (decision === null || Object.keys(errors).length > 0) return rejectForm(errors, fields);
  const decided = await decideDispute(args.context.context, viewer, {
    disputeId,
    decision,
    reason: fields.reason ?? "",
  });
  if (!isRefused(decided)) return done("decided");
  const status = statusOf(decided);
  switch (decided.refused) {
    case "not-found":
      throw notFound();
    case "already-decided":
      return rejectForm({ outcome: t.errors.decided }, fields, { status });
    case "amount-out-of-range":
      return rejectForm({ amount: t.errors.partial(say(decided.most)) }, fields, { status });
    case "above-credit-limit":
      return rejectForm({ outcome: t.errors.limit(say(decided.limit)) }, fields, { status });
  }
}

/** The chosen outcome; a partial amount that cannot be read is 0, which the caller explains. */
function readDecision(fields: Record<string, string>, currency: string): Decision | null {
  if (fields.outcome === "credit" || fields.outcome === "uphold")
    return { outcome: fields.outcome };
  if (fields.outcome !== "partial-credit") return null;
  const typed = readTypedDecimal(fields.amount ?? "");
  return {
    outcome: "partial-credit",
    amount: (typed === null ? null : toMinor(typed, currency)) ?? 0,
  };
}
