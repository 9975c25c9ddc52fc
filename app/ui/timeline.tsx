import type { Day } from "#app/platform/calendar.ts";
import { DayText, InstantText } from "./day.tsx";

export interface TimelineStep {
  key: string;
  text: string;
  /** An instant that was, or a day (without hour). */
  at: Date | string;
  dayOnly?: boolean;
  state?: "done" | "todo" | "trouble";
}

/** What happened and what comes next, oldest first. */
export function Timeline(props: { steps: TimelineStep[] }) {
  return (
    <ol className="steps">
      {props.steps.map((step) => (
        <li key={step.key} className={step.state && step.state !== "done" ? step.state : undefined}>
          {step.text}
          {step.dayOnly ? <DayText value={step.at as Day} /> : <InstantText value={step.at} />}
        </li>
      ))}
    </ol>
  );
}
