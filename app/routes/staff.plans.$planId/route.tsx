import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { shownPlan } from "#app/domains/payments/plans/plan-view.ts";
import { planForStaff } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextArea } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PlanStateTag } from "#app/ui/plan/plan-list.tsx";
import { decide } from "./act.server.ts";
import { PlanFacts } from "./plan-facts.tsx";

/** One arrangement for the staff: what is proposed, how the customer kept earlier ones, and the decision. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const plan = await planForStaff(args.context.context, viewer, args.params.planId ?? "");
  if (isRefused(plan)) throw notFound();
  const t = messagesFor(await languageOf(args.request, args.context)).plans.staff;
  const customerTo = `/staff/customers/${plan.customer.id}`;
  const ended = (state: string) => plan.others.filter((other) => other.state === state).length;
  const { amount, parts } = shownPlan(plan);
  return {
    title: t.title(plan.invoiceNumber),
    path: `/staff/plans/${plan.id}`,
    kind: plan.kind,
    state: plan.state,
    done: new URL(args.request.url).searchParams.get("done"),
    before: plan.others.length > 0 ? { kept: ended("kept"), broken: ended("broken") } : null,
    facts: {
      customer: { name: plan.customer.name, to: customerTo },
      invoice: {
        number: plan.invoiceNumber,
        title: plan.invoiceTitle,
        to: `${customerTo}/invoices/${plan.invoiceId}`,
      },
      amount,
      parts,
      proposedBy: plan.proposedBy,
      proposedAt: plan.proposedAt,
      answerBy: plan.state === "proposed" ? plan.answerBy : null,
      decidedBy: plan.state === "accepted" ? (plan.decidedBy ?? t.byRule) : plan.decidedBy,
      message: plan.message,
      answer: plan.answer,
    },
  };
}

export const action = (args: ActionFunctionArgs) => decide(args);

export default function StaffPlan() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { plans, staff } = useMessages();
  const t = plans.staff;
  const done = t.done[page.done as keyof typeof t.done];
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <div className="row">
        <h1>{page.title}</h1>
        <PlanStateTag state={page.state} />
      </div>
      {done && !answer ? (
        <Notice tone="paid" live>
          {done}
        </Notice>
      ) : null}
      <PlanFacts {...page.facts} />
      <p>{page.before ? t.kept(page.before.kept, page.before.broken) : t.first}</p>
      {page.state === "proposed" || answer ? (
        <section className="sheet stack" aria-labelledby="decide">
          <h2 id="decide">{t.decide}</h2>
          <Form method="post" action={page.path} reloadDocument className="stack" noValidate>
            <TextArea
              name="words"
              label={t.words}
              hint={t.wordsHint}
              error={answer?.errors.words}
              defaultValue={answer?.values.words}
              rows={4}
            />
            <div className="row">
              <Button name="decision" value="accept" data-testid="accept-plan">
                {t.accept}
              </Button>
              <Button look="quiet" name="decision" value="refuse" data-testid="refuse-plan">
                {t.refuse}
              </Button>
            </div>
          </Form>
        </section>
      ) : null}
      <p>
        <a className="action-link" href="/staff/tasks">
          {staff.tasksTitle}
        </a>
      </p>
    </div>
  );
}
