import type { LoaderFunctionArgs } from "@remix-run/node";
import { invoicePdf } from "#app/domains/invoices/pdf/invoice-pdf.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { pageResponse } from "#app/http/page-response.server.ts";
import { notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { unlessBusy } from "#app/http/unless-busy.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { BusyDocument } from "#app/ui/busy-document.tsx";

/** The invoice on paper, in the reader's language; for the holder of a mail's link without bank details. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const language = await languageOf(args.request, args.context);
  const pdf = await unlessBusy(invoicePdf(args.context.context, viewer, id, language));
  if (isRefused(pdf)) {
    if (pdf.refused === "not-found") throw notFound();
    const { retryAfterSeconds: seconds } = pdf;
    const { pathname: again } = new URL(args.request.url);
    return pageResponse(<BusyDocument {...{ language, again, seconds }} />, {
      status: 503,
      headers: { "retry-after": String(seconds) },
    });
  }
  return downloadResponse({
    name: pdf.fileName,
    mediaType: "application/pdf",
    bytes: pdf.bytes,
    inline: true,
  });
}
