import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { attachmentAccept } from "#app/domains/disputes/attachments.ts";
import { grossOfLine } from "#app/domains/disputes/claim.ts";
import { openDispute } from "#app/domains/disputes/open-dispute.server.ts";
import { readDisputeForm, sentenceOf } from "#app/domains/disputes/read-dispute-form.ts";
import { disputeReasons } from "#app/domains/disputes/reasons.ts";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { invoicePaths } from "#app/http/paths.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { readFormWithFiles } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { DisputeFields } from "#app/ui/dispute/dispute-fields.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Who contests which line: everything that both the form and its answer need. */
async function lineToContest(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const invoice = await viewInvoice(context, viewer, id);
  if (isRefused(invoice)) throw notFound();
  if (!mayAct(viewer)) throw forbidden();
  const lineId = new URL(args.request.url).searchParams.get("line");
  const paths = invoicePaths(viewer, args.params);
  // Nobody said which line: the invoice shows them all, each with its way here.
  if (!lineId) throw redirectAfterPost(paths.invoice(invoice.id));
  const found = invoice.lines.find((line) => line.id === lineId);
  if (!found) throw notFound();
  const { line } = found;
  const language = await languageOf(args.request, args.context);
  const gross = grossOfLine(
    { quantity: line.quantity, netAmount: found.netAmount, vatRate: line.vat.rate ?? null },
    invoice.currency,
  );
  return { viewer, invoice, lineId: found.id, line, gross, language, paths };
}

export async function loader(args: LoaderFunctionArgs) {
  const { invoice, line, gross, language, paths } = await lineToContest(args);
  return data({
    title: messagesFor(language).disputes.formTitle,
    number: invoice.number,
    backTo: paths.invoice(invoice.id),
    submissionId: randomUUID(),
    line: {
      name: line.name,
      description: line.description ?? null,
      quantity: line.quantity,
      unitCode: line.unitCode,
      unitPrice: line.netUnitPrice,
      gross: money(gross, invoice.currency),
    },
  });
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, invoice, lineId, line, gross, language, paths } = await lineToContest(args);
  const t = messagesFor(language).disputes;
  const { fields, files } = await readFormWithFiles(args.request);
  const form = readDisputeForm(
    fields,
    { quantity: line.quantity, gross, currency: invoice.currency },
    t,
    language,
  );
  if ("errors" in form) return rejectForm(form.errors, fields);
  const opened = await openDispute(args.context.context, viewer, {
    ...form.read,
    invoiceId: invoice.id,
    lineId,
    attachments: files,
    language,
    submissionId: fields.submission || randomUUID(),
  });
  if (!isRefused(opened)) return redirectAfterPost(`${paths.thread(opened.id)}?done=opened`);
  if (opened.refused === "not-found") throw notFound();
  if (opened.refused === "not-allowed") throw forbidden();
  return rejectForm(sentenceOf(opened, t, language), fields, { status: statusOf(opened) });
}

export default function ContestLine() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="narrow stack-loose">
      <p>
        <Link to={page.backTo} reloadDocument className="action-link">
          ← {t.disputes.backToInvoice(page.number)}
        </Link>
      </p>
      <h1>{page.title}</h1>
      <p>{t.disputes.formIntro}</p>
      <DisputeFields
        line={page.line}
        reasons={disputeReasons.map((value) => ({ value }))}
        submissionId={answer?.values.submission ?? page.submissionId}
        attachmentAccept={attachmentAccept}
        errors={answer?.errors}
        values={answer?.values}
      />
    </div>
  );
}
