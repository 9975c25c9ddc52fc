import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { customerForStaff } from "#app/domains/accounts/customer-for-staff.server.ts";
import { disputesOfCustomer } from "#app/domains/disputes/dispute-queue.server.ts";
import { accountOverview } from "#app/domains/invoices/account-overview.server.ts";
import { searchInvoices } from "#app/domains/invoices/search-invoices.server.ts";
import { accountEntries } from "#app/domains/payments/account-entries.server.ts";
import { agreementWords } from "#app/domains/payments/autopay/agreement-words.ts";
import { stopAutopay } from "#app/domains/payments/autopay/stop-autopay.server.ts";
import { viewAutopay } from "#app/domains/payments/autopay/view-autopay.server.ts";
import { tagsByInvoice } from "#app/domains/payments/plans/plan-view.ts";
import { plansOfCustomer } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, textFields } from "#app/http/respond.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DisputeStateTag } from "#app/ui/dispute/thread.tsx";
import { InvoiceTable } from "#app/ui/invoice/invoice-table.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { accountRows } from "#app/ui/payment/account-rows.ts";
import { AutopayForStaff } from "#app/ui/payment/autopay-for-staff.tsx";
import { PlanList } from "#app/ui/plan/plan-list.tsx";
import { CustomerFacts } from "./customer-facts.tsx";
import { RecentMovements } from "./recent-movements.tsx";
import { Standing } from "./standing.tsx";

/** A customer as staff need it on the phone: who, what is owed, what moved last, invoices, disputes. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireStaff(args);
  const found = await customerForStaff(context, viewer, args.params.customerId ?? "");
  if (isRefused(found)) throw notFound();
  const asStaff = { ...viewer, customerId: found.customer.id };
  const [overview, invoices, disputes, plans, autopay, ledger, language] = await Promise.all([
    accountOverview(context, asStaff),
    searchInvoices(context, asStaff, { limit: 25 }),
    disputesOfCustomer(context, viewer, found.customer.id),
    plansOfCustomer(context, viewer, found.customer.id),
    viewAutopay(context, asStaff),
    accountEntries(context, viewer, found.customer.id, { limit: 5 }),
    languageOf(args.request, args.context),
  ]);
  const toInvoice = (id: string) => `/staff/customers/${found.customer.id}/invoices/${id}`;
  return {
    title: found.customer.name,
    found,
    account: overview.currencies.map((one) => ({
      dueNow: money(one.dueNow, one.currency),
      overdue: money(one.overdue.amount, one.currency),
      contested: money(one.contested, one.currency),
      processing: money(one.processing, one.currency),
    })),
    ledger: {
      balances: ledger.balances.map(({ currency, balance }) => ({
        value: money(balance, currency),
        to: null,
      })),
      rows: accountRows(found.customer.id, ledger),
      to: `/staff/customers/${found.customer.id}/account`,
    },
    invoices: invoices.items.map((invoice) => ({
      ...invoice,
      to: toInvoice(invoice.id),
    })),
    autopay: autopay.agreements.map((agreement) =>
      agreementWords(agreement, { today: autopay.today, language, toInvoice }),
    ),
    tags: tagsByInvoice(plans.filter(({ endedOn }) => endedOn === null)),
    plans: plans.map((plan) => ({
      ...plan,
      to: `/staff/plans/${plan.id}`,
      amount: money(plan.amount, plan.currency),
    })),
    disputes: disputes.map((dispute) => ({
      reference: dispute.reference,
      to: `/staff/disputes/${dispute.id}`,
      state: dispute.state,
      amount: money(dispute.claimed, dispute.currency),
    })),
  };
}

/** Stops automatic payment for a customer who asked for it, on the phone say. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  const customerId = args.params.customerId ?? "";
  const fields = await textFields(args.request);
  const stopped = await stopAutopay(args.context.context, viewer, {
    customerId,
    agreementId: fields["stop-autopay"] ?? "",
  });
  if (isRefused(stopped)) throw notFound();
  return redirectAfterPost(`/staff/customers/${customerId}`);
}

export default function StaffCustomer() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().staff;
  return (
    <>
      <h1>{page.title}</h1>
      <div className="cols">
        <div className="stack-loose">
          <RecentMovements {...page.ledger} />
          <section className="sheet">
            <InvoiceTable
              caption={t.recentInvoices}
              invoices={page.invoices}
              plans={page.tags}
              amount="gross"
              toStaff
            />
          </section>
        </div>
        <aside className="stack-loose">
          <Standing currencies={page.account} />
          <CustomerFacts {...page.found} />
          <AutopayForStaff agreements={page.autopay} />
          <PlanList plans={page.plans} />
          <section className="sheet stack" aria-labelledby="disputes">
            <h2 id="disputes">{t.disputes}</h2>
            {page.disputes.length === 0 ? <p className="muted">{t.noDispute}</p> : null}
            <ul className="plain stack">
              {page.disputes.map((dispute) => (
                <li key={dispute.reference}>
                  <Link className="action-link" to={dispute.to} reloadDocument>
                    {dispute.reference}
                  </Link>{" "}
                  – <Amount value={dispute.amount} /> <DisputeStateTag state={dispute.state} />
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </>
  );
}
