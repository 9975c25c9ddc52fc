import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DayText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** The refunds that managers asked for, and what came of them. */
export function RequestTable(props: {
  requests: {
    id: string;
    day: Day;
    byName: string;
    reason: "duplicate" | "requested" | "goodwill";
    state: "waiting" | "made" | "refused";
    /** Stripe's code, where it refused. */
    failure: string | null;
    amount: Money;
  }[];
}) {
  const { payments, refunds: t } = useMessages();
  const refusals: Readonly<Record<string, string>> = t.refusals;
  return (
    <section className="sheet">
      <table className="cards">
        <caption>{t.requestsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{t.date}</th>
            <th scope="col">{t.by}</th>
            <th scope="col">{t.state}</th>
            <th scope="col" className="r">
              {payments.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.requests.map((request) => (
            <tr key={request.id}>
              <th scope="row">
                <DayText value={request.day} />
              </th>
              <td data-label={t.by}>
                <span>
                  {request.byName}
                  <br />
                  <span className="muted">{t.reasons[request.reason]}</span>
                </span>
              </td>
              <td data-label={t.state}>
                <span>
                  {t.states[request.state]}
                  {request.failure ? (
                    <>
                      <br />
                      <span className="muted">{refusals[request.failure] ?? t.refusals.other}</span>
                    </>
                  ) : null}
                </span>
              </td>
              <td className="r" data-label={payments.amount}>
                <Amount value={request.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
