import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { customersOfPerson } from "#app/domains/accounts/customers-of-person.server.ts";
import { staffViewerFor } from "#app/domains/accounts/staff-members.server.ts";
import { accountOverview } from "#app/domains/invoices/account-overview.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requirePerson } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { Amount } from "#app/ui/amount.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { SiteFrame } from "#app/ui/site-frame.tsx";

/** Where a person begins: the one account, the choice among several, or the desk. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const person = await requirePerson(args);
  const customers = await customersOfPerson(context, person.personId);
  const [only] = customers;
  const staff = await staffViewerFor(context, person);
  if (staff && customers.length === 0) throw redirect("/staff");
  if (only && customers.length === 1 && !staff) throw redirect(customerPath(only.number));
  const owed = await Promise.all(
    customers.map(async ({ customerId, number, name, role }) => {
      const { personId, email } = person;
      const overview = await accountOverview(context, {
        kind: "person",
        personId,
        name: person.name,
        email,
        customerId,
        customerNumber: number,
        role,
      });
      return {
        number,
        name,
        to: customerPath(number),
        dueNow: overview.currencies
          .filter(({ dueNow }) => dueNow > 0)
          .map(({ dueNow, currency }) => money(dueNow, currency)),
      };
    }),
  );
  const t = messagesFor(await languageOf(args.request, args.context)).invoices;
  return { title: t.chooseCustomerTitle, customers: owed, isStaff: staff !== null };
}

export default function ChooseCustomer() {
  const { title, customers, isStaff } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { invoices: t, layout, disputes } = useMessages();
  return (
    <SiteFrame
      brand={{ name: root?.brand.name ?? "", logoUrl: root?.brand.logoUrl ?? null }}
      homeTo="/"
      account={
        <Form method="post" action="/logout" reloadDocument>
          <button className="link-button" type="submit">
            {layout.signOut}
          </button>
        </Form>
      }
    >
      <h1>{title}</h1>
      <p>{t.chooseCustomerHint}</p>
      <ul className="plain stack">
        {customers.map((customer) => (
          <li key={customer.number} className="sheet row spread">
            <div>
              <h2>
                <Link className="action-link" to={customer.to} reloadDocument>
                  {customer.name}
                </Link>
              </h2>
              <span className="muted">{customer.number}</span>
            </div>
            <p>
              {customer.dueNow.length === 0 ? t.owesNothing : null}
              {customer.dueNow.map((amount) => (
                <span key={amount.currency}>
                  {t.youOwe}{" "}
                  <strong>
                    <Amount value={amount} />
                  </strong>
                  <br />
                </span>
              ))}
            </p>
          </li>
        ))}
        {isStaff ? (
          <li className="sheet">
            <h2>
              <Link className="action-link" to="/staff" reloadDocument>
                {disputes.desk.title} · {layout.staffSpace}
              </Link>
            </h2>
          </li>
        ) : null}
      </ul>
    </SiteFrame>
  );
}
