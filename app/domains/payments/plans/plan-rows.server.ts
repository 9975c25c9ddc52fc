import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Day } from "#app/platform/calendar.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type PlanState, paymentPlanParts, paymentPlans } from "#db/schema/payment-plans.ts";
import { staffTasks } from "#db/schema/platform.ts";
import type { InvoiceMoney } from "./coverage.ts";
import type { Part } from "./schedule.ts";

/** A plan with its payments and its invoice as they are now. Amounts in minor units of `currency`. */
export interface Plan {
  row: typeof paymentPlans.$inferSelect;
  parts: Part[];
  invoice: InvoiceMoney & { number: string; title: string; dueDate: Day | null };
}

/** Proposed or accepted: the invoice is not reminded of. */
export const holds = isNull(paymentPlans.endedOn);

/** The plans that a condition on `payment_plans` (and `invoices`) finds, the newest first. */
export async function readPlans(
  tx: Transaction,
  where: SQL | undefined,
  limit = 500,
): Promise<Plan[]> {
  const rows = await tx
    .select({
      row: paymentPlans,
      invoice: {
        kind: invoices.kind,
        number: invoices.number,
        title: invoices.title,
        dueDate: invoices.dueDate,
        settled: invoices.settled,
        credited: invoices.credited,
        processing: invoices.processing,
        outstanding: invoices.outstanding,
        contested: invoices.contested,
      },
    })
    .from(paymentPlans)
    .innerJoin(
      invoices,
      and(
        eq(invoices.customerId, paymentPlans.customerId),
        eq(invoices.id, paymentPlans.invoiceId),
      ),
    )
    .where(where)
    .orderBy(sql`${paymentPlans.proposedAt} desc`, sql`${paymentPlans.id} desc`)
    .limit(limit);
  if (rows.length === 0) return [];
  const parts = await tx
    .select()
    .from(paymentPlanParts)
    .where(
      and(
        inArray(paymentPlanParts.customerId, [...new Set(rows.map(({ row }) => row.customerId))]),
        inArray(
          paymentPlanParts.planId,
          rows.map(({ row }) => row.id),
        ),
      ),
    )
    .orderBy(asc(paymentPlanParts.position));
  return rows.map(({ row, invoice }) => ({
    row,
    invoice,
    parts: parts
      .filter(({ planId }) => planId === row.id)
      .map(({ dueOn, amount }) => ({ dueOn, amount })),
  }));
}

/** One plan, as it is now. Lock its invoice first: whoever changes a plan holds that lock. */
export async function readPlan(
  tx: Transaction,
  { customerId, id }: { customerId: string; id: string },
): Promise<Plan | null> {
  const [plan] = await readPlans(
    tx,
    and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.id, id)),
  );
  return plan ?? null;
}

/** Tells whoever must know of a plan what became of it, in the words of the feed. */
export async function announcePlan(
  context: { clock: Clock },
  tx: Transaction,
  { row, parts, invoice }: Pick<Plan, "row" | "parts"> & { invoice: { number: string } },
  state: PlanState,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { customerId, id, invoiceId, kind, amount, currency } = row;
  await announce(context, tx, {
    customerId,
    type: `payment_plan.${state}`,
    subject: { type: "payment_plan", id, number: invoice.number },
    data: {
      invoiceId,
      invoiceNumber: invoice.number,
      kind,
      amount: toDecimal(amount, currency),
      currency,
      parts: parts.map((part) => ({ date: part.dueOn, amount: toDecimal(part.amount, currency) })),
      ...more,
    },
  });
}

/** Ends a plan and its task, and says so. `more` is told with the event. */
export async function endPlan(
  context: { clock: Clock },
  tx: Transaction,
  plan: Plan,
  ending: {
    state: Exclude<PlanState, "proposed" | "accepted">;
    endedOn: Day;
    decidedBy?: string;
    answer?: string;
  },
  more: Record<string, unknown> = {},
): Promise<void> {
  const { customerId, id } = plan.row;
  const { decidedBy, answer, ...rest } = ending;
  await tx
    .update(paymentPlans)
    .set({
      ...rest,
      ...(decidedBy === undefined ? {} : { decidedBy, decidedAt: context.clock.now() }),
      ...(answer === undefined ? {} : { answer }),
    })
    .where(and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.id, id)));
  await closeTask(context, tx, id, decidedBy ?? null);
  await announcePlan(context, tx, plan, ending.state, more);
}

/** The task of a proposal ends with the proposal; null: nobody of the staff did it. */
export async function closeTask(
  { clock }: { clock: Clock },
  tx: Transaction,
  planId: string,
  by: string | null,
): Promise<void> {
  await tx
    .update(staffTasks)
    .set({ doneAt: clock.now(), doneBy: by })
    .where(
      and(
        eq(staffTasks.kind, "plan-proposed"),
        eq(staffTasks.subjectType, "payment-plan"),
        eq(staffTasks.subjectId, planId),
        isNull(staffTasks.doneAt),
      ),
    );
}

/** Whether an arrangement of this invoice holds. Lock the invoice first: nobody can then make one. */
export async function isArranged(
  tx: Transaction,
  customerId: string,
  invoiceId: string,
): Promise<boolean> {
  const [plan] = await tx
    .select({ id: paymentPlans.id })
    .from(paymentPlans)
    .where(
      and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.invoiceId, invoiceId), holds),
    )
    .limit(1);
  return Boolean(plan);
}
