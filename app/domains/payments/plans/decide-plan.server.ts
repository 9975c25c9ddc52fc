import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { announcePlan, closeTask, endPlan, readPlan } from "./plan-rows.server.ts";

export type DecidePlanRefusal =
  | Refusal<"not-found">
  /** By a colleague, by the customer who withdrew it, or because it was paid meanwhile. */
  | Refusal<"already-decided">
  /** Its first day is over: accepting it would break it. */
  | Refusal<"day-past">
  /** A refusal says why. */
  | Refusal<"words-missing">;

/**
 * Accepts a customer's proposal, or refuses it with words that the customer is told. Any member of the staff: it gives time, not
 * money. In the audit log either way.
 */
export async function decidePlan(
  context: Context,
  viewer: StaffViewer,
  input: { planId: string; decision: "accept" | "refuse"; words: string },
): Promise<{ decided: "accepted" | "refused" } | DecidePlanRefusal> {
  const { planId, decision, words } = input;
  if (!isId(planId)) return refused("not-found");
  if (decision === "refuse" && words === "") return refused("words-missing");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [found] = await tx
      .select({ customerId: paymentPlans.customerId, invoiceId: paymentPlans.invoiceId })
      .from(paymentPlans)
      .where(eq(paymentPlans.id, planId));
    if (!found) return refused("not-found");
    const { customerId, invoiceId } = found;
    await lockInvoices(tx, customerId, [invoiceId]);
    const plan = await readPlan(tx, { customerId, id: planId });
    if (plan?.row.state !== "proposed") return refused("already-decided");
    const today = await billerToday(context, tx);
    const [first] = plan.parts;
    if (decision === "accept" && (!first || first.dueOn < today)) return refused("day-past");
    const decided = decision === "accept" ? "accepted" : "refused";
    if (decision === "refuse")
      await endPlan(
        context,
        tx,
        plan,
        { state: "refused", endedOn: today, decidedBy: viewer.personId, answer: words },
        { by: "staff" },
      );
    else {
      await tx
        .update(paymentPlans)
        .set({
          state: "accepted",
          decidedBy: viewer.personId,
          decidedAt: context.clock.now(),
          answer: words,
        })
        .where(and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.id, planId)));
      await closeTask(context, tx, planId, viewer.personId);
      await announcePlan(context, tx, plan, "accepted", { by: "staff" });
    }
    const { amount, currency } = plan.row;
    await recordAudit(context, tx, {
      by: viewer,
      action: `payment-plan.${decided}`,
      customerId,
      subject: { type: "payment-plan", id: planId },
      data: {
        invoice: plan.invoice.number,
        granted: toDecimal(amount, currency),
        currency,
      },
    });
    return { decided };
  });
}
