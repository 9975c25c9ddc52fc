import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DayText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** What came, from whom and how. */
export function PaymentFacts(props: {
  customer: { name: string; number: string; to: string };
  amount: Money;
  receivedOn: Day;
  method: string;
  reference: string | null;
  providerId: string | null;
  credit: Money | null;
}) {
  const t = useMessages().payments;
  return (
    <section className="sheet stack" aria-labelledby="amount-received">
      <h2 id="amount-received">
        {t.amountReceived}
        <br />
        <Amount value={props.amount} className="big" />
      </h2>
      <dl className="facts">
        <dt>{t.staff.customer}</dt>
        <dd>
          <Link to={props.customer.to} reloadDocument>
            {props.customer.name}
          </Link>{" "}
          <span className="muted">{props.customer.number}</span>
        </dd>
        <dt>{t.receivedOn}</dt>
        <dd>
          <DayText value={props.receivedOn} long />
        </dd>
        <dt>{t.method}</dt>
        <dd>{props.method}</dd>
        {props.reference ? (
          <>
            <dt>{t.reference}</dt>
            <dd>{props.reference}</dd>
          </>
        ) : null}
        {props.providerId ? (
          <>
            <dt>{t.staff.providerId}</dt>
            <dd>{props.providerId}</dd>
          </>
        ) : null}
        {props.credit ? (
          <>
            <dt>{t.staff.credit}</dt>
            <dd>
              <Amount value={props.credit} />
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
