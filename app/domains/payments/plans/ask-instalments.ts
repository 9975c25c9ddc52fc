import { type Day, isDay } from "#app/platform/calendar.ts";
import type { PlanTerms } from "./plan-terms.ts";
import { usualFirstDay } from "./plan-terms.ts";
import { type Part, proposeDays, splitAmount } from "./schedule.ts";

/** What a page shows for the number of payments and the first day in its address. */
export interface AskedInstalments {
  parts: number;
  first: Day;
  /** Null: nothing was asked for yet, or it cannot be. */
  schedule: Part[] | null;
  problem: "count" | "first" | null;
}

/**
 * Computes the schedule that `?parts=3&first=2026-12-01` asks for: equal amounts of `due` (minor units), monthly where the
 * biller's limit allows. Without a question it answers what to propose in the form.
 */
export function askInstalments(
  query: URLSearchParams,
  terms: PlanTerms,
  due: number,
): AskedInstalments {
  const first = query.get("first") ?? usualFirstDay(terms);
  const parts = Number(query.get("parts") ?? terms.mostParts);
  const asked = { parts, first, schedule: null, problem: null };
  if (!query.has("parts")) return asked;
  if (!Number.isInteger(parts) || parts < 2 || parts > terms.mostParts)
    return { ...asked, parts: terms.mostParts, problem: "count" };
  if (!isDay(first) || first <= terms.today) return { ...asked, problem: "first" };
  const days = proposeDays(first, parts, terms.instalmentsUntil);
  if (!days) return { ...asked, problem: "first" };
  const amounts = splitAmount(due, parts);
  if (!amounts) return { ...asked, problem: "count" };
  return {
    ...asked,
    schedule: days.map((dueOn, index) => ({ dueOn, amount: amounts[index] ?? 0 })),
  };
}
