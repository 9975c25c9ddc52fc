import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { contactFor } from "#app/domains/accounts/staff-members.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { plannedCharge } from "#app/domains/payments/autopay/planned-charge.server.ts";
import { payableInvoices } from "#app/domains/payments/payable-invoices.server.ts";
import { askInstalments } from "#app/domains/payments/plans/ask-instalments.ts";
import { planTerms } from "#app/domains/payments/plans/plan-terms.server.ts";
import { answerDay, type PlanTerms, rulesAccept } from "#app/domains/payments/plans/plan-terms.ts";
import { type PlanView, shownPlan } from "#app/domains/payments/plans/plan-view.ts";
import { mayArrange } from "#app/domains/payments/plans/propose-plan.server.ts";
import { planOfInvoice } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { invoicePaths } from "#app/http/paths.ts";
import { forbidden, notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { addDays, type Day } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";

/** Who arranges which invoice: what both the page and its forms need. */
export async function invoiceToArrange(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const [invoice] = await payableInvoices(context, viewer, [id]);
  if (!invoice) throw notFound();
  if (!mayAct(viewer)) throw forbidden();
  const [language, terms] = await Promise.all([
    languageOf(args.request, args.context),
    planTerms(context, viewer, invoice.id),
  ]);
  const paths = invoicePaths(viewer, args.params);
  return { viewer, invoice, terms, language, paths, t: messagesFor(language).plans };
}

/** The arrangement that holds, or what may be arranged: everything that is told before anything is sent. */
export async function loadPlan(args: LoaderFunctionArgs) {
  const { viewer, invoice, terms, paths, t } = await invoiceToArrange(args);
  const { context } = args.context;
  const { searchParams } = new URL(args.request.url);
  const { currency, dueNow } = invoice;
  const [last, contact, charge] = await Promise.all([
    planOfInvoice(context, viewer, invoice.id),
    contactFor(context, viewer),
    plannedCharge(context, viewer, invoice.id),
  ]);
  const live = last?.endedOn === null ? last : null;
  const asked = askInstalments(searchParams, terms, dueNow);
  const errors: Record<string, string> = live
    ? {}
    : {
        ...(asked.problem === "count" ? { parts: t.errors.count(terms.mostParts) } : {}),
        ...(asked.problem === "first" ? { first: t.errors.first } : {}),
      };
  const amount = (minor: number) => money(minor, currency);
  const page = {
    title: live ? t.liveTitle(invoice.number) : t.title(invoice.number),
    number: invoice.number,
    about: invoice.title,
    backTo: paths.invoice(invoice.id),
    path: paths.plan(invoice.id),
    /** Comes back with the schedule that was asked for. */
    formPath: asked.schedule
      ? `${paths.plan(invoice.id)}?parts=${asked.parts}&first=${asked.first}`
      : paths.plan(invoice.id),
    payTo: paths.pay(invoice.id),
    done: searchParams.get("done"),
    due: amount(dueNow),
    live: live && {
      ...shownPlan(live),
      message: live.message,
      answer: live.answer,
      mayWithdraw: mayArrange(viewer, live.kind),
    },
    /** Automatic payment would take it, and will not once it is arranged. */
    isCharged: charge !== null,
    last: live ? null : whatWas(last),
    promise: terms.promiseUntil && { from: addDays(terms.today, 1), until: terms.promiseUntil },
    instalments:
      terms.mostParts >= 2
        ? {
            most: terms.mostParts,
            until: terms.instalmentsUntil,
            from: addDays(terms.today, 1),
            parts: asked.parts,
            first: asked.first,
            schedule:
              asked.schedule?.map((part) => ({ ...part, amount: amount(part.amount) })) ?? null,
            signInTo: mayArrange(viewer, "instalments") ? null : "/login",
          }
        : null,
    decision: decisionFor(terms, { dueNow, currency, contact: contact?.name ?? null }),
    answerBySchedule: asked.schedule?.[0] ? answerDay(terms, asked.schedule[0].dueOn) : null,
    submissionIds: { promise: randomUUID(), instalments: randomUUID() },
    errors,
  };
  return data(page, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

/** Who will decide, told before anything is sent. */
function decisionFor(
  terms: PlanTerms,
  { dueNow, currency, contact }: { dueNow: number; currency: string; contact: string | null },
): { atOnce: boolean; contact: string | null; answerBy: Day } {
  return { atOnce: rulesAccept(terms, dueNow, currency), contact, answerBy: terms.answerBy };
}

/** How the last arrangement ended, where that helps whoever makes another. */
function whatWas(last: PlanView | null) {
  if (last?.state === "broken") return { how: "broken" as const, answer: "" };
  if (last?.state !== "refused") return null;
  return {
    how: last.decidedAt ? ("refused" as const) : ("unanswered" as const),
    answer: last.answer,
  };
}
