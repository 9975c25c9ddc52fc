import { cleanUpAccounts } from "#app/domains/accounts/clean-up.server.ts";
import { forgetApiRefusals } from "#app/domains/accounts/forget-api-refusals.server.ts";
import { deliverMail } from "#app/domains/notifications/deliver-mail.server.ts";
import { processResendEvent } from "#app/domains/notifications/process-resend-event.server.ts";
import { purgeExpiredMail } from "#app/domains/notifications/purge-expired-mail.server.ts";
import { schedulePlanReminders } from "#app/domains/notifications/schedule-plan-reminders.server.ts";
import { scheduleReminders } from "#app/domains/notifications/schedule-reminders.server.ts";
import { tellBankChange } from "#app/domains/notifications/tell-bank-change.server.ts";
import { chargeDue } from "#app/domains/payments/autopay/charge-due.server.ts";
import { planCharges } from "#app/domains/payments/autopay/plan-charges.server.ts";
import { forgetMethod } from "#app/domains/payments/autopay/stop-autopay.server.ts";
import { checkRecentBooks } from "#app/domains/payments/check-books.server.ts";
import { expireOpenAttempts } from "#app/domains/payments/expire-open-attempts.server.ts";
import { followPlans } from "#app/domains/payments/plans/follow-plans.server.ts";
import { processStripeEvent } from "#app/domains/payments/process-stripe-event.server.ts";
import { sendRefund } from "#app/domains/payments/send-refund.server.ts";
import { synchronisePayments } from "#app/domains/payments/synchronise-payments.server.ts";
import { deliverWebhooks } from "#app/domains/webhooks/deliver-webhooks.server.ts";
import { forgetDeliveries } from "#app/domains/webhooks/forget-deliveries.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { forgetOldAnswers } from "#app/platform/idempotency.server.ts";
import type { JobName, Jobs } from "#app/platform/jobs.server.ts";
import { handleEvents } from "./handle-events.server.ts";

/** One handler per job of `Jobs`: a job without one does not compile. Handlers may run twice and must be harmless then. */
export type TaskList = {
  readonly [Name in JobName]: (context: Context, payload: Jobs[Name]) => Promise<unknown>;
};

export const taskList: TaskList = {
  "handle-events": handleEvents,
  "deliver-mail": (context) => deliverMail(context),
  "deliver-webhooks": (context) => deliverWebhooks(context),
  "process-provider-event": (context, { provider, id }) =>
    provider === "stripe" ? processStripeEvent(context, id) : processResendEvent(context, id),
  "schedule-reminders": async (context) => {
    await scheduleReminders(context);
    await schedulePlanReminders(context);
  },
  "synchronise-payments": (context) => synchronisePayments(context),
  "tell-bank-change": (context, { id }) => tellBankChange(context, id),
  "send-refund": sendRefund,
  "run-autopay": async (context) => {
    await planCharges(context);
    await chargeDue(context);
  },
  "check-books": (context) => checkRecentBooks(context),
  "forget-method": forgetMethod,
  "follow-plans": (context) => followPlans(context),
  "expire-attempts": async (context, { customerId, invoiceIds }) => {
    // Less is due than before: a plan may be kept by that.
    await followPlans(context, { customerId, invoiceIds });
    await expireOpenAttempts(context, customerId, invoiceIds);
  },
  "clean-up": async (context) => {
    await cleanUpAccounts(context);
    await forgetOldAnswers(context);
    await purgeExpiredMail(context);
    await forgetDeliveries(context);
    await forgetApiRefusals(context);
  },
};
