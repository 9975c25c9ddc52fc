import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { paymentState } from "#app/domains/payments/outcome-words.ts";
import { paymentHistory } from "#app/domains/payments/payment-history.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { type PaymentRow, PaymentTable } from "#app/ui/payment/payment-table.tsx";

/** What the customer has paid, newest first, and what is at the bank now. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).payments;
  const after = new URL(args.request.url).searchParams.get("after");
  const history = await paymentHistory(args.context.context, viewer, { after });
  const paths = invoicePaths(viewer, args.params);
  const base = customerPath(viewer.customerNumber, "/payments");
  return {
    title: t.historyTitle,
    underWay: history.underWay.map(({ id, amount, currency, invoices }) => ({
      id,
      sentence: t.underWaySentence(
        formatMoney(money(amount, currency), language),
        invoices.map(({ number }) => number).join(", "),
      ),
    })),
    rows: history.payments.map(
      (payment): PaymentRow => ({
        id: payment.id,
        number: payment.number,
        to: `${base}/${payment.id}`,
        receivedOn: payment.receivedOn,
        method: payment.last4
          ? t.endingWith(t.methods[payment.method], payment.last4)
          : t.methods[payment.method],
        amount: money(payment.amount, payment.currency),
        state: paymentState(payment),
        invoices: payment.invoices.map(({ invoiceId, number }) => ({
          number,
          to: paths.invoice(invoiceId),
        })),
      }),
    ),
    next: history.next ? `${base}?after=${history.next}` : null,
    first: after ? base : null,
  };
}

export default function Payments() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().payments;
  return (
    <>
      <h1>{page.title}</h1>
      {page.underWay.length > 0 ? (
        <Notice tone="held">
          <h2>{t.underWayTitle}</h2>
          {page.underWay.map(({ id, sentence }) => (
            <p key={id}>{sentence}</p>
          ))}
        </Notice>
      ) : null}
      <div className="sheet">
        {page.rows.length > 0 ? (
          <PaymentTable caption={page.title} rows={page.rows} />
        ) : (
          <div className="stack">
            <p>{t.historyEmpty}</p>
            <p className="muted">{t.historyEmptyHint}</p>
          </div>
        )}
        <Pages next={page.next} first={page.first} label={t.pagesLabel} />
      </div>
    </>
  );
}
