import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { customersOfPerson } from "#app/domains/accounts/customers-of-person.server.ts";
import { recentBankChange } from "#app/domains/accounts/recent-bank-change.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { BankChangeNotice } from "#app/ui/bank-change-notice.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { SiteFrame } from "#app/ui/site-frame.tsx";

/** The frame of a customer's pages: navigation, whose account it is, sign out. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const customers = await customersOfPerson(args.context.context, viewer.personId);
  return {
    customerNumber: viewer.customerNumber,
    customerName: customers.find(({ customerId }) => customerId === viewer.customerId)?.name ?? "",
    several: customers.length > 1,
    mayManage: viewer.role === "owner",
    bankChange: await recentBankChange(
      args.context.context,
      viewer,
      await languageOf(args.request, args.context),
    ),
  };
}

export default function CustomerFrame() {
  const { customerNumber, customerName, several, mayManage, bankChange } =
    useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { layout: t, autopay } = useMessages();
  const at = (rest = "") => customerPath(customerNumber, rest);
  const links = [
    ...(several ? [{ to: "/", label: t.switchCustomer }] : []),
    { to: at("/messages"), label: t.messages },
    { to: at("/autopay"), label: autopay.title },
    ...(mayManage ? [{ to: at("/people"), label: t.people }] : []),
    { to: at("/preferences"), label: t.preferences },
  ];
  return (
    <SiteFrame
      brand={{ name: root?.brand.name ?? "", logoUrl: root?.brand.logoUrl ?? null }}
      homeTo={at()}
      navigation={[
        { to: at(), label: t.home },
        { to: at("/invoices"), label: t.invoices, under: at("/invoices") },
        { to: at("/payments"), label: t.payments, under: at("/payments") },
        { to: at("/disputes"), label: t.disputes, under: at("/disputes") },
      ]}
      account={
        <details>
          <summary>{t.actingFor(customerName)}</summary>
          <ul className="plain">
            {links.map(({ to, label }) => (
              <li key={to}>
                <Link to={to} reloadDocument>
                  {label}
                </Link>
              </li>
            ))}
            <li>
              <Form method="post" action="/logout" reloadDocument>
                <button className="link-button" type="submit">
                  {t.signOut}
                </button>
              </Form>
            </li>
          </ul>
        </details>
      }
      paperTo={at("/preferences")}
    >
      {bankChange ? <BankChangeNotice {...bankChange} /> : null}
      <Outlet />
    </SiteFrame>
  );
}
