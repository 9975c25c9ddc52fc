import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { invoiceArchive } from "#app/domains/invoices/invoice-archive.server.ts";
import { readFilters, withoutCursor } from "#app/domains/invoices/read-filters.ts";
import { languageOf } from "#app/http/language.server.ts";
import { bodyOf } from "#app/http/outlet.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { downloadHeaders } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** The documents of the list as it is filtered, all pages of it, in one file. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).invoices;
  const filters = withoutCursor(new URL(args.request.url).searchParams);
  const { search, errors } = readFilters(filters, t);
  // The page of the list says what is wrong with a filter, and that nothing was found.
  const list = `${customerPath(viewer.customerNumber, "/invoices")}?${filters}`;
  if (Object.keys(errors).length > 0) throw redirect(list);
  const { signal } = args.request;
  const archive = await invoiceArchive(context, viewer, search, { language, signal });
  if (isRefused(archive)) throw redirect(list);
  const today = await billerToday(context, context.db);
  const name = t.archive.fileName(viewer.customerNumber, today);
  return new Response(bodyOf(archive, args.context.outlet), {
    headers: downloadHeaders({ name, mediaType: "application/zip" }),
  });
}
