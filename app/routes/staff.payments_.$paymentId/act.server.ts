import type { ActionFunctionArgs } from "@remix-run/node";
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
/** Gives money back: managers only, once per form, after the review. */
export async function refund(args: ActionFunctionArgs) {
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
