import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findCustomers } from "#app/domains/accounts/find-customers.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";

/** Every customer, found by whatever staff are told on the phone. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const { searchParams } = new URL(args.request.url);
  const q = searchParams.get("q")?.trim() ?? "";
  const after = searchParams.get("after") ?? undefined;
  const found = await findCustomers(args.context.context, viewer, { q, after });
  const base = `/staff/customers?${new URLSearchParams(q ? { q } : {})}`;
  return {
    title: messagesFor(await languageOf(args.request, args.context)).staff.customersTitle,
    q,
    customers: found.customers,
    next: found.next ? `${base}&after=${encodeURIComponent(found.next)}` : null,
    first: after ? base : null,
  };
}

export default function StaffCustomers() {
  const page = useLoaderData<typeof loader>();
  const { staff: t, layout } = useMessages();
  return (
    <>
      <h1>{page.title}</h1>
      <search>
        <form method="get" className="search">
          <TextField
            type="search"
            name="q"
            label={t.customerSearch}
            hint={t.customerSearchHint}
            defaultValue={page.q}
            autoComplete="off"
          />
          <Button data-testid="search">{layout.search}</Button>
        </form>
      </search>
      <div className="sheet">
        {page.customers.length === 0 ? (
          <p role="status">{page.q ? t.noCustomer : t.noCustomerYet}</p>
        ) : (
          <table className="cards">
            <caption className="visually-hidden">{page.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.number}</th>
                <th scope="col">{t.city}</th>
                <th scope="col">{t.delivery}</th>
                <th scope="col">{t.contact}</th>
              </tr>
            </thead>
            <tbody>
              {page.customers.map((customer) => (
                <tr key={customer.id}>
                  <th scope="row">
                    <Link to={`/staff/customers/${customer.id}`} reloadDocument>
                      {customer.name}
                    </Link>
                  </th>
                  <td data-label={t.number}>{customer.number}</td>
                  <td data-label={t.city}>{customer.city ?? "–"}</td>
                  <td data-label={t.delivery}>{t.deliveries[customer.delivery]}</td>
                  <td data-label={t.contact}>{customer.contactName ?? "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pages next={page.next} first={page.first} label={t.customersPages} />
      </div>
    </>
  );
}
