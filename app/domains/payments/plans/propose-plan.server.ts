import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  type CustomerViewer,
  mayAct,
  maySeeInvoice,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { type InvoiceState, lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { type PlanKind, paymentPlanParts, paymentPlans } from "#db/schema/payment-plans.ts";
import { startedBy } from "../attempts.server.ts";
import { leaveOutOfAutopay } from "../autopay/leave-arranged.server.ts";
import { paidByPayments } from "./coverage.ts";
import { announcePlan, isArranged } from "./plan-rows.server.ts";
import { termsWithin } from "./plan-terms.server.ts";
import { answerDay, checkDays, type DaysProblem, rulesAccept } from "./plan-terms.ts";
import { splitAmount } from "./schedule.ts";

export interface PlanProposal {
  /** UUID of the form: sent twice, it is one plan. */
  id: string;
  invoiceId: string;
  kind: PlanKind;
  /** One of a promise, several of instalments, the first first. */
  days: readonly Day[];
  /** What the page said is due, minor units: nobody agrees to another amount than they saw. */
  amount: number;
  message: string;
}

export type ProposeRefusal =
  | Refusal<"not-found">
  | Refusal<"not-allowed">
  | Refusal<"nothing-due", { number?: string }>
  /** Another arrangement of this invoice holds. */
  | Refusal<"plan-exists">
  /** A payment or a credit note came while the page was read. */
  | Refusal<"due-changed", { due: number; currency: string }>
  | Refusal<"invalid-days", { problem: DaysProblem; at: number }>
  /** Less than a minor unit for each payment. */
  | Refusal<"too-many-parts">;

/**
 * Arranges what is due now of an invoice: promised for a day, or in equal parts on several. The rules accept it at once up to the
 * biller's amount, for customers who kept their last ones; else the staff have a task and are told. Who holds a mail's link
 * may promise. One arrangement of an invoice holds at a time, whoever is first.
 */
export async function proposePlan(
  context: Context,
  viewer: CustomerViewer,
  proposal: PlanProposal,
): Promise<{ state: "accepted" | "proposed"; answerBy: Day | null } | ProposeRefusal> {
  const { id, invoiceId, kind, days } = proposal;
  const { customerId } = viewer;
  if (!mayArrange(viewer, kind)) return refused("not-allowed");
  if (!isId(id) || !isId(invoiceId) || !maySeeInvoice(viewer, invoiceId))
    return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [invoice] = await lockInvoices(tx, customerId, [invoiceId]);
    if (!invoice) return refused("not-found");
    const known = await knownPlan(tx, customerId, proposal);
    if (known) return known;
    const due = dueNowOf(invoice);
    const { currency } = invoice;
    if (due === 0) return refused("nothing-due", { number: invoice.number });
    if (due !== proposal.amount) return refused("due-changed", { due, currency });
    const terms = await termsWithin(context, tx, { customerId, invoiceId });
    const wrong = checkDays(terms, kind, days);
    if (wrong) return refused("invalid-days", wrong);
    const amounts = splitAmount(due, days.length);
    if (!amounts) return refused("too-many-parts");
    const isAccepted = rulesAccept(terms, due, currency);
    const answerBy = isAccepted ? null : answerDay(terms, days[0] ?? terms.today);
    const parts = days.map((dueOn, index) => ({ dueOn, amount: amounts[index] ?? 0 }));
    await leaveOutOfAutopay(context, tx, { ...invoice, customerId });
    await insertPlan(context, tx, viewer, { proposal, invoice, parts, answerBy });
    return { state: isAccepted ? "accepted" : "proposed", answerBy } as const;
  });
}

/** Who may make such an arrangement: whoever may pay; with a mail's link, a promise. */
export function mayArrange(viewer: CustomerViewer, kind: PlanKind): boolean {
  return mayAct(viewer) && (viewer.kind === "person" || kind === "promise");
}

/** The answer to the same form again, or the refusal of another one while an arrangement holds; null: there is none. */
async function knownPlan(
  tx: Transaction,
  customerId: string,
  { id, invoiceId }: PlanProposal,
): Promise<
  | { state: "accepted" | "proposed"; answerBy: Day | null }
  | Refusal<"plan-exists">
  | Refusal<"not-found">
  | null
> {
  const [same] = await tx
    .select()
    .from(paymentPlans)
    .where(and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.id, id)));
  if (same && same.invoiceId !== invoiceId) return refused("not-found");
  if (same)
    return { state: same.answerBy === null ? "accepted" : "proposed", answerBy: same.answerBy };
  return (await isArranged(tx, customerId, invoiceId)) ? refused("plan-exists") : null;
}

async function insertPlan(
  context: Context,
  tx: Transaction,
  viewer: CustomerViewer,
  {
    proposal: { id, kind, message },
    invoice,
    parts,
    answerBy,
  }: {
    proposal: PlanProposal;
    invoice: InvoiceState;
    parts: { dueOn: Day; amount: number }[];
    answerBy: Day | null;
  },
): Promise<void> {
  const { customerId } = viewer;
  const { currency, number } = invoice;
  const now = context.clock.now();
  const { startedBy: proposedBy, startedByLink: proposedByLink } = startedBy(viewer);
  const [row] = await tx
    .insert(paymentPlans)
    .values({
      customerId,
      id,
      invoiceId: invoice.id,
      kind,
      state: answerBy === null ? "accepted" : "proposed",
      amount: parts.reduce((sum, { amount }) => sum + amount, 0),
      currency,
      paidBefore: paidByPayments(invoice),
      message,
      proposedBy,
      proposedByLink,
      proposedByName: viewer.name,
      proposedAt: now,
      answerBy,
      decidedAt: answerBy === null ? now : null,
    })
    .returning();
  if (!row) throw new Error("The plan was not inserted");
  await tx
    .insert(paymentPlanParts)
    .values(parts.map((part, index) => ({ customerId, planId: id, position: index + 1, ...part })));
  const plan = { row, parts, invoice };
  if (answerBy === null) return announcePlan(context, tx, plan, "accepted", { by: "rule" });
  await announcePlan(context, tx, plan, "proposed", { answerBy });
  await raiseStaffTask(context, tx, {
    kind: "plan-proposed",
    customerId,
    subject: { type: "payment-plan", id },
    data: { number, amount: toDecimal(row.amount, currency), currency, answerBy },
  });
}
