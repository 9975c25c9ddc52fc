import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { remarksOnInvoice } from "#app/domains/invoices/remarks-on-invoice.server.ts";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import { tagsByInvoice } from "#app/domains/payments/plans/plan-view.ts";
import { livePlans } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { InvoiceSheet } from "#app/ui/invoice/invoice-sheet.tsx";
import { Remarks } from "#app/ui/invoice/remarks.tsx";
import { sheetOf } from "#app/ui/invoice/sheet-of.ts";
import { InvoiceTags } from "#app/ui/tag.tsx";

/**
 * An invoice as the customer sees it, for staff on the phone, and what today's rules remark about it, which customers never see.
 * Looking at it here never counts as viewed.
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const { customerId = "", id = "" } = args.params;
  const view = await viewInvoice(args.context.context, viewer, id);
  if (isRefused(view) || view.customerId !== customerId) throw notFound();
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).invoices;
  const remarks = await remarksOnInvoice(args.context.context, viewer, id, language);
  const plans = await livePlans(args.context.context, { ...viewer, customerId });
  return {
    title: t.title(view.kind, view.number),
    status: view.status,
    kind: view.kind,
    isContested: view.contested > 0,
    planTag: tagsByInvoice(plans)[id],
    customer: { name: view.customerName, to: `/staff/customers/${customerId}` },
    remarks: isRefused(remarks) ? remarks.refused : remarks,
    sheet: sheetOf(view, {
      paths: {
        invoice: (other) => `/staff/customers/${customerId}/invoices/${other}`,
        thread: (disputeId) => `/staff/disputes/${disputeId}`,
        original: () => null,
        dispute: null,
      },
      contested: [],
    }),
  };
}

export default function StaffInvoice() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <p>
        <Link className="action-link" to={page.customer.to} reloadDocument>
          ← {page.customer.name}
        </Link>
      </p>
      <div className="row">
        <h1>{page.title}</h1>
        <InvoiceTags
          status={page.status}
          kind={page.kind}
          contested={page.isContested}
          plan={page.planTag}
          toStaff
        />
      </div>
      <InvoiceSheet {...page.sheet} />
      <Remarks remarks={page.remarks} />
    </>
  );
}
