import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { paymentState } from "#app/domains/payments/outcome-words.ts";
import { paymentsForStaff } from "#app/domains/payments/payments-for-staff.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { type PaymentRow, PaymentTable } from "#app/ui/payment/payment-table.tsx";

/** Everybody's payments, newest first, with one search. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).payments;
  const { searchParams } = new URL(args.request.url);
  const q = searchParams.get("q")?.trim() ?? "";
  const after = searchParams.get("after");
  const left = searchParams.get("left") === "1";
  const found = await paymentsForStaff(args.context.context, viewer, { q, after, left });
  const list = (more: Record<string, string>) => {
    const query = new URLSearchParams({
      ...(q ? { q } : {}),
      ...(left ? { left: "1" } : {}),
      ...more,
    });
    return query.size > 0 ? `/staff/payments?${query}` : "/staff/payments";
  };
  return {
    title: t.staff.title,
    q,
    left,
    rows: found.payments.map(
      (payment): PaymentRow => ({
        id: payment.id,
        number: payment.number,
        to: `/staff/payments/${payment.id}`,
        receivedOn: payment.receivedOn,
        method: t.methods[payment.method],
        amount: money(payment.amount, payment.currency),
        state: paymentState(payment),
        invoices: payment.invoices.map(({ number }) => ({ number, to: null })),
        customer: {
          name: payment.customer.name,
          number: payment.customer.number,
          to: `/staff/customers/${payment.customer.id}`,
        },
        unallocated: payment.unallocated > 0 ? money(payment.unallocated, payment.currency) : null,
      }),
    ),
    next: found.next ? list({ after: found.next }) : null,
    first: after ? list({}) : null,
  };
}

export default function StaffPayments() {
  const page = useLoaderData<typeof loader>();
  const { payments: t, layout, books } = useMessages();
  return (
    <>
      <h1>{page.title}</h1>
      <Form method="get" action="/staff/payments" reloadDocument role="search" className="search">
        <TextField
          name="q"
          type="search"
          label={t.staff.search}
          hint={t.staff.searchHint}
          defaultValue={page.q}
          autoComplete="off"
        />
        <Button data-testid="search">{layout.search}</Button>
        <div className="choice">
          <input type="checkbox" name="left" value="1" id="left" defaultChecked={page.left} />
          <label htmlFor="left">{t.staff.onlyLeft}</label>
        </div>
      </Form>
      <p>
        <Link className="action-link" to="/staff/payments/reconciliation" reloadDocument>
          {books.link}
        </Link>
      </p>
      <div className="sheet">
        {page.rows.length > 0 ? (
          <PaymentTable caption={page.title} rows={page.rows} />
        ) : (
          <p role="status">{page.q || page.left ? t.staff.none : t.staff.noneYet}</p>
        )}
        <Pages next={page.next} first={page.first} label={t.pagesLabel} />
      </div>
    </>
  );
}
