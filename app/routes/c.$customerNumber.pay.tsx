import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { mostInvoices } from "#app/domains/payments/choose-amounts.ts";
import { payableInvoices } from "#app/domains/payments/payable-invoices.server.ts";
import { tagsByInvoice } from "#app/domains/payments/plans/plan-view.ts";
import { livePlans } from "#app/domains/payments/plans/view-plans.server.ts";
import { refusalSentence } from "#app/domains/payments/refusal-words.ts";
import { startCheckout } from "#app/domains/payments/start-checkout.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { ChooseInvoices } from "#app/ui/payment/choose-invoices.tsx";
import { HowToPay } from "#app/ui/payment/how-to-pay.tsx";

async function payer(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  if (!mayAct(viewer)) throw forbidden();
  const language = await languageOf(args.request, args.context);
  return { viewer, language, t: messagesFor(language).payments };
}

/**
 * Several invoices at once. What is ticked lives in the URL (`?invoice=…`), so that the button can say the amount without a
 * script; a currency is paid by itself.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, t } = await payer(args);
  const all = await payableInvoices(args.context.context, viewer);
  const plans = tagsByInvoice(await livePlans(args.context.context, viewer));
  const asked = new URL(args.request.url).searchParams.getAll("invoice");
  // What it was agreed to pay later is there to be ticked, and not ticked for anybody.
  const isChosen = (id: string) => (asked.length === 0 ? !plans[id] : asked.includes(id));
  const currencies = [...new Set(all.map(({ currency }) => currency))].sort();
  const paths = invoicePaths(viewer, args.params);
  return {
    title: t.paySeveral,
    action: customerPath(viewer.customerNumber, "/pay"),
    byTransfer: (await readBiller(args.context.context)).iban !== null,
    groups: currencies.map((currency) => {
      const invoices = all.filter((each) => each.currency === currency);
      const payable = invoices.filter(({ dueNow }) => dueNow > 0);
      const chosen = payable.filter(({ id }) => isChosen(id)).slice(0, mostInvoices);
      const total = chosen.reduce((sum, { dueNow }) => sum + dueNow, 0);
      return {
        currency,
        total: money(total, currency),
        chosen: chosen.map(({ id }) => id),
        invoices: invoices.map((each) => ({
          id: each.id,
          number: each.number,
          about: each.title,
          to: paths.invoice(each.id),
          dueDate: each.dueDate,
          dueNow: money(each.dueNow, currency),
          contested: money(each.contested, currency),
          processing: money(each.processing, currency),
          chosen: chosen.includes(each),
          plan: plans[each.id],
        })),
      };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, language, t } = await payer(args);
  const form = await args.request.formData();
  const invoiceIds = form.getAll("invoice").map(String);
  if (invoiceIds.length === 0) return rejectForm({ invoice: t.noneChosen }, {});
  const opened = await startCheckout(args.context.context, viewer, {
    invoiceIds,
    language,
    returnTo: invoicePaths(viewer, args.params).payReturn,
  });
  if (!isRefused(opened)) return redirectAfterPost(opened.url);
  if (opened.refused === "not-found") throw notFound();
  if (opened.refused === "not-allowed") throw forbidden();
  return rejectForm(
    { invoice: refusalSentence(opened, t, language) },
    {},
    {
      status: statusOf(opened),
    },
  );
}

export default function PaySeveral() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().payments;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {page.groups.length === 0 ? (
        <div className="sheet">
          <p>{t.nothingToPay}</p>
        </div>
      ) : (
        page.groups.map((group, index) => (
          <ChooseInvoices
            key={group.currency}
            {...group}
            action={page.action}
            errorTarget={index === 0}
          />
        ))
      )}
      {page.groups.length > 0 ? (
        <HowToPay
          sepa={page.groups.some(({ currency }) => currency === "EUR")}
          transfer={page.byTransfer}
        />
      ) : null}
    </div>
  );
}
