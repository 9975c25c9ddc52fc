import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { attachmentAccept } from "#app/domains/disputes/attachments.ts";
import { disputeForStaff, markDisputeRead } from "#app/domains/disputes/dispute-queue.server.ts";
import { isOpenState } from "#app/domains/disputes/reasons.ts";
import { isPrefetch } from "#app/http/prefetch.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { AnswerForm, DecideForm, NoteForm } from "#app/ui/dispute/desk-forms.tsx";
import { Thread } from "#app/ui/dispute/thread.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { actOnDispute } from "./act.server.ts";
import { DeskFacts } from "./desk-facts.tsx";

/** One dispute on the desk: what is contested, the thread with notes, answer, decide. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireStaff(args);
  const dispute = await disputeForStaff(context, viewer, args.params.disputeId ?? "");
  if (isRefused(dispute)) throw notFound();
  // "Read by our team" is a promise to the customer: a page that a browser fetched ahead has been read by nobody.
  if (!dispute.readAt && !isPrefetch(args.request))
    await markDisputeRead(context, viewer, dispute.id);
  const done = new URL(args.request.url).searchParams.get("done");
  const { customer } = dispute;
  return data({
    title: `${dispute.reference} – ${customer.name}`,
    done: done === "answered" || done === "noted" || done === "decided" ? done : null,
    facts: {
      reference: dispute.reference,
      state: dispute.state,
      reason: dispute.reason,
      currency: dispute.currency,
      claimed: money(dispute.claimed, dispute.currency),
      lines: dispute.lines,
      promisedOn: dispute.promisedOn,
      handlerName: dispute.handlerName,
      invoiceNumber: dispute.invoiceNumber,
      customer: {
        name: customer.name,
        number: customer.number,
        phone: customer.phone,
        to: `/staff/customers/${customer.id}`,
      },
      decision: dispute.decision,
    },
    messages: dispute.thread.map((message) => ({
      ...message,
      attachments: message.attachments.map((file) => ({
        ...file,
        href: `/staff/disputes/${dispute.id}/files/${file.id}`,
      })),
    })),
    isOpen: isOpenState(dispute.state),
    mayDecide: dispute.state === "open" || dispute.state === "waiting-customer",
    answerSubmission: randomUUID(),
    noteSubmission: randomUUID(),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  return actOnDispute(args, viewer);
}

export default function DeskDispute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const t = useMessages().disputes.desk;
  const form = { errors: answer?.errors, values: answer?.values };
  return (
    <section className="thread stack-loose" aria-label={page.title}>
      <ErrorSummary errors={answer?.errors} />
      {page.done ? (
        <Notice tone="paid" live>
          <p>{t.done[page.done as keyof typeof t.done]}</p>
        </Notice>
      ) : null}
      <DeskFacts facts={page.facts} />
      <Thread messages={page.messages} side="staff" billerName={root?.brand.name ?? ""} />
      {page.isOpen ? (
        <AnswerForm
          {...form}
          submissionId={answer?.values.submission ?? page.answerSubmission}
          attachmentAccept={attachmentAccept}
        />
      ) : null}
      <NoteForm {...form} submissionId={page.noteSubmission} />
      {page.mayDecide ? <DecideForm {...form} claimed={page.facts.claimed} /> : null}
    </section>
  );
}
