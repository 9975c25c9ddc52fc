import { type Day, formatDay } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { useLanguage, useMessages } from "../language.tsx";
import type { PlanPartProps } from "./plan-schedule.tsx";

export interface PlanProps {
  kind: "promise" | "instalments";
  tag: "promise" | "instalments" | "proposed";
  amount: Money;
  rest: Money;
  parts: PlanPartProps[];
  next: { dueOn: Day; left: Money; isMissed: boolean } | null;
  /** When the staff answer a proposal at the latest. */
  answerBy: Day | null;
}

/** How an arrangement stands, in sentences without pressure. */
export function PlanWords(props: { plan: PlanProps }) {
  const t = useMessages().plans;
  const language = useLanguage();
  const { plan } = props;
  const day = (value: Day) => formatDay(value, language);
  if (plan.tag === "proposed")
    return <p>{plan.answerBy ? t.proposedUntil(day(plan.answerBy)) : t.proposedNow}</p>;
  const { next } = plan;
  if (!next) return <p>{t.allCovered}</p>;
  const left = formatMoney(next.left, language);
  const sentence = next.isMissed
    ? t.missedOn(left, day(next.dueOn))
    : plan.kind === "promise"
      ? t.promisedFor(day(next.dueOn))
      : t.nextOn(left, day(next.dueOn));
  return (
    <>
      <p>
        <strong>{sentence}</strong>
      </p>
      <p className="muted">{t.quiet}</p>
    </>
  );
}
