import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { recentBankChange } from "#app/domains/accounts/recent-bank-change.server.ts";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { attemptsOfInvoice } from "#app/domains/payments/attempts-of-invoice.server.ts";
import { plannedCharge } from "#app/domains/payments/autopay/planned-charge.server.ts";
import { failureSentence } from "#app/domains/payments/outcome-words.ts";
import { payableInvoices } from "#app/domains/payments/payable-invoices.server.ts";
import { planOfInvoice } from "#app/domains/payments/plans/view-plans.server.ts";
import { refusalSentence } from "#app/domains/payments/refusal-words.ts";
import { creditOf } from "#app/domains/payments/spend-credit.server.ts";
import { startCheckout } from "#app/domains/payments/start-checkout.server.ts";
import { chargeableAmount } from "#app/domains/payments/stripe-amount.ts";
import { transferDetails } from "#app/domains/payments/transfer-details.server.ts";
import { readTypedAmount } from "#app/domains/payments/typed-amount.ts";
import { languageOf } from "#app/http/language.server.ts";
import { autopayPath, invoicePaths } from "#app/http/paths.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireInvoiceViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money, toDecimal } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { BankChangeNotice } from "#app/ui/bank-change-notice.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { fieldId } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { AmountToPay } from "#app/ui/payment/amount-to-pay.tsx";
import { BankTransfer, TransferAfterSignIn } from "#app/ui/payment/bank-transfer.tsx";
import { HowToPay } from "#app/ui/payment/how-to-pay.tsx";
import { PayButtons } from "#app/ui/payment/pay-buttons.tsx";
import { PayPart } from "#app/ui/payment/pay-part.tsx";
import { PlannedNotice } from "#app/ui/payment/planned-notice.tsx";
import { SpendCredit } from "#app/ui/payment/spend-credit.tsx";
import { PlanLink } from "#app/ui/plan/plan-link.tsx";

/** Who pays which invoice: what both the page and its button need. */
async function invoiceToPay(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireInvoiceViewer(args);
  const id = viewer.kind === "link" ? viewer.invoiceId : (args.params.id ?? "");
  const [invoice] = await payableInvoices(args.context.context, viewer, [id]);
  if (!invoice) throw notFound();
  if (!mayAct(viewer)) throw forbidden();
  const language = await languageOf(args.request, args.context);
  const paths = invoicePaths(viewer, args.params);
  return { viewer, invoice, language, paths, t: messagesFor(language).payments };
}

/** One invoice: how much is paid now, what is not and why, and what happens after the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, invoice, language, paths, t } = await invoiceToPay(args);
  const { currency, dueNow } = invoice;
  const [last] = await attemptsOfInvoice(args.context.context, viewer, invoice.id);
  const plan = await planOfInvoice(args.context.context, viewer, invoice.id);
  // What is agreed on for the next day comes first; all of it may be paid just as well.
  const next = plan?.state === "accepted" ? plan.next : null;
  const payNow = next?.left ?? dueNow;
  const amount = (minor: number) => money(minor, currency);
  const planned = await plannedCharge(args.context.context, viewer, invoice.id);
  const charged = chargeableAmount(payNow, currency);
  return {
    title: t.payOne(invoice.number),
    number: invoice.number,
    backTo: paths.invoice(invoice.id),
    currency,
    dueNow: amount(payNow),
    all: amount(dueNow),
    agreedFor: next?.dueOn ?? null,
    /** As its field takes it; null: all that is due. */
    part: payNow < dueNow ? toDecimal(payNow, currency) : null,
    planTo: paths.plan(invoice.id),
    isArranged: plan?.endedOn === null,
    outstanding: amount(invoice.outstanding),
    contested: amount(invoice.contested),
    processing: amount(invoice.processing),
    dueDate: invoice.dueDate,
    about: invoice.title,
    rounded: charged === payNow ? null : amount(charged),
    transfer: await transferDetails(args.context.context, viewer, { ...invoice, dueNow: payNow }),
    credit: amount(await creditOf(args.context.context, viewer, currency)),
    autopay: planned && { ...planned, to: autopayPath(viewer) },
    signInTo: viewer.kind === "person" ? null : "/login",
    // The frame of the signed-in pages says so already.
    bankChange:
      viewer.kind === "link"
        ? await recentBankChange(args.context.context, viewer, language)
        : null,
    lastFailure: last?.state === "failed" ? failureSentence(last.failureCode, t) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, invoice, language, paths, t } = await invoiceToPay(args);
  const fields = await textFields(args.request);
  const { currency, dueNow, id } = invoice;
  const part = fields.amount === undefined ? null : readTypedAmount(fields.amount, currency);
  if (fields.amount !== undefined && part === null) {
    const most = formatMoney(money(dueNow, currency), language);
    return rejectForm({ amount: t.refusals["invalid-amount"](most) }, fields);
  }
  const opened = await startCheckout(args.context.context, viewer, {
    invoiceIds: [id],
    amounts: part === null ? undefined : { [id]: part },
    language,
    returnTo: paths.payReturn,
  });
  if (!isRefused(opened)) return redirectAfterPost(opened.url);
  if (opened.refused === "not-found") throw notFound();
  if (opened.refused === "not-allowed") throw forbidden();
  const errors = { [part === null ? "pay" : "amount"]: refusalSentence(opened, t, language) };
  return rejectForm(errors, fields, { status: statusOf(opened) });
}

export default function PayInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().payments;
  return (
    <div className="narrow stack-loose">
      <p>
        <Link to={page.backTo} reloadDocument className="action-link">
          ← {t.backToInvoice(page.number)}
        </Link>
      </p>
      {page.bankChange ? <BankChangeNotice {...page.bankChange} /> : null}
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      <div id={fieldId("pay")} tabIndex={-1}>
        <AmountToPay {...page} />
      </div>
      {page.autopay && page.dueNow.minor > 0 ? <PlannedNotice {...page.autopay} /> : null}
      {page.dueNow.minor > 0 ? (
        <>
          <PayButtons part={page.part} now={page.dueNow} all={page.all} />
          <SpendCredit backTo={page.backTo} credit={page.credit} due={page.all} />
          <PayPart due={page.all} typed={answer?.values.amount} error={answer?.errors.amount} />
          <PlanLink to={page.planTo} isArranged={page.isArranged} />
          <HowToPay sepa={page.currency === "EUR"} />
          {page.transfer ? <BankTransfer transfer={page.transfer} /> : null}
          {page.signInTo ? <TransferAfterSignIn signInTo={page.signInTo} /> : null}
        </>
      ) : null}
    </div>
  );
}
