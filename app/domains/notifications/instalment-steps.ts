import { addDays, type Day } from "#app/platform/calendar.ts";
import { catchUpDays } from "./reminder-steps.ts";

/** Before a payment that was agreed, and the day after it has not come. */
type InstalmentMail = "before" | "missed";

const before = 3;
const after = 1;

/** Days of payments that may have a mail on `today`: from the earliest to the latest. */
export function instalmentDaysFor(today: Day): { from: Day; to: Day } {
  return { from: addDays(today, -after - catchUpDays), to: addDays(today, before) };
}

/**
 * Which mail about a payment agreed for `dueOn` is due on `today`, with two days to catch up; null when none is. What was
 * agreed on or after the day of its reminder was told by the agreement itself.
 */
export function instalmentMail(dueOn: Day, today: Day, agreedOn: Day): InstalmentMail | null {
  const from = addDays(dueOn, -before);
  if (today >= from && today < dueOn && today <= addDays(from, catchUpDays))
    return agreedOn < from ? "before" : null;
  const missed = addDays(dueOn, after);
  return today >= missed && today <= addDays(missed, catchUpDays) ? "missed" : null;
}

/** The step of a mail about a payment of a plan: the same is never told twice to the same address. */
export function instalmentStep(planId: string, position: number, mail: InstalmentMail): string {
  return `${planId}/${position}/${mail}`;
}

/** Which plan and payment (from 1) a step is about. */
export function readInstalmentStep(step: string): { planId: string; position: number } | null {
  const [, planId, position] = /^([0-9a-f-]{36})\/(\d)\/(?:before|missed)$/.exec(step) ?? [];
  return planId && position ? { planId, position: Number(position) } : null;
}
