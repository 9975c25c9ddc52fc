import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";

type PlanState = "proposed" | "accepted" | "refused" | "withdrawn" | "kept" | "broken";

const toneOf = {
  proposed: "due",
  accepted: "held",
  refused: "held",
  withdrawn: "held",
  kept: "paid",
  broken: "late",
} as const;

/** What has become of an arrangement, for the staff. */
export function PlanStateTag(props: { state: PlanState }) {
  return <Tag tone={toneOf[props.state]}>{useMessages().plans.states[props.state]}</Tag>;
}

/** The arrangements of a customer, for the staff. */
export function PlanList(props: {
  plans: {
    id: string;
    to: string;
    invoiceNumber: string;
    kind: "promise" | "instalments";
    state: PlanState;
    amount: Money;
    lastOn: Day;
  }[];
}) {
  const t = useMessages().plans;
  return (
    <section className="sheet stack" aria-labelledby="plans">
      <h2 id="plans">{t.staff.listTitle}</h2>
      {props.plans.length === 0 ? <p className="muted">{t.staff.none}</p> : null}
      <ul className="plain stack">
        {props.plans.map((plan) => (
          <li key={plan.id}>
            <Link className="action-link" to={plan.to} reloadDocument>
              {t.kinds[plan.kind]}, {plan.invoiceNumber}
            </Link>
            <br />
            <Amount value={plan.amount} />, <DayText value={plan.lastOn} />{" "}
            <PlanStateTag state={plan.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}
