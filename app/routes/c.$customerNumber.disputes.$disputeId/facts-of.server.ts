import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import type { CustomerViewer } from "#app/domains/accounts/viewer.ts";
import type { DisputeView } from "#app/domains/disputes/view-dispute.server.ts";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import type { InvoicePaths } from "#app/http/paths.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { DisputeFactsProps } from "./facts.tsx";

/** Where a dispute stands, for its customer. What is frozen is told from the invoice: a paid one freezes nothing. */
export async function factsOf(
  context: Context,
  viewer: CustomerViewer,
  dispute: DisputeView,
  paths: InvoicePaths,
): Promise<DisputeFactsProps> {
  const [biller, invoice] = await Promise.all([
    readBiller(context),
    viewInvoice(context, viewer, dispute.invoiceId),
  ]);
  const contested = isRefused(invoice) ? 0 : invoice.contested;
  const creditNote = dispute.decision?.creditNote ?? null;
  return {
    state: dispute.state,
    invoiceNumber: dispute.invoiceNumber,
    invoiceTo: paths.invoice(dispute.invoiceId),
    reference: dispute.reference,
    reason: dispute.reason,
    lines: dispute.lines.map(({ name }) => name),
    claimed: money(dispute.claimed, dispute.currency),
    frozen: money(Math.min(dispute.claimed, contested), dispute.currency),
    granted: dispute.decision ? money(dispute.decision.amount, dispute.currency) : null,
    creditNote:
      creditNote && viewer.kind === "person"
        ? { number: creditNote.number, to: paths.invoice(creditNote.id) }
        : null,
    handlerName: dispute.handlerName,
    promisedOn: dispute.promisedOn,
    isLate:
      dispute.state === "open" && dispute.promisedOn < dayIn(biller.timeZone, context.clock.now()),
    openedAt: dispute.openedAt,
    readAt: dispute.readAt,
    answeredAt: dispute.answeredAt,
    decidedAt: dispute.decidedAt,
  };
}
