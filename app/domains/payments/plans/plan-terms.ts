import { addDays, type Day } from "#app/platform/calendar.ts";
import { mostParts } from "./schedule.ts";

/** What a customer may arrange today, and who decides about it. */
export interface PlanTerms {
  /** The biller's calendar day. */
  today: Day;
  /** The latest day that may be promised; null: promises are not offered. */
  promiseUntil: Day | null;
  /** Instalments at most; 0: not offered. */
  mostParts: number;
  /** The latest day of the last one. */
  instalmentsUntil: Day;
  /** Minor units by currency. */
  acceptedUpTo: Readonly<Record<string, number>>;
  /** What holds already for this customer's other invoices, minor units by currency: it counts towards that amount. */
  arranged: Readonly<Record<string, number>>;
  /** One of this customer's plans was broken lately, or one of this invoice given up: the rules accept none. */
  askStaff: boolean;
  /** When the staff answer at the latest what they have to decide. */
  answerBy: Day;
}

/** What is wrong with the days of a proposal, by the field that it is about. */
export type DaysProblem = "not-offered" | "count" | "past" | "too-late" | "order";

/** Whether the rules accept a plan of this amount (minor units), or the staff decide. */
export function rulesAccept(terms: PlanTerms, amount: number, currency: string): boolean {
  const together = amount + (terms.arranged[currency] ?? 0);
  return !terms.askStaff && together <= (terms.acceptedUpTo[currency] ?? -1);
}

/** The day by which the staff answer a proposal: before its first payment at the latest. */
export function answerDay({ answerBy }: PlanTerms, firstDay: Day): Day {
  return answerBy < firstDay ? answerBy : firstDay;
}

/** Checks the days of a proposal: after today, one after the other, within the biller's limits. `at` is the index of the day. */
export function checkDays(
  terms: PlanTerms,
  kind: "promise" | "instalments",
  days: readonly Day[],
): { problem: DaysProblem; at: number } | null {
  const until = kind === "promise" ? terms.promiseUntil : terms.instalmentsUntil;
  if (until === null || (kind === "instalments" && terms.mostParts < 2))
    return { problem: "not-offered", at: 0 };
  const [least, most] = kind === "promise" ? [1, 1] : [2, Math.min(terms.mostParts, mostParts)];
  if (days.length < least || days.length > most) return { problem: "count", at: 0 };
  for (const [at, day] of days.entries()) {
    if (day <= terms.today) return { problem: "past", at };
    if (day > until) return { problem: "too-late", at };
    if (at > 0 && day <= (days[at - 1] ?? day)) return { problem: "order", at };
  }
  return null;
}

/** The first day of instalments that a page proposes: a week from today. */
export function usualFirstDay({ today, instalmentsUntil }: PlanTerms): Day {
  const inAWeek = addDays(today, 7);
  return inAWeek < instalmentsUntil ? inAWeek : addDays(today, 1);
}
