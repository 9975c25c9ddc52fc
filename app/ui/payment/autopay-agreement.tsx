import { Form, Link } from "@remix-run/react";
import { type Day, formatDay, formatMonth } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { Button } from "../button.tsx";
import { DayText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Notice } from "../notice.tsx";
import { LimitField } from "./autopay-start.tsx";

export interface AgreementProps {
  id: string;
  currency: string;
  /** "carte finissant par 4242" */
  method: string;
  expiresOn: Day | null;
  expiresSoon: boolean;
  limit: Money | null;
  /** As it would be typed. */
  limitTyped: string;
  taken: Money;
  startedOn: Day;
  startedBy: string;
  planned: {
    id: string;
    number: string;
    title: string;
    to: string;
    chargeOn: Day;
    amount: Money;
  }[];
}

/** Automatic payment that is on: by what, how much at most, what comes next, and how it ends. */
export function AutopayAgreement(
  props: AgreementProps & { mayAct: boolean; errors: Record<string, string>; typed?: string },
) {
  const t = useMessages().autopay;
  const language = useLanguage();
  const heading = `autopay-${props.currency}`;
  const limitName = `limit-${props.currency}`;
  return (
    <section className="sheet stack" aria-labelledby={heading}>
      <h2 id={heading}>{t.active(props.currency)}</h2>
      {props.expiresSoon ? <Notice tone="late">{t.expiresSoon}</Notice> : null}
      <dl className="facts">
        <dt>{t.method}</dt>
        <dd>
          {props.method}
          {props.expiresOn ? `, ${t.expires(formatMonth(props.expiresOn, language))}` : ""}
        </dd>
        <dt>{t.limitNow}</dt>
        <dd>{props.limit ? <Amount value={props.limit} /> : t.noLimit}</dd>
        <dt>{t.takenThisMonth}</dt>
        <dd>
          <Amount value={props.taken} />
        </dd>
        <dt>{t.since}</dt>
        <dd>{t.startedBy(formatDay(props.startedOn, language), props.startedBy)}</dd>
      </dl>
      <Planned {...props} />
      {props.mayAct ? (
        <>
          <Form method="post" reloadDocument>
            <input type="hidden" name="agreement" value={props.id} />
            <Button look="quiet" name="intent" value="stop" data-testid="autopay-stop">
              {t.stop}
            </Button>
          </Form>
          <Form method="post" reloadDocument>
            <input type="hidden" name="currency" value={props.currency} />
            <input type="hidden" name="limit" value={props.limitTyped} />
            <Button look="quiet" name="intent" value="start">
              {t.change}
            </Button>
          </Form>
          <details open={props.errors[limitName] !== undefined}>
            <summary>{t.changeLimit}</summary>
            <Form method="post" reloadDocument className="stack" noValidate>
              <input type="hidden" name="agreement" value={props.id} />
              <input type="hidden" name="currency" value={props.currency} />
              <LimitField
                currency={props.currency}
                name={limitName}
                typed={props.typed ?? props.limitTyped}
                error={props.errors[limitName]}
              />
              <Button look="quiet" name="intent" value="limit">
                {t.saveLimit}
              </Button>
            </Form>
          </details>
        </>
      ) : (
        <p className="muted">{t.viewerOnly}</p>
      )}
    </section>
  );
}

function Planned(props: AgreementProps & { mayAct: boolean }) {
  const t = useMessages().autopay;
  if (props.planned.length === 0) return <p>{t.plannedNone}</p>;
  return (
    <table className="cards">
      <caption>{t.plannedTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{t.columns.invoice}</th>
          <th scope="col">{t.columns.day}</th>
          <th scope="col" className="r">
            {t.columns.amount}
          </th>
          {props.mayAct ? <th scope="col">{t.columns.action}</th> : null}
        </tr>
      </thead>
      <tbody>
        {props.planned.map((charge) => (
          <tr key={charge.id}>
            <th scope="row">
              <Link to={charge.to} reloadDocument>
                {charge.number}
              </Link>
              <br />
              <span className="muted small">{charge.title}</span>
            </th>
            <td data-label={t.columns.day}>
              <DayText value={charge.chargeOn} />
            </td>
            <td className="r" data-label={t.columns.amount}>
              <Amount value={charge.amount} />
            </td>
            {props.mayAct ? (
              <td>
                <Form method="post" reloadDocument>
                  <input type="hidden" name="charge" value={charge.id} />
                  <Button
                    look="quiet"
                    name="intent"
                    value="skip"
                    aria-label={`${t.skip}, ${t.skipFor(charge.number)}`}
                  >
                    {t.skip}
                  </Button>
                </Form>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
