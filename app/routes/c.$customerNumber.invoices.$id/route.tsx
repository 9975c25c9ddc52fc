import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { contactFor } from "#app/domains/accounts/staff-members.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { isOpenState } from "#app/domains/disputes/reasons.ts";
import { listDisputes } from "#app/domains/disputes/view-dispute.server.ts";
import { changeSincePrevious } from "#app/domains/invoices/previous-invoice.server.ts";
import { recordView } from "#app/domains/invoices/record-view.server.ts";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import { messagesOfSubject } from "#app/domains/notifications/messages-of-subject.server.ts";
import { tagOf } from "#app/domains/payments/plans/plan-view.ts";
import { planOfInvoice } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { isPrefetch } from "#app/http/prefetch.ts";
import { notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { ContactCard } from "#app/ui/contact-card.tsx";
import { InvoiceSheet } from "#app/ui/invoice/invoice-sheet.tsx";
import { PayBox } from "#app/ui/invoice/pay-box.tsx";
import { sheetOf } from "#app/ui/invoice/sheet-of.ts";
import { WhatChanged } from "#app/ui/invoice/what-changed.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { InvoiceTags } from "#app/ui/tag.tsx";
import { Timeline } from "#app/ui/timeline.tsx";
import { Downloads } from "./downloads.tsx";
import { payBoxOf } from "./pay-box-of.server.ts";
import { stepsOf } from "./steps-of.ts";

/** One invoice: as a document, what is left to pay, what happened, whom to ask. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const view = await viewInvoice(context, viewer, id);
  if (isRefused(view)) throw notFound();
  // Who signed in is a human. Who follows a mail's link may be a scanner: there the page itself tells (app/islands/seen.ts).
  if (viewer.kind === "person" && !isPrefetch(args.request)) await recordView(context, viewer, id);
  const [language, disputes, contact, mails, change, last] = await Promise.all([
    languageOf(args.request, args.context),
    listDisputes(context, viewer, { invoiceId: id }),
    contactFor(context, viewer),
    messagesOfSubject(context, viewer, { customerId: view.customerId, type: "invoice", ids: [id] }),
    viewer.kind === "person" ? changeSincePrevious(context, viewer, view) : null,
    planOfInvoice(context, viewer, id),
  ]);
  const { invoices: t, plans } = messagesFor(language);
  const plan = last?.endedOn === null ? last : null;
  const paths = invoicePaths(viewer, args.params);
  const contested = disputes.toReversed().flatMap((dispute) =>
    dispute.lines.map(({ lineId }) => ({
      disputeId: dispute.id,
      reference: dispute.reference,
      lineId,
      open: isOpenState(dispute.state),
    })),
  );
  return {
    title: t.title(view.kind, view.number),
    kind: view.kind,
    tags: {
      status: view.status,
      kind: view.kind,
      contested: view.contested > 0,
      plan: plan ? tagOf(plan) : undefined,
    },
    backTo: viewer.kind === "link" ? null : customerPath(viewer.customerNumber, "/invoices"),
    sheet: sheetOf(view, {
      paths: { ...paths, dispute: mayAct(viewer) ? paths.dispute : null },
      contested,
    }),
    change: change && {
      currency: view.currency,
      difference: change.difference,
      parts: change.parts,
      previous: { ...change.previous, to: paths.invoice(change.previous.id) },
    },
    payBox: await payBoxOf(context, view, {
      ...{ viewer, plan },
      ...(mayAct(viewer)
        ? { payTo: paths.pay(view.id), planTo: paths.plan(view.id) }
        : { payTo: null, planTo: null }),
    }),
    downloads: {
      pdf: paths.pdf(id),
      xml: viewer.kind === "link" && view.lines.length === 0 ? null : paths.xml(id),
      original: view.format === "factur-x" ? paths.original(id) : null,
      syntax: viewer.kind === "person" && view.format === "ubl" ? "UBL" : "CII",
    },
    steps: stepsOf(view, { ...t, plans }, language, {
      mails,
      agreed: plan?.state === "accepted" ? plan.parts.filter(({ left }) => left > 0) : [],
      promised: disputes.filter(({ state }) => state === "open"),
    }),
    contact,
    seenAt: viewer.kind === "link" ? `${paths.invoice(id)}/seen` : null,
  };
}

export default function InvoicePage() {
  const page = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const t = useMessages().invoices;
  const language = root?.language ?? "fr";
  return (
    <>
      {page.backTo ? (
        <p>
          <Link to={page.backTo} reloadDocument className="action-link">
            ← {t.backToList}
          </Link>
        </p>
      ) : null}
      <div className="row" data-seen={page.seenAt ?? undefined}>
        <h1>{page.title}</h1>
        <InvoiceTags {...page.tags} />
      </div>
      <div className="invoice-layout">
        <div className="pay">
          <PayBox {...page.payBox} />
        </div>
        <div className="document stack-loose">
          <InvoiceSheet {...page.sheet} />
          {page.change ? <WhatChanged {...page.change} /> : null}
        </div>
        <aside className="side stack-loose">
          <Downloads {...page.downloads} kind={page.kind} />
          <section className="sheet stack" aria-labelledby="timeline">
            <h2 id="timeline">{t.timelineTitle}</h2>
            <Timeline steps={page.steps} />
          </section>
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
      {page.seenAt ? <script type="module" src={root?.islands.seen} /> : null}
    </>
  );
}
