import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { contactFor } from "#app/domains/accounts/staff-members.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { isOpenState } from "#app/domains/disputes/reasons.ts";
import { listDisputes } from "#app/domains/disputes/view-dispute.server.ts";
import { accountOverview } from "#app/domains/invoices/account-overview.server.ts";
import { searchInvoices } from "#app/domains/invoices/search-invoices.server.ts";
import { tagsByInvoice } from "#app/domains/payments/plans/plan-view.ts";
import { livePlans } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { ContactCard } from "#app/ui/contact-card.tsx";
import { InvoiceTable } from "#app/ui/invoice/invoice-table.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { useRenderContext } from "#app/ui/render-context.tsx";
import { Spending } from "#app/ui/spending.tsx";
import { arrangedIn } from "./arranged-in.ts";
import { DisputesAside } from "./disputes-aside.tsx";
import { Owed } from "./owed.tsx";

/** Where a customer begins: what is owed, what to pay first, whom to call, what was spent. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const plans = await livePlans(context, viewer);
  const arranged = plans.map(({ invoiceId }) => invoiceId);
  const [language, overview, contact, disputes, all] = await Promise.all([
    languageOf(args.request, args.context),
    accountOverview(context, viewer, { arranged }),
    contactFor(context, viewer),
    listDisputes(context, viewer),
    searchInvoices(context, viewer, { limit: 1 }),
  ]);
  const paths = invoicePaths(viewer, args.params);
  const at = (rest: string) => customerPath(viewer.customerNumber, rest);
  const several = overview.toPayCount > 1;
  return {
    title: messagesFor(language).invoices.homeTitle,
    name: viewer.name,
    owed: overview.currencies.map((one) => ({
      dueNow: money(one.dueNow, one.currency),
      count: one.dueCount,
      overdue: one.overdue,
      contested: money(one.contested, one.currency),
      processing: money(one.processing, one.currency),
      ...arrangedIn(one, plans, paths.pay),
    })),
    payTo: mayAct(viewer)
      ? several
        ? at("/pay")
        : overview.toPay[0]
          ? paths.pay(overview.toPay[0].id)
          : null
      : null,
    plans: tagsByInvoice(plans),
    choose: several && mayAct(viewer) ? at("/pay") : null,
    toPay: overview.toPay.map((invoice) => ({ ...invoice, to: paths.invoice(invoice.id) })),
    total: all.total,
    listTo: at("/invoices"),
    spending: overview.currencies.map(({ currency, spending }) => ({
      currency,
      months: spending.map(({ month, amount }) => ({ month, amount: money(amount, currency) })),
    })),
    disputes: disputes
      .filter(({ state }) => isOpenState(state))
      .map((dispute) => ({
        reference: dispute.reference,
        to: paths.thread(dispute.id),
        amount: money(dispute.claimed, dispute.currency),
        promisedOn: dispute.promisedOn,
        state: dispute.state,
      })),
    contact,
  };
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { nonce } = useRenderContext();
  const t = useMessages().invoices;
  const language = root?.language ?? "fr";
  return (
    <>
      <h1>{t.hello(page.name)}</h1>
      <div className="cols">
        <div className="stack-loose">
          <Owed owed={page.owed} payTo={page.payTo} chooseTo={page.choose} />
          {page.toPay.length > 0 ? (
            <section className="sheet">
              <InvoiceTable
                caption={t.toPay}
                invoices={page.toPay}
                plans={page.plans}
                amount="dueNow"
              />
            </section>
          ) : null}
          <p>
            <Link className="action-link" to={page.listTo} reloadDocument>
              {t.allInvoices(page.total)}
            </Link>
          </p>
          {page.spending.map((spending) => (
            <Spending
              key={spending.currency}
              spending={spending}
              islandUrl={root?.islands["spending-chart"]}
              nonce={nonce}
            />
          ))}
        </div>
        <aside className="stack-loose">
          {page.contact ? (
            <ContactCard
              contact={{
                name: page.contact.name,
                phone: page.contact.phone || (root?.brand.phone ?? ""),
                hours: (page.contact.hours ?? root?.brand.openingHours)?.[language] ?? "",
              }}
            />
          ) : null}
          <DisputesAside disputes={page.disputes} />
          <section className="sheet stack" aria-labelledby="doubt">
            <h2 id="doubt">{t.doubtTitle}</h2>
            <p className="muted">{t.doubtText}</p>
            <Link className="action-link" to="/verify" reloadDocument>
              {t.doubtLink}
            </Link>
          </section>
        </aside>
      </div>
    </>
  );
}
