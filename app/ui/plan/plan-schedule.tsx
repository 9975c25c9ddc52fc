import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";

export interface PlanPartProps {
  dueOn: Day;
  amount: Money;
  state: "paid" | "under-way" | "missed" | "next" | "later";
}

/** Each payment that was agreed: its day, its amount, what became of it. */
export function PlanSchedule(props: { parts: PlanPartProps[] }) {
  const t = useMessages().plans;
  return (
    <dl className="facts">
      {props.parts.map((part) => (
        <div className="fact" key={part.dueOn}>
          <dt>
            <DayText value={part.dueOn} />
            <br />
            <span className="small">{t.parts[part.state]}</span>
          </dt>
          <dd>
            <Amount value={part.amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
