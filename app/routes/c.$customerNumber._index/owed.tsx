import { Link } from "@remix-run/react";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { useLanguage, useMessages } from "#app/ui/language.tsx";

export interface OwedInCurrency {
  dueNow: Money;
  count: number;
  overdue: { count: number; days: number };
  contested: Money;
  processing: Money;
  /** Of `dueNow`: agreed to be paid later. */
  arranged: Money;
  /** What the button pays; `to` where that is not the usual page. */
  payNow: { amount: Money; to: string | null };
}

/** The number people came for, first and largest; one block per currency. */
export function Owed(props: {
  owed: OwedInCurrency[];
  payTo: string | null;
  chooseTo: string | null;
}) {
  const t = useMessages().invoices;
  const owing = props.owed.filter(({ dueNow }) => dueNow.minor > 0);
  if (owing.length === 0)
    return (
      <section className="sheet stack" aria-labelledby="owed">
        <h2 id="owed">{t.nothingOwed}</h2>
        <p className="muted">{t.nothingOwedHint}</p>
        {props.owed.map((one) => (
          <Asides key={one.dueNow.currency} {...one} />
        ))}
      </section>
    );
  return owing.map((one, index) => (
    <section className="sheet owed" key={one.dueNow.currency} aria-label={t.youOwe}>
      <div>
        <h2>
          <span className="muted">{t.youOwe}</span>
          <br />
          <Amount value={one.dueNow} className="big" />
        </h2>
        <p>
          {t.countToPay(one.count)}
          {one.overdue.count > 0 ? (
            <>
              {", "}
              <strong>{t.overdueBy(one.overdue.count, one.overdue.days)}</strong>
            </>
          ) : null}
        </p>
        <Asides {...one} />
      </div>
      {props.payTo ? (
        <PayActions one={one} payTo={props.payTo} chooseTo={index === 0 ? props.chooseTo : null} />
      ) : null}
    </section>
  ));
}

function PayActions(props: { one: OwedInCurrency; payTo: string; chooseTo: string | null }) {
  const t = useMessages().invoices;
  const language = useLanguage();
  return (
    <div className="stack">
      <ButtonLink to={props.one.payNow.to ?? props.payTo} data-testid="pay">
        {t.payAmount(formatMoney(props.one.payNow.amount, language))}
      </ButtonLink>
      {props.chooseTo ? (
        <p>
          <Link className="action-link" to={props.chooseTo} reloadDocument>
            {t.chooseWhatToPay}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Asides(props: OwedInCurrency) {
  const { invoices: t, plans } = useMessages();
  const language = useLanguage();
  return (
    <>
      {props.arranged.minor > 0 ? (
        <p className="muted">{plans.arranged(formatMoney(props.arranged, language))}</p>
      ) : null}
      {props.contested.minor > 0 ? (
        <p className="muted">{t.frozen(formatMoney(props.contested, language))}</p>
      ) : null}
      {props.processing.minor > 0 ? (
        <p className="muted">{t.processing(formatMoney(props.processing, language))}</p>
      ) : null}
    </>
  );
}
