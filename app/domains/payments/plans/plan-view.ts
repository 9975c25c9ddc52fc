import type { Day } from "#app/platform/calendar.ts";
import { type Money, money } from "#app/platform/money.ts";
import type { PlanKind, PlanState } from "#db/schema/payment-plans.ts";
import { type CoveredPart, coverParts, nextPart, restOf } from "./coverage.ts";
import type { Plan } from "./plan-rows.server.ts";

/** A payment of a plan as pages show it. Minor units. */
export interface PartView {
  dueOn: Day;
  amount: number;
  /** What is still asked for. */
  left: number;
  /** "void": of a plan that was refused or given up. */
  state: "paid" | "under-way" | "missed" | "next" | "later" | "void";
}

/** An arrangement as pages show it. Amounts in minor units of `currency`. */
export interface PlanView {
  id: string;
  customerId: string;
  invoiceId: string;
  invoiceNumber: string;
  invoiceTitle: string;
  kind: PlanKind;
  state: PlanState;
  currency: string;
  /** As agreed. */
  amount: number;
  /** Without what a credit note or a dispute took off. */
  parts: PartView[];
  /** The day of the last payment, as agreed. */
  lastOn: Day;
  /** What it still asks for. */
  rest: number;
  /** The payment that is asked for next. */
  next: { dueOn: Day; left: number } | null;
  message: string;
  proposedBy: string;
  proposedAt: Date;
  answerBy: Day | null;
  answer: string;
  decidedAt: Date | null;
  endedOn: Day | null;
}

/** How a plan stands on `today`; one that was refused or given up, as it was proposed. */
export function viewOf({ row, parts, invoice }: Plan, today: Day): PlanView {
  const holds = row.endedOn === null;
  const isVoid = row.state === "refused" || row.state === "withdrawn";
  const covered: CoveredPart[] = isVoid
    ? parts.map((part) => ({ ...part, paid: 0, underWay: 0, left: part.amount }))
    : coverParts({ ...row, parts }, invoice);
  const next = holds ? nextPart(covered) : null;
  return {
    id: row.id,
    customerId: row.customerId,
    invoiceId: row.invoiceId,
    invoiceNumber: invoice.number,
    invoiceTitle: invoice.title,
    kind: row.kind,
    state: row.state,
    currency: row.currency,
    amount: row.amount,
    parts: covered
      .filter(({ amount }) => amount > 0)
      .map((part) => ({
        dueOn: part.dueOn,
        amount: part.amount,
        left: part.left,
        state: isVoid ? "void" : stateOf(part, next, today),
      })),
    lastOn: parts.at(-1)?.dueOn ?? "",
    rest: holds ? restOf(covered) : 0,
    next: next && { dueOn: next.dueOn, left: next.left },
    message: row.message,
    proposedBy: row.proposedByName,
    proposedAt: row.proposedAt,
    answerBy: row.answerBy,
    answer: row.answer,
    decidedAt: row.decidedAt,
    endedOn: row.endedOn,
  };
}

function stateOf(part: CoveredPart, next: CoveredPart | null, today: Day): PartView["state"] {
  if (part.left === 0) return part.underWay > 0 ? "under-way" : "paid";
  if (part.dueOn < today) return "missed";
  return part === next ? "next" : "later";
}

/** What a tag says of the arrangement of an invoice. */
export type PlanTag = PlanKind | "proposed";

export function tagOf({ kind, state }: Pick<PlanView, "kind" | "state">): PlanTag {
  return state === "proposed" ? "proposed" : kind;
}

/** The tags of arrangements that hold, by invoice. */
export function tagsByInvoice(plans: readonly PlanView[]): Record<string, PlanTag> {
  return Object.fromEntries(plans.map((plan) => [plan.invoiceId, tagOf(plan)]));
}

/** An arrangement with its amounts as money, for components. */
export interface ShownPlan {
  kind: PlanKind;
  tag: PlanTag;
  amount: Money;
  rest: Money;
  parts: { dueOn: Day; amount: Money; state: PartView["state"] }[];
  next: { dueOn: Day; left: Money; isMissed: boolean } | null;
  answerBy: Day | null;
}

export function shownPlan(plan: PlanView): ShownPlan {
  const amount = (minor: number) => money(minor, plan.currency);
  return {
    kind: plan.kind,
    tag: tagOf(plan),
    amount: amount(plan.amount),
    rest: amount(plan.rest),
    parts: plan.parts.map(({ dueOn, amount: minor, state }) => ({
      dueOn,
      amount: amount(minor),
      state,
    })),
    next: plan.next && {
      dueOn: plan.next.dueOn,
      left: amount(plan.next.left),
      isMissed: plan.parts.some(({ state }) => state === "missed"),
    },
    answerBy: plan.answerBy,
  };
}
