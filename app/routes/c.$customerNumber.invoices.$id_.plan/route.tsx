import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Amount } from "#app/ui/amount.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { fieldId } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { InstalmentsForm } from "#app/ui/plan/instalments-form.tsx";
import { LivePlan } from "#app/ui/plan/live-plan.tsx";
import { PromiseForm } from "#app/ui/plan/promise-form.tsx";
import { arrange } from "./act.server.ts";
import { loadPlan } from "./load.server.ts";

/** "I cannot pay this now": a promised day, or instalments; and how the arrangement stands that was made. */
export const loader = (args: LoaderFunctionArgs) => loadPlan(args);

export const action = (args: ActionFunctionArgs) => arrange(args);

export default function ArrangePayment() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().plans;
  const errors: Readonly<Record<string, string>> = answer?.errors ?? page.errors;
  const done = t.done[page.done as keyof typeof t.done];
  return (
    <div className="narrow stack-loose">
      <p>
        <Link to={page.backTo} reloadDocument className="action-link">
          ← {t.backToInvoice(page.number)}
        </Link>
      </p>
      <ErrorSummary errors={errors} />
      <h1 id={fieldId("plan")} tabIndex={-1}>
        {page.title}
      </h1>
      {done && !answer ? (
        <Notice tone="paid" live>
          {done}
        </Notice>
      ) : null}
      {page.live ? <LivePlan {...page.live} path={page.path} payTo={page.payTo} /> : null}
      {page.live ? null : <Choices page={page} errors={errors} values={answer?.values ?? {}} />}
    </div>
  );
}

/** Both ways, one below the other, with what will happen to each. */
function Choices(props: {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
}) {
  const t = useMessages().plans;
  const { page, errors, values } = props;
  if (page.due.minor === 0) return <p className="sheet">{t.nothingDue}</p>;
  const shared = {
    path: page.path,
    formPath: page.formPath,
    due: page.due,
    decision: page.decision,
    errors,
    values,
  };
  return (
    <>
      {page.last ? <LastTime {...page.last} /> : null}
      <p>{t.intro}</p>
      <section className="sheet stack" aria-labelledby="concerned">
        <h2 id="concerned">
          {t.concerns}
          <br />
          <Amount value={page.due} className="big" />
        </h2>
        <p className="muted">{page.about}</p>
        {page.isCharged ? <p>{t.notCharged}</p> : null}
      </section>
      {page.promise ? (
        <PromiseForm {...shared} {...page.promise} submissionId={page.submissionIds.promise} />
      ) : null}
      {page.instalments ? (
        <InstalmentsForm
          {...shared}
          {...page.instalments}
          answerBy={page.answerBySchedule}
          submissionId={page.submissionIds.instalments}
        />
      ) : null}
      <p>{page.promise || page.instalments ? t.otherWay : t.notOffered}</p>
    </>
  );
}

function LastTime(props: { how: "refused" | "unanswered" | "broken"; answer: string }) {
  const t = useMessages().plans;
  const sentence = {
    refused: t.lastRefused,
    unanswered: t.lastUnanswered,
    broken: t.lastBroken,
  }[props.how];
  return (
    <Notice tone="held">
      <p>{sentence}</p>
      {props.answer ? <p className="as-written">{props.answer}</p> : null}
    </Notice>
  );
}
