import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { statementPdf } from "#app/domains/payments/statement-pdf.server.ts";
import { readPeriod } from "#app/domains/payments/statement-period.ts";
import { languageOf } from "#app/http/language.server.ts";
import { pageResponse } from "#app/http/page-response.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { unlessBusy } from "#app/http/unless-busy.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { BusyDocument } from "#app/ui/busy-document.tsx";

/** What moved between two days and what is owed, on paper. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const { searchParams } = new URL(args.request.url);
  const today = await billerToday(context, context.db);
  const t = messagesFor(language).payments.statement;
  const { period, typed, errors } = readPeriod(searchParams, today, t);
  // The page of the form says what is wrong with a period.
  const form = (query: Record<string, string>) =>
    redirect(
      `${customerPath(viewer.customerNumber, "/payments")}?${new URLSearchParams(query)}#statement`,
    );
  if (Object.keys(errors).length > 0) throw form({ ...typed });
  const pdf = await unlessBusy(statementPdf(context, viewer, period, language));
  if (isRefused(pdf)) {
    if (pdf.refused !== "busy") throw form({ ...typed, long: "1" });
    const { retryAfterSeconds: seconds } = pdf;
    const { pathname, search } = new URL(args.request.url);
    return pageResponse(<BusyDocument {...{ language, again: pathname + search, seconds }} />, {
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
