import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  type CustomerViewer,
  maySeeInvoice,
  type PersonViewer,
  type StaffViewer,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { holds, readPlans } from "./plan-rows.server.ts";
import { type PlanView, viewOf } from "./plan-view.ts";

/** The last arrangement of an invoice, whether it holds or not; null: there never was one, or it is not the viewer's. */
export async function planOfInvoice(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<PlanView | null> {
  if (!isId(invoiceId) || !maySeeInvoice(viewer, invoiceId)) return null;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const mine = eq(paymentPlans.customerId, viewer.customerId);
    const [plan] = await readPlans(tx, and(mine, eq(paymentPlans.invoiceId, invoiceId)), 1);
    return plan ? viewOf(plan, await billerToday(context, tx)) : null;
  });
}

/** The arrangements of a customer that hold, the newest first. */
export async function livePlans(
  context: Context,
  viewer: PersonViewer | (StaffViewer & { customerId: string }),
): Promise<PlanView[]> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const mine = eq(paymentPlans.customerId, viewer.customerId);
    const today = await billerToday(context, tx);
    return (await readPlans(tx, and(mine, holds))).map((plan) => viewOf(plan, today));
  });
}

/** The arrangements of a customer for the staff, the newest first, fifty at most. */
export async function plansOfCustomer(
  context: Context,
  _viewer: StaffViewer,
  customerId: string,
): Promise<PlanView[]> {
  if (!isId(customerId)) return [];
  return inScope(context, { customerId }, async (tx) => {
    const today = await billerToday(context, tx);
    const plans = await readPlans(tx, eq(paymentPlans.customerId, customerId), 50);
    return plans.map((plan) => viewOf(plan, today));
  });
}

export interface PlanForStaff extends PlanView {
  customer: { id: string; name: string; number: string };
  /** Who of the staff decided; null: the rules, or nobody yet. */
  decidedBy: string | null;
  /** The other arrangements of this customer, the newest first. */
  others: PlanView[];
}

/** One arrangement for whoever decides about it: what is proposed, and how the customer kept earlier ones. */
export async function planForStaff(
  context: Context,
  viewer: StaffViewer,
  planId: string,
): Promise<PlanForStaff | Refusal<"not-found">> {
  if (!isId(planId)) return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [found] = await tx
      .select({
        customer: { id: customers.id, name: customers.name, number: customers.number },
        decidedBy: people.name,
      })
      .from(paymentPlans)
      .innerJoin(customers, eq(customers.id, paymentPlans.customerId))
      .leftJoin(people, eq(people.id, paymentPlans.decidedBy))
      .where(eq(paymentPlans.id, planId));
    if (!found) return refused("not-found");
    const today = await billerToday(context, tx);
    const plans = (await readPlans(tx, eq(paymentPlans.customerId, found.customer.id), 50)).map(
      (plan) => viewOf(plan, today),
    );
    const plan = plans.find(({ id }) => id === planId);
    if (!plan) return refused("not-found");
    return { ...plan, ...found, others: plans.filter(({ id }) => id !== planId) };
  });
}
