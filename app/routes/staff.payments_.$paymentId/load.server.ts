import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { v7 as newId } from "uuid";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { payableWith } from "#app/domains/payments/allocate-payment.server.ts";
import { movementSentences } from "#app/domains/payments/movement-sentences.ts";
import { paymentState } from "#app/domains/payments/outcome-words.ts";
import { readRefundForm } from "#app/domains/payments/read-refund-form.ts";
import { viewPayment } from "#app/domains/payments/view-payment.server.ts";
import { viewRefunds } from "#app/domains/payments/view-refunds.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { dayIn } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money, toDecimal } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** The payment of the address, for a member of staff; 404 for a payment that is not there. */
export async function requirePayment(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  const payment = await viewPayment(args.context.context, viewer, args.params.paymentId ?? "");
  if (isRefused(payment)) throw notFound();
  return { viewer, payment };
}

/**
 * One payment for the staff: what it paid, what went back, and, for managers, giving money back. What somebody chose is reviewed in
 * the URL (`?review`) before anything is done.
 */
export async function loadPayment(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const { viewer, payment } = await requirePayment(args);
  const [language, biller, before, payable] = await Promise.all([
    languageOf(args.request, args.context),
    readBiller(context),
    viewRefunds(context, viewer, payment.id),
    payableWith(context, viewer, { ...payment, customerId: payment.customer.id }),
  ]);
  if (isRefused(before)) throw notFound();
  const words = messagesFor(language);
  const t = words.payments;
  const { currency, customer } = payment;
  const amount = (minor: number) => money(minor, currency);
  const path = `/staff/payments/${payment.id}`;
  const { searchParams } = new URL(args.request.url);
  const typed = Object.fromEntries(searchParams);
  const isManager = viewer.role === "manager";
  const form =
    searchParams.has("review") && isManager
      ? readRefundForm(typed, { ...before, currency }, words.refunds.errors, language)
      : null;
  const errors = form && "errors" in form ? form.errors : {};
  const chosen = form && "read" in form ? form.read : null;
  const refunds = chosen ? await viewRefunds(context, viewer, payment.id, chosen.amount) : before;
  if (isRefused(refunds)) throw notFound();
  const method = t.methods[payment.method];
  const page = {
    title: t.staff.paymentTitle(payment.number),
    path,
    facts: {
      customer: { ...customer, to: `/staff/customers/${customer.id}` },
      amount: amount(payment.amount),
      receivedOn: payment.receivedOn,
      method: payment.last4 ? t.endingWith(method, payment.last4) : method,
      reference: payment.reference,
      providerId: payment.paymentIntentId,
      credit: payment.unallocated > 0 ? amount(payment.unallocated) : null,
    },
    state: paymentState(payment),
    rows: payment.invoices.map((invoice) => ({
      number: invoice.number,
      title: invoice.title,
      to: `/staff/customers/${customer.id}/invoices/${invoice.invoiceId}`,
      paid: amount(invoice.amount),
      remaining: amount(invoice.outstanding),
    })),
    movements: movementSentences(payment, words.refunds.moved, language, biller.timeZone),
    requests: refunds.requests.map(({ at, amount: asked, failureCode, ...request }) => ({
      ...request,
      day: dayIn(biller.timeZone, at),
      amount: amount(asked),
      failure: request.state === "refused" ? (failureCode ?? "other") : null,
    })),
    payable: payable.map((invoice) => ({ ...invoice, dueNow: amount(invoice.dueNow) })),
    allocated: searchParams.has("allocated"),
    done: searchParams.has("done"),
    isManager,
    typed,
    errors,
    refund: {
      way: refunds.way,
      currency,
      most: formatMoney(amount(refunds.most), language),
      credit:
        refunds.credit > 0 && refunds.credit < refunds.most
          ? formatMoney(amount(refunds.credit), language)
          : null,
      isPossible: refunds.most > 0,
    },
    review: chosen && {
      id: newId(),
      amount: formatMoney(amount(chosen.amount), language),
      decimal: toDecimal(chosen.amount, currency),
      reason: chosen.reason,
      owedAgain: refunds.owedAgain.map(({ number, invoiceId, amount: again }) => ({
        number,
        to: `/staff/customers/${customer.id}/invoices/${invoiceId}`,
        amount: amount(again),
      })),
    },
  };
  return data(page, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
