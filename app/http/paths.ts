import type { CustomerViewer } from "#app/domains/accounts/viewer.ts";

/**
 * Where an invoice's pages are for this viewer: below the customer for a signed-in person, below the token for somebody
 * who follows the link of a mail. The same pages serve both.
 */
export interface InvoicePaths {
  invoice(invoiceId: string): string;
  pdf(invoiceId: string): string;
  /** As the biller's system sent it; null for the holder of a mail's link, who may not see it. */
  original(invoiceId: string): string | null;
  xml(invoiceId: string): string;
  pay(invoiceId: string): string;
  /** Where it is arranged to be paid later, or in parts. */
  plan(invoiceId: string): string;
  /** Where a payer comes back to from the payment page. */
  payReturn: string;
  dispute(invoiceId: string, lineId: string): string;
  thread(disputeId: string): string;
  attachment(disputeId: string, attachmentId: string): string;
}

export function invoicePaths(
  viewer: CustomerViewer,
  params: Readonly<Record<string, string | undefined>>,
): InvoicePaths {
  const base =
    viewer.kind === "link"
      ? `/i/${params.token ?? ""}`
      : `/c/${encodeURIComponent(viewer.customerNumber)}`;
  const of = (invoiceId: string) =>
    viewer.kind === "link" ? base : `${base}/invoices/${invoiceId}`;
  const thread = (disputeId: string) => `${base}/disputes/${disputeId}`;
  return {
    invoice: of,
    pdf: (id) => (viewer.kind === "link" ? `${base}/invoice.pdf` : `${of(id)}.pdf`),
    original: (id) => (viewer.kind === "link" ? null : `${of(id)}/original`),
    xml: (id) => (viewer.kind === "link" ? `${base}/invoice.xml` : `${of(id)}.xml`),
    pay: (id) => `${of(id)}/pay`,
    plan: (id) => `${of(id)}/plan`,
    payReturn: viewer.kind === "link" ? `${base}/return` : `${base}/payments/return`,
    dispute: (id, lineId) => `${of(id)}/dispute?line=${encodeURIComponent(lineId)}`,
    thread,
    attachment: (disputeId, attachmentId) => `${thread(disputeId)}/files/${attachmentId}`,
  };
}

/** `/c/{customerNumber}` with whatever follows, percent-encoded where it must be. */
export function customerPath(customerNumber: string, rest = ""): string {
  return `/c/${encodeURIComponent(customerNumber)}${rest}`;
}

/** The page of automatic payment; null for the holder of a mail's link, who has none. */
export function autopayPath(viewer: CustomerViewer): string | null {
  return viewer.kind === "person" ? customerPath(viewer.customerNumber, "/autopay") : null;
}
