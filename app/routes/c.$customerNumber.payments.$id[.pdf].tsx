import type { LoaderFunctionArgs } from "@remix-run/node";
import { receiptPdf } from "#app/domains/payments/receipt-pdf.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** The receipt on paper, in the reader's language. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const pdf = await receiptPdf(args.context.context, viewer, args.params.id ?? "", language);
  if (isRefused(pdf)) throw notFound();
  return downloadResponse({
    name: pdf.fileName,
    mediaType: "application/pdf",
    bytes: pdf.bytes,
    inline: true,
  });
}
