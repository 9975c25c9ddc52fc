import type { LoaderFunctionArgs } from "@remix-run/node";
import { invoiceXml } from "#app/domains/invoices/invoice-xml.server.ts";
import { notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** The invoice for accounting software. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const xml = await invoiceXml(args.context.context, viewer, id);
  if (isRefused(xml)) throw notFound();
  return downloadResponse({ name: xml.fileName, mediaType: "application/xml", bytes: xml.bytes });
}
