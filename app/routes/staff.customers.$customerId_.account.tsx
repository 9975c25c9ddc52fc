import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { customerForStaff } from "#app/domains/accounts/customer-for-staff.server.ts";
import { accountEntries } from "#app/domains/payments/account-entries.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { AccountBalances } from "#app/ui/payment/account-balances.tsx";
import { accountRows } from "#app/ui/payment/account-rows.ts";
import { AccountTable } from "#app/ui/payment/account-table.tsx";

/** A customer's account for the staff: the balance in each currency and every entry of one, newest first. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const { context } = args.context;
  const found = await customerForStaff(context, viewer, args.params.customerId ?? "");
  if (isRefused(found)) throw notFound();
  const { id, name } = found.customer;
  const { searchParams } = new URL(args.request.url);
  const after = searchParams.get("after");
  const asked = searchParams.get("currency");
  const account = await accountEntries(context, viewer, id, { currency: asked, after });
  const base = `/staff/customers/${id}`;
  const list = (currency: string | null, more: Record<string, string> = {}) =>
    `${base}/account?${new URLSearchParams({ ...(currency ? { currency } : {}), ...more })}`;
  const t = messagesFor(await languageOf(args.request, args.context)).staff.account;
  return {
    title: t.title(name),
    customer: { name, to: base },
    balances: account.balances.map(({ currency, balance }) => ({
      value: money(balance, currency),
      to: currency === account.currency ? null : list(currency),
    })),
    rows: accountRows(id, account),
    next: account.next ? list(account.currency, { after: account.next }) : null,
    first: after ? list(account.currency) : null,
  };
}

export default function StaffCustomerAccount() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().staff.account;
  return (
    <>
      <p>
        <Link className="action-link" to={page.customer.to} reloadDocument>
          ← {page.customer.name}
        </Link>
      </p>
      <h1>{page.title}</h1>
      <div className="sheet stack">
        <AccountBalances balances={page.balances} />
        {page.rows.length > 0 ? (
          <AccountTable caption={t.movements} rows={page.rows} />
        ) : (
          <p role="status">{t.none}</p>
        )}
        <Pages next={page.next} first={page.first} label={t.pages} />
      </div>
    </>
  );
}
