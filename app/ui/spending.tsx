import { formatMonth } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "./amount.tsx";
import { useLanguage, useMessages } from "./language.tsx";

export interface MonthlySpending {
  currency: string;
  /** Oldest first; `month` is its first day. */
  months: { month: string; amount: Money }[];
}

/**
 * Spending by month: the figures are a table, rendered here; the chart is drawn beside it by an island, after the table,
 * only where script runs. `data-*` carry what it needs, already in the reader's words.
 */
export function Spending(props: {
  spending: MonthlySpending;
  islandUrl: string | undefined;
  nonce: string;
}) {
  const t = useMessages().invoices;
  const language = useLanguage();
  const { spending } = props;
  const id = `spending-${spending.currency}`;
  const points = spending.months.map(({ month, amount }) => ({
    label: formatMonth(month, language, "short"),
    value: amount.minor,
    text: formatMoney(amount, language),
  }));
  return (
    <section className="sheet stack" aria-labelledby={id}>
      <h2 id={id}>{t.spendingTitle}</h2>
      <div
        className="chart"
        role="img"
        aria-label={t.spendingLabel(spending.currency)}
        data-spending={JSON.stringify(points)}
      />
      <details>
        <summary>{t.spendingTable}</summary>
        <table>
          <caption className="visually-hidden">{t.spendingLabel(spending.currency)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.month}</th>
              <th scope="col" className="r">
                {t.spent}
              </th>
            </tr>
          </thead>
          <tbody>
            {spending.months.toReversed().map(({ month, amount }) => (
              <tr key={month}>
                <th scope="row">{formatMonth(month, language)}</th>
                <td className="r">
                  <Amount value={amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {props.islandUrl ? <script type="module" src={props.islandUrl} nonce={props.nonce} /> : null}
    </section>
  );
}
