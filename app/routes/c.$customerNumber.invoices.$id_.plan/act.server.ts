import type { ActionFunctionArgs } from "@remix-run/node";
import { proposePlan } from "#app/domains/payments/plans/propose-plan.server.ts";
import { planRefusal, readPlanForm } from "#app/domains/payments/plans/read-plan-form.ts";
import { withdrawPlan } from "#app/domains/payments/plans/withdraw-plan.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { invoiceToArrange } from "./load.server.ts";

/** Promises, proposes instalments, or gives up what holds. */
export async function arrange(args: ActionFunctionArgs) {
  const { context } = args.context;
  const { viewer, invoice, terms, language, paths, t } = await invoiceToArrange(args);
  const fields = await textFields(args.request);
  const path = paths.plan(invoice.id);
  if (fields.intent === "withdraw") {
    const withdrawn = await withdrawPlan(context, viewer, invoice.id);
    if (!isRefused(withdrawn)) return redirectAfterPost(`${path}?done=withdrawn`);
    throw withdrawn.refused === "not-allowed" ? forbidden() : notFound();
  }
  const form = readPlanForm(fields, t.errors);
  if ("errors" in form) return rejectForm(form.errors, fields);
  const proposed = await proposePlan(context, viewer, {
    ...form.read,
    id: fields.submission ?? "",
    invoiceId: invoice.id,
  });
  if (!isRefused(proposed)) return redirectAfterPost(`${path}?done=${proposed.state}`);
  if (proposed.refused === "not-found") throw notFound();
  if (proposed.refused === "not-allowed") throw forbidden();
  const errors = planRefusal(proposed, form.read.kind, terms, t.errors, language);
  return rejectForm(errors, fields, { status: statusOf(proposed) });
}
