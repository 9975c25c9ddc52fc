import { and, eq } from "drizzle-orm";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { type CustomerViewer, maySeeInvoice, scopeOf } from "#app/domains/accounts/viewer.ts";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { endPlan, holds, readPlans } from "./plan-rows.server.ts";
import { mayArrange } from "./propose-plan.server.ts";

/**
 * Gives up the arrangement of an invoice: what is left is due as before. Whoever may make such a one may give it up. Pressed again
 * when there is none, it changes nothing.
 */
export async function withdrawPlan(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<{ withdrawn: boolean } | Refusal<"not-found" | "not-allowed">> {
  if (!maySeeInvoice(viewer, invoiceId)) return refused("not-found");
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [invoice] = await lockInvoices(tx, customerId, [invoiceId]);
    if (!invoice) return refused("not-found");
    const [plan] = await readPlans(
      tx,
      and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.invoiceId, invoiceId), holds),
    );
    if (!plan) return { withdrawn: false };
    if (!mayArrange(viewer, plan.row.kind)) return refused("not-allowed");
    const endedOn = await billerToday(context, tx);
    await endPlan(context, tx, plan, { state: "withdrawn", endedOn }, { by: "customer" });
    await recordAudit(context, tx, {
      by: viewer,
      action: "payment-plan.withdrawn",
      customerId,
      subject: { type: "payment-plan", id: plan.row.id },
      data: { invoice: plan.invoice.number },
    });
    return { withdrawn: true };
  });
}
