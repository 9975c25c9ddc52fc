import type { ActionFunctionArgs } from "@remix-run/node";
import { decidePlan } from "#app/domains/payments/plans/decide-plan.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** Words to a customer at most. */
const longest = 1000;

/** Accepts or refuses, with words. */
export async function decide(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  const planId = args.params.planId ?? "";
  const language = await languageOf(args.request, args.context);
  const { errors: t, staff } = messagesFor(language).plans;
  const fields = await textFields(args.request);
  const { decision, words = "" } = fields;
  if (words.length > longest) return rejectForm({ words: t.messageLong(longest) }, fields);
  if (decision !== "accept" && decision !== "refuse")
    return rejectForm({ words: staff.errors.decision }, fields);
  const decided = await decidePlan(args.context.context, viewer, { planId, decision, words });
  if (!isRefused(decided))
    return redirectAfterPost(`/staff/plans/${planId}?done=${decided.decided}`);
  const status = statusOf(decided);
  switch (decided.refused) {
    case "not-found":
      throw notFound();
    case "words-missing":
      return rejectForm({ words: staff.errors.words }, fields, { status });
    case "already-decided":
      return rejectForm({ words: staff.errors.decided }, fields, { status });
    case "day-past":
      return rejectForm({ words: staff.errors.dayPast }, fields, { status });
  }
}
