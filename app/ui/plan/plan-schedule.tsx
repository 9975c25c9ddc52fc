import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";

export interface PlanPartProps {
  dueOn: Day;
  amount: Money;
  /** "void": of an arrangement that was refused or given up. */
  state: "paid" | "under-way" | "missed" | "next" | "later" | "void";
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
            {part.state === "void" ? null : (
              <>
                <br />
                <span className="small">{t.parts[part.state]}</span>
              </>
            )}
          </dt>
          <dd>
            <Amount value={part.amount} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
