import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** What is to be paid in each currency, and what is in its way. */
export function Standing(props: {
  currencies: { dueNow: Money; overdue: Money; contested: Money; processing: Money }[];
}) {
  const t = useMessages().staff;
  return props.currencies.map((one) => (
    <section className="sheet stack" key={one.dueNow.currency} aria-label={t.accountTitle}>
      <h2>
        {t.dueNow}
        <br />
        <Amount value={one.dueNow} className="big" />
      </h2>
      <dl className="facts">
        <dt>{t.overdue}</dt>
        <dd>
          <Amount value={one.overdue} />
        </dd>
        <dt>{t.contested}</dt>
        <dd>
          <Amount value={one.contested} />
        </dd>
        <dt>{t.processing}</dt>
        <dd>
          <Amount value={one.processing} />
        </dd>
      </dl>
    </section>
  ));
}
