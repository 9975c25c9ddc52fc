import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DayText, InstantText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { type PlanPartProps, PlanSchedule } from "#app/ui/plan/plan-schedule.tsx";

/** What is proposed, or agreed: by whom, for which invoice, on which days. */
export function PlanFacts(props: {
  customer: { name: string; to: string };
  invoice: { number: string; title: string; to: string };
  amount: Money;
  parts: PlanPartProps[];
  proposedBy: string;
  proposedAt: Date | string;
  answerBy: Day | null;
  decidedBy: string | null;
  message: string;
  answer: string;
}) {
  const { plans: t } = useMessages();
  return (
    <section className="sheet stack" aria-labelledby="agreed">
      <h2 id="agreed">
        {t.staff.amount}
        <br />
        <Amount value={props.amount} className="big" />
      </h2>
      <dl className="facts">
        <dt>{t.staff.customer}</dt>
        <dd>
          <Link className="action-link" to={props.customer.to} reloadDocument>
            {props.customer.name}
          </Link>
        </dd>
        <dt>{t.staff.invoice}</dt>
        <dd>
          <Link className="action-link" to={props.invoice.to} reloadDocument>
            {props.invoice.number}
          </Link>
          <br />
          <span className="muted">{props.invoice.title}</span>
        </dd>
        <dt>{t.staff.proposedBy}</dt>
        <dd>
          {props.proposedBy}, <InstantText value={props.proposedAt} />
        </dd>
        {props.answerBy ? (
          <>
            <dt>{t.staff.answerBy}</dt>
            <dd>
              <DayText value={props.answerBy} />
            </dd>
          </>
        ) : null}
        {props.decidedBy ? (
          <>
            <dt>{t.staff.decided}</dt>
            <dd>{props.decidedBy}</dd>
          </>
        ) : null}
      </dl>
      <h3>{t.scheduleCaption}</h3>
      <PlanSchedule parts={props.parts} />
      {props.message ? (
        <>
          <h3>{t.staff.theirWords}</h3>
          <p className="as-written">{props.message}</p>
        </>
      ) : null}
      {props.answer ? (
        <>
          <h3>{t.ourWords}</h3>
          <p className="as-written">{props.answer}</p>
        </>
      ) : null}
    </section>
  );
}
