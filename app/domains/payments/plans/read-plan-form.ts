import { type Day, formatDay, isDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import type { DaysProblem, PlanTerms } from "./plan-terms.ts";
import type { ProposeRefusal } from "./propose-plan.server.ts";
import { mostParts } from "./schedule.ts";

type Words = Messages["plans"];
type Fields = Readonly<Record<string, string | undefined>>;

/** Words to the biller at most. */
const longestMessage = 1000;

/** What was typed into the page of an arrangement: which of both, its days, the words. */
export interface TypedPlan {
  kind: "promise" | "instalments";
  days: Day[];
  /** Minor units that the page had said are due. */
  amount: number;
  message: string;
}

/** The name of the field of a day, from 0: what the error summary leads to. */
export function dayField(kind: TypedPlan["kind"], index: number): string {
  return kind === "promise" ? "date" : `date${index + 1}`;
}

/** Reads the form of a promise or of instalments. Answers a sentence per field where something cannot be read. */
export function readPlanForm(
  fields: Fields,
  t: Words["errors"],
): { read: TypedPlan } | { errors: Record<string, string> } {
  const kind = fields.intent === "instalments" ? "instalments" : "promise";
  const count = kind === "promise" ? 1 : Math.min(Number(fields.parts) || 0, mostParts);
  const days = Array.from({ length: count }, (_, index) => fields[dayField(kind, index)] ?? "");
  const errors: Record<string, string> = {};
  for (const [index, day] of days.entries()) if (!isDay(day)) errors[dayField(kind, index)] = t.day;
  const words = kind === "promise" ? "message" : "words";
  const message = fields[words] ?? "";
  if (message.length > longestMessage) errors[words] = t.messageLong(longestMessage);
  const amount = Number(fields.amount);
  if (Object.keys(errors).length > 0) return { errors };
  return { read: { kind, days, amount: Number.isSafeInteger(amount) ? amount : -1, message } };
}

/** What a person is told, and by which field, when an arrangement was not made. */
export function planRefusal(
  refusal: Exclude<ProposeRefusal, { refused: "not-found" } | { refused: "not-allowed" }>,
  kind: TypedPlan["kind"],
  terms: PlanTerms,
  t: Words["errors"],
  language: Language,
): Record<string, string> {
  switch (refusal.refused) {
    case "nothing-due":
      return { plan: t.nothingDue };
    case "plan-exists":
      return { plan: t.planExists };
    case "due-changed":
      return { plan: t.dueChanged(formatMoney(money(refusal.due, refusal.currency), language)) };
    case "too-many-parts":
      return { plan: t.tooManyParts };
    case "invalid-days":
      return {
        [dayField(kind, refusal.at)]: dayProblem(refusal.problem, kind, terms, t, language),
      };
  }
}

function dayProblem(
  problem: DaysProblem,
  kind: TypedPlan["kind"],
  terms: PlanTerms,
  t: Words["errors"],
  language: Language,
): string {
  const until = kind === "promise" ? terms.promiseUntil : terms.instalmentsUntil;
  const words: Record<DaysProblem, string> = {
    "not-offered": t.notOffered,
    count: t.count(terms.mostParts),
    past: t.past,
    order: t.order,
    "too-late": t.tooLate(until ? formatDay(until, language) : ""),
  };
  return words[problem];
}
