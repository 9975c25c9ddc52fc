import { addDays, type Day, dayIn } from "#app/platform/calendar.ts";
import { hours, later } from "#app/platform/duration.ts";

export type ReminderKind = "reminder-before" | "reminder-due" | "reminder-late";

export interface ReminderStep {
  /** "due-7": what a mail's row carries, once per invoice and person. */
  readonly name: string;
  readonly kind: ReminderKind;
  /** Days after the due date; negative before. */
  readonly offset: number;
}

/** The plan of every customer for now (later: one per customer group, `reminder_plans`). */
export const reminderSteps: readonly ReminderStep[] = [
  { name: "due-7", kind: "reminder-before", offset: -7 },
  { name: "due+0", kind: "reminder-due", offset: 0 },
  { name: "due+7", kind: "reminder-late", offset: 7 },
  { name: "due+15", kind: "reminder-late", offset: 15 },
];

/** Days by which a reminder may still be caught up with, when the worker or the provider was down. Later it would be noise. */
export const catchUpDays = 2;

/** Nobody is reminded in the night: a day of reminders begins at this hour of the biller's clock. */
const firstHour = 8;

/** The day whose reminders may go out at `now`: the biller's calendar day, from eight in the morning on. */
export function reminderDay(now: Date, timeZone: string): Day {
  return dayIn(timeZone, later(now, -hours(firstHour)));
}

/** The due dates for which a step is due on `today`, the catch-up window included: from the earliest to the latest. */
export function dueDatesFor(step: ReminderStep, today: Day): { from: Day; to: Day } {
  const to = addDays(today, -step.offset);
  return { from: addDays(to, -catchUpDays), to };
}

/** The day on which a step falls for an invoice. */
export function dayOfStep(step: ReminderStep, dueDate: Day): Day {
  return addDays(dueDate, step.offset);
}

/**
 * A reminder reminds of what was told before: an invoice that arrived on or after the day of the step is announced by its own
 * mail and not reminded of in the same breath.
 */
export function wasToldBefore(step: ReminderStep, dueDate: Day, receivedOn: Day): boolean {
  return receivedOn < dayOfStep(step, dueDate);
}
