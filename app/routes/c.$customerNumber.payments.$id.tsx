import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { movementSentences } from "#app/domains/payments/movement-sentences.ts";
import { paymentState } from "#app/domains/payments/outcome-words.ts";
import { viewPayment } from "#app/domains/payments/view-payment.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DayText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { AllocationTable } from "#app/ui/payment/allocation-table.tsx";
import { Movements } from "#app/ui/payment/movements.tsx";
import { PaymentStateTag } from "#app/ui/payment/payment-state-tag.tsx";

/** One receipt: what came, what it paid, what remains, and what happened to it afterwards. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const payment = await viewPayment(context, viewer, args.params.id ?? "");
  if (isRefused(payment)) throw notFound();
  const [language, biller] = await Promise.all([
    languageOf(args.request, args.context),
    readBiller(context),
  ]);
  const t = messagesFor(language).payments;
  const paths = invoicePaths(viewer, args.params);
  const amount = (minor: number) => money(minor, payment.currency);
  const base = customerPath(viewer.customerNumber, "/payments");
  const method = t.methods[payment.method];
  return {
    title: t.receiptTitle(payment.number),
    backTo: base,
    pdf: `${base}/${payment.id}.pdf`,
    amount: amount(payment.amount),
    receivedOn: payment.receivedOn,
    method: payment.last4 ? t.endingWith(method, payment.last4) : method,
    reference: payment.reference,
    state: paymentState(payment),
    rows: payment.invoices.map((invoice) => ({
      number: invoice.number,
      title: invoice.title,
      to: paths.invoice(invoice.invoiceId),
      paid: amount(invoice.amount),
      remaining: amount(invoice.outstanding),
    })),
    movements: movementSentences(payment, t, language, biller.timeZone),
  };
}

export default function Receipt() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().payments;
  return (
    <div className="stack-loose">
      <p>
        <Link to={page.backTo} reloadDocument className="action-link">
          ← {t.backToPayments}
        </Link>
      </p>
      <div className="row">
        <h1>{page.title}</h1>
        {page.state === "succeeded" ? null : <PaymentStateTag state={page.state} />}
      </div>
      <section className="sheet stack" aria-labelledby="amount-received">
        <h2 id="amount-received">
          {t.amountReceived}
          <br />
          <Amount value={page.amount} className="big" />
        </h2>
        <dl className="facts">
          <dt>{t.receivedOn}</dt>
          <dd>
            <DayText value={page.receivedOn} long />
          </dd>
          <dt>{t.method}</dt>
          <dd>{page.method}</dd>
          {page.reference ? (
            <>
              <dt>{t.reference}</dt>
              <dd>{page.reference}</dd>
            </>
          ) : null}
        </dl>
        <ButtonLink to={page.pdf} look="quiet" data-testid="download-pdf">
          {t.downloadReceipt}
        </ButtonLink>
      </section>
      {page.rows.length > 0 ? (
        <section className="sheet">
          <AllocationTable rows={page.rows} />
        </section>
      ) : null}
      <Movements sentences={page.movements} />
    </div>
  );
}
