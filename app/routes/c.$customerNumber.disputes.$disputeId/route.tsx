import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { contactFor } from "#app/domains/accounts/staff-members.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { attachmentAccept } from "#app/domains/disputes/attachments.ts";
import { attachmentSentence, longestMessage } from "#app/domains/disputes/read-dispute-form.ts";
import { isOpenState } from "#app/domains/disputes/reasons.ts";
import { replyToDispute } from "#app/domains/disputes/reply-to-dispute.server.ts";
import { viewDispute } from "#app/domains/disputes/view-dispute.server.ts";
import { withdrawDispute } from "#app/domains/disputes/withdraw-dispute.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { invoicePaths } from "#app/http/paths.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { readFormWithFiles } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { ContactCard } from "#app/ui/contact-card.tsx";
import { ReplyFields } from "#app/ui/dispute/reply-fields.tsx";
import { DisputeStateTag, Thread } from "#app/ui/dispute/thread.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { DisputeFacts, DoneNotice } from "./facts.tsx";
import { factsOf } from "./facts-of.server.ts";

/** One dispute as its customer follows it: where it stands, what comes next, the words exchanged. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireInvoiceViewer(args);
  const dispute = await viewDispute(context, viewer, args.params.disputeId ?? "");
  if (isRefused(dispute)) throw notFound();
  const [language, contact] = await Promise.all([
    languageOf(args.request, args.context),
    contactFor(context, viewer),
  ]);
  const paths = invoicePaths(viewer, args.params);
  const done = new URL(args.request.url).searchParams.get("done");
  return data({
    title: messagesFor(language).disputes.threadTitle(dispute.reference),
    done: done === "opened" || done === "replied" ? (done as "opened" | "replied") : null,
    facts: await factsOf(context, viewer, dispute, paths),
    messages: dispute.thread.map((message) => ({
      ...message,
      attachments: message.attachments.map((file) => ({
        ...file,
        href: paths.attachment(dispute.id, file.id),
      })),
    })),
    mayReply: mayAct(viewer) && isOpenState(dispute.state),
    mayWithdraw: dispute.state === "open" || dispute.state === "waiting-customer",
    submissionId: randomUUID(),
    contact,
  });
}

export async function action(args: ActionFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireInvoiceViewer(args);
  const disputeId = args.params.disputeId ?? "";
  const { fields, files } = await readFormWithFiles(args.request);
  const t = messagesFor(await languageOf(args.request, args.context)).disputes;
  const here = invoicePaths(viewer, args.params).thread(disputeId);
  if (fields.intent === "withdraw") {
    const withdrawn = await withdrawDispute(context, viewer, disputeId);
    if (!isRefused(withdrawn)) return redirectAfterPost(here);
    if (withdrawn.refused === "not-found") throw notFound();
    if (withdrawn.refused === "not-allowed") throw forbidden();
    return rejectForm({ message: t.errors.closed }, fields, { status: statusOf(withdrawn) });
  }
  const message = fields.message ?? "";
  if (message === "") return rejectForm({ message: t.errors.message }, fields);
  if (message.length > longestMessage) return rejectForm({ message: t.errors.messageLong }, fields);
  const replied = await replyToDispute(context, viewer, {
    disputeId,
    message,
    attachments: files,
    submissionId: fields.submission || randomUUID(),
  });
  if (!isRefused(replied)) return redirectAfterPost(`${here}?done=replied`);
  if (replied.refused === "not-found") throw notFound();
  if (replied.refused === "not-allowed") throw forbidden();
  const status = statusOf(replied);
  if (replied.refused === "dispute-closed")
    return rejectForm({ message: t.errors.closed }, fields, { status });
  return rejectForm({ attachments: attachmentSentence(replied, t) }, fields, { status });
}

export default function DisputePage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const t = useMessages().disputes;
  const language = root?.language ?? "fr";
  const { facts } = page;
  return (
    <>
      <p>
        <Link to={facts.invoiceTo} reloadDocument className="action-link">
          ← {t.backToInvoice(facts.invoiceNumber)}
        </Link>
      </p>
      <ErrorSummary errors={answer?.errors} />
      <DoneNotice done={page.done} facts={facts} />
      <div className="row">
        <h1>{page.title}</h1>
        <DisputeStateTag state={facts.state} />
      </div>
      <div className="cols">
        <section className="stack-loose" aria-label={t.conversation}>
          <Thread messages={page.messages} side="customer" billerName={root?.brand.name ?? ""} />
          {page.mayReply ? (
            <div className="sheet">
              <ReplyFields
                submissionId={answer?.values.submission ?? page.submissionId}
                attachmentAccept={attachmentAccept}
                mayWithdraw={page.mayWithdraw}
                errors={answer?.errors}
                values={answer?.values}
              />
            </div>
          ) : null}
        </section>
        <aside className="stack-loose">
          <DisputeFacts facts={facts} />
          {page.contact ? (
            <ContactCard
              contact={{
                name: page.contact.name,
                phone: page.contact.phone || (root?.brand.phone ?? ""),
                hours: (page.contact.hours ?? root?.brand.openingHours)?.[language] ?? "",
              }}
            />
          ) : null}
        </aside>
      </div>
    </>
  );
}
