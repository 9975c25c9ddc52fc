import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DayText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Disputes under way, with the day by which an answer was promised. */
export function DisputesAside(props: {
  disputes: { reference: string; to: string; amount: Money; promisedOn: Day; state: string }[];
}) {
  const t = useMessages();
  if (props.disputes.length === 0) return null;
  return (
    <section className="sheet stack" aria-labelledby="open-disputes">
      <h2 id="open-disputes">{t.invoices.disputesOpen}</h2>
      <ul className="plain stack">
        {props.disputes.map((dispute) => (
          <li key={dispute.reference}>
            <Link className="action-link" to={dispute.to} reloadDocument>
              {dispute.reference}
            </Link>{" "}
            – <Amount value={dispute.amount} />
            <br />
            <span className="muted">
              {dispute.state === "open" ? (
                <>
                  {t.invoices.promisedBefore} <DayText value={dispute.promisedOn} />
                </>
              ) : (
                t.disputes.states[dispute.state as keyof typeof t.disputes.states]
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
