import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { outcomeWords } from "#app/domains/payments/outcome-words.ts";
import { type CheckoutOutcome, viewOutcome } from "#app/domains/payments/view-outcome.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

/**
 * Where a payer comes back to from Stripe, having paid or not: `?session_id=` from its success address, `?attempt=` from its
 * way back. Stripe is asked before anything is said.
 */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireInvoiceViewer(args);
  const url = new URL(args.request.url);
  const outcome = await viewOutcome(args.context.context, viewer, {
    sessionId: url.searchParams.get("session_id"),
    attemptId: url.searchParams.get("attempt"),
  });
  if (isRefused(outcome)) throw notFound();
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).payments;
  const paths = invoicePaths(viewer, args.params);
  const words = outcomeWords(
    outcome,
    formatMoney(money(outcome.amount, outcome.currency), language),
    t,
  );
  const [first] = outcome.invoices;
  const onlyInvoice = outcome.invoices.length === 1 && first ? first.id : null;
  const payTo = onlyInvoice
    ? paths.pay(onlyInvoice)
    : `${customerPath(viewer.customerNumber, "/pay")}?${chosen(outcome)}`;
  const { payment } = outcome;
  return data(
    {
      title: words.title,
      tone: words.tone,
      sentences: words.sentences,
      invoices: outcome.invoices.map(({ id, number, amount }) => ({
        number,
        to: paths.invoice(id),
        amount: money(amount, outcome.currency),
      })),
      next: {
        receipt:
          words.next === "receipt" && payment && viewer.kind === "person"
            ? customerPath(viewer.customerNumber, `/payments/${payment.id}`)
            : null,
        pay: words.next === "pay-again" || words.next === "resume" ? payTo : null,
        resume: words.next === "resume",
        reload: words.next === "reload" ? url.pathname + url.search : null,
      },
    },
    { headers: { "cache-control": "no-store" } },
  );
}

function chosen({ invoices }: CheckoutOutcome): string {
  return new URLSearchParams(invoices.map(({ id }) => ["invoice", id])).toString();
}

export default function PaymentReturn() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().payments.outcome;
  const { next } = page;
  return (
    <div className="narrow stack-loose">
      <h1>{page.title}</h1>
      <Notice tone={page.tone} live>
        {page.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      <section className="sheet stack" aria-label={t.for}>
        <ul className="plain">
          {page.invoices.map((invoice) => (
            <li key={invoice.number} className="row spread">
              <a href={invoice.to} className="action-link">
                {invoice.number}
              </a>
              <Amount value={invoice.amount} />
            </li>
          ))}
        </ul>
      </section>
      <div className="row">
        {next.receipt ? <ButtonLink to={next.receipt}>{t.seeReceipt}</ButtonLink> : null}
        {next.pay ? (
          <ButtonLink to={next.pay}>{next.resume ? t.retry : t.payAgain}</ButtonLink>
        ) : null}
        {next.reload ? <ButtonLink to={next.reload}>{t.reload}</ButtonLink> : null}
        {page.invoices.length === 1 && page.invoices[0] ? (
          <ButtonLink to={page.invoices[0].to} look="quiet">
            {t.seeInvoice}
          </ButtonLink>
        ) : null}
      </div>
    </div>
  );
}
