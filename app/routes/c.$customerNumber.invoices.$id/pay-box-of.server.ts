import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import type { CustomerViewer } from "#app/domains/accounts/viewer.ts";
import type { InvoiceView } from "#app/domains/invoices/view-invoice.server.ts";
import { plannedCharge } from "#app/domains/payments/autopay/planned-charge.server.ts";
import { type PlanView, shownPlan } from "#app/domains/payments/plans/plan-view.ts";
import { transferDetails } from "#app/domains/payments/transfer-details.server.ts";
import { autopayPath } from "#app/http/paths.ts";
import { dayIn, daysBetween } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { money } from "#app/platform/money.ts";
import type { PayBoxProps } from "#app/ui/invoice/pay-box.tsx";

/** What is left to pay and how. */
export async function payBoxOf(
  context: Context,
  view: InvoiceView,
  options: {
    viewer: CustomerViewer;
    payTo: string | null;
    /** That holds. */
    plan: PlanView | null;
    planTo: string | null;
  },
): Promise<PayBoxProps> {
  const biller = await readBiller(context);
  const today = dayIn(biller.timeZone, context.clock.now());
  const { plan } = options;
  const toPay = plan?.state === "accepted" && plan.next ? plan.next.left : view.dueNow;
  const amount = (minor: number) => money(minor, view.currency);
  return {
    kind: view.kind,
    status: view.status,
    payable: amount(view.payable),
    settled: amount(view.settled),
    credited: amount(view.credited),
    outstanding: amount(view.outstanding),
    contested: amount(view.contested),
    processing: amount(view.processing),
    dueNow: amount(view.dueNow),
    daysLeft: view.dueDate ? daysBetween(today, view.dueDate) : null,
    payTo: options.payTo,
    autopay: await plannedNotice(context, options.viewer, view.id),
    plan: plan && shownPlan(plan),
    planTo: options.planTo,
    transfer: await transferDetails(context, options.viewer, { ...view, dueNow: toPay }),
    signInTo: options.viewer.kind === "person" ? null : "/login",
  };
}

async function plannedNotice(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<PayBoxProps["autopay"]> {
  const planned = await plannedCharge(context, viewer, invoiceId);
  return planned && { ...planned, to: autopayPath(viewer) };
}
