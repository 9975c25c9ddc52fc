import type { LoaderFunctionArgs } from "@remix-run/node";
import { originalDocument } from "#app/domains/invoices/original-document.server.ts";
import { notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** What the biller's system sent, byte for byte. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const file = await originalDocument(args.context.context, viewer, args.params.id ?? "");
  if (isRefused(file)) throw notFound();
  return downloadResponse(file);
}
