import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { paymentState } from "#app/domains/payments/outcome-words.ts";
import { paymentHistory } from "#app/domains/payments/payment-history.server.ts";
import { readPeriod } from "#app/domains/payments/statement-period.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { type PaymentRow, PaymentTable } from "#app/ui/payment/payment-table.tsx";
import { StatementForm } from "#app/ui/payment/statement-form.tsx";

/** What the customer has paid, newest first, what is at the bank now, and the form of the statement. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).payments;
  const { context } = args.context;
  const { searchParams } = new URL(args.request.url);
  const after = searchParams.get("after");
  const history = await paymentHistory(context, viewer, { after });
  const today = await billerToday(context, context.db);
  const { typed, errors } = readPeriod(searchParams, today, t.statement);
  // The statement's own page has refused it.
  if (searchParams.has("long")) errors.from ??= t.statement.tooLong;
  const paths = invoicePaths(viewer, args.params);
  const base = customerPath(viewer.customerNumber, "/payments");
  const page = {
    title: t.historyTitle,
    errors,
    statement: { action: customerPath(viewer.customerNumber, "/statement.pdf"), typed, today },
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
    autopayTo: customerPath(viewer.customerNumber, "/autopay"),
    next: history.next ? `${base}?after=${history.next}` : null,
    first: after ? base : null,
  };
  return data(page, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

export default function Payments() {
  const page = useLoaderData<typeof loader>();
  const {
    payments: t,
    autopay: { advert },
  } = useMessages();
  return (
    <>
      <h1>{page.title}</h1>
      <ErrorSummary errors={page.errors} />
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
      <p>
        <Link className="action-link" to={page.autopayTo} reloadDocument>
          {advert}
        </Link>
      </p>
      <StatementForm {...page.statement} errors={page.errors} />
    </>
  );
}
