import type { ActionFunctionArgs } from "@remix-run/node";
import { allocatePayment, payableWith } from "#app/domains/payments/allocate-payment.server.ts";
import { readRefundForm } from "#app/domains/payments/read-refund-form.ts";
import { requestRefund } from "#app/domains/payments/request-refund.server.ts";
import { viewRefunds } from "#app/domains/payments/view-refunds.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { requirePayment } from "./load.server.ts";

/** What staff do with a payment: say which invoices it pays, or, managers only, give it back. */
export async function actOnPayment(args: ActionFunctionArgs) {
  const form = await args.request.clone().formData();
  return form.get("intent") === "allocate"
    ? allocate(args, form.getAll("invoice").map(String))
    : refund(args);
}

/** Pays invoices with what is left of the payment, oldest due first. */
async function allocate(args: ActionFunctionArgs, chosen: readonly string[]) {
  const { context } = args.context;
  const { viewer, payment } = await requirePayment(args);
  const t = messagesFor(await languageOf(args.request, args.context)).payments.staff;
  const payable = await payableWith(context, viewer, {
    ...payment,
    customerId: payment.customer.id,
  });
  const answer = await allocatePayment(context, viewer, {
    paymentId: payment.id,
    invoiceIds: payable.map(({ id }) => id).filter((id) => chosen.includes(id)),
  });
  if (!isRefused(answer)) return redirectAfterPost(`/staff/payments/${payment.id}?allocated`);
  if (answer.refused === "nothing-chosen")
    return rejectForm<Record<string, string>>({ invoice: t.allocateNothing }, {});
  throw notFound();
}

/** Gives money back: managers only, once per form, after the review. */
async function refund(args: ActionFunctionArgs) {
  const { context } = args.context;
  const { viewer, payment } = await requirePayment(args);
  if (viewer.role !== "manager") throw forbidden();
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).refunds.errors;
  const fields = await textFields(args.request);
  const refunds = await viewRefunds(context, viewer, payment.id);
  if (isRefused(refunds)) throw notFound();
  const { currency } = payment;
  const path = `/staff/payments/${payment.id}`;
  // The same form again, after its refund was asked for: there is nothing left to check, and nothing to do twice.
  if (refunds.requests.some(({ id }) => id === fields.id)) return redirectAfterPost(`${path}?done`);
  const form = readRefundForm(fields, { ...refunds, currency }, t, language);
  if ("errors" in form) return rejectForm(form.errors, fields);
  const answer = await requestRefund(context, viewer, {
    ...form.read,
    id: fields.id ?? "",
    paymentId: payment.id,
  });
  if (!isRefused(answer)) return redirectAfterPost(`${path}?done`);
  switch (answer.refused) {
    case "managers-only":
      throw forbidden();
    case "not-found":
      throw notFound();
    case "invalid-amount": {
      const most = formatMoney(money(answer.most, currency), language);
      return rejectForm({ amount: t.amount(most) }, fields, { status: statusOf(answer) });
    }
  }
}
