import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import { formatDecimal, formatUnitPrice, type Money, money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { telephoneLink } from "#app/ui/contact-card.tsx";
import { DayText } from "#app/ui/day.tsx";
import { DisputeStateTag } from "#app/ui/dispute/thread.tsx";
import { useLanguage, useMessages } from "#app/ui/language.tsx";

export interface DeskFactsProps {
  reference: string;
  state: string;
  reason: string;
  currency: string;
  claimed: Money;
  lines: {
    lineId: string;
    name: string;
    invoicedQuantity: string;
    unitPrice: string;
    contestedQuantity: string | null;
    amount: number;
  }[];
  promisedOn: Day;
  handlerName: string;
  invoiceNumber: string;
  customer: { name: string; number: string; phone: string | null; to: string };
  decision: {
    outcome: "credit" | "partial-credit" | "uphold";
    amount: number;
    creditNote: { number: string } | null;
  } | null;
}

/** What is contested, by whom, until when an answer was promised, and what was decided. */
export function DeskFacts(props: { facts: DeskFactsProps }) {
  const t = useMessages().disputes;
  const language = useLanguage();
  const { facts } = props;
  return (
    <header className="stack">
      <div className="row spread">
        <h2>
          {facts.reference} · {t.reasonShort[facts.reason] ?? facts.reason}
        </h2>
        <DisputeStateTag state={facts.state} />
      </div>
      <ul className="plain">
        {facts.lines.map((line) => (
          <li key={line.lineId}>
            <strong>{line.name}</strong>
            <br />
            <span className="muted">
              {formatDecimal(line.contestedQuantity ?? line.invoicedQuantity, language)} ×{" "}
              {formatUnitPrice(line.unitPrice, facts.currency, language)} →{" "}
              <Amount value={money(line.amount, facts.currency)} />
            </span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{t.amount}</dt>
        <dd>
          <Amount value={facts.claimed} />
        </dd>
        <dt>{t.desk.customer}</dt>
        <dd>
          <Link to={facts.customer.to} reloadDocument>
            {facts.customer.name} ({facts.customer.number})
          </Link>
        </dd>
        {facts.customer.phone ? (
          <>
            <dt>{t.desk.phone}</dt>
            <dd>
              <a className="num" href={telephoneLink(facts.customer.phone)}>
                {facts.customer.phone}
              </a>
            </dd>
          </>
        ) : null}
        <dt>{t.desk.invoice}</dt>
        <dd>{facts.invoiceNumber}</dd>
        <dt>{t.desk.promised}</dt>
        <dd>
          <DayText value={facts.promisedOn} />
        </dd>
        <dt>{t.desk.handledBy}</dt>
        <dd>{facts.handlerName}</dd>
        {facts.decision ? (
          <>
            <dt>{t.desk.decideTitle}</dt>
            <dd>
              {t.desk.decision[facts.decision.outcome]}
              {facts.decision.amount > 0 ? (
                <>
                  {" · "}
                  <Amount value={money(facts.decision.amount, facts.currency)} />
                </>
              ) : null}
              {facts.decision.creditNote ? ` · ${facts.decision.creditNote.number}` : null}
            </dd>
          </>
        ) : null}
      </dl>
      {facts.state === "credit-requested" ? <p className="muted">{t.desk.waitingForErp}</p> : null}
    </header>
  );
}
