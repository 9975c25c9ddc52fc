import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { invoiceCsv } from "#app/domains/invoices/invoice-csv.ts";
import { readFilters, withoutCursor } from "#app/domains/invoices/read-filters.ts";
import { everyInvoice } from "#app/domains/invoices/search-invoices.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { bodyOf } from "#app/http/outlet.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { downloadHeaders } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";

/** The list of invoices as it is filtered, all pages of it, for a spreadsheet. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const messages = messagesFor(language);
  const filters = withoutCursor(new URL(args.request.url).searchParams);
  const { search, errors } = readFilters(filters, messages.invoices);
  // The page of the list says what is wrong with a filter.
  if (Object.keys(errors).length > 0)
    throw redirect(`${customerPath(viewer.customerNumber, "/invoices")}?${filters}`);
  const rows = invoiceCsv(everyInvoice(context, viewer, search), { messages, language });
  const today = await billerToday(context, context.db);
  const name = messages.invoices.csv.fileName(viewer.customerNumber, today);
  return new Response(bodyOf(rows, args.context.outlet), {
    headers: downloadHeaders({ name, mediaType: "text/csv; charset=utf-8" }),
  });
}
