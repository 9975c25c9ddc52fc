import { cleanUpAccounts } from "#app/domains/accounts/clean-up.server.ts";
import { handleEvents } from "#app/domains/notifications/handle-events.server.ts";
import { expireOpenAttempts } from "#app/domains/payments/expire-open-attempts.server.ts";
import { processStripeEvent } from "#app/domains/payments/process-stripe-event.server.ts";
import { synchronisePayments } from "#app/domains/payments/synchronise-payments.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { JobName, Jobs } from "#app/platform/jobs.server.ts";

/** One handler per job of `Jobs`: a job without one does not compile. Handlers may run twice and must be harmless then. */
export type TaskList = {
  readonly [Name in JobName]: (context: Context, payload: Jobs[Name]) => Promise<unknown>;
};

const notBuilt = async () => {
  throw new Error("This job has no handler yet");
};

export const taskList: TaskList = {
  "handle-events": (context, payload) => handleEvents(context, payload),
  "deliver-mail": notBuilt,
  "process-provider-event": (context, { provider, id }) =>
    provider === "stripe" ? processStripeEvent(context, id) : notBuilt(),
  "schedule-reminders": notBuilt,
  "synchronise-payments": (context) => synchronisePayments(context),
  "expire-attempts": (context, { customerId, invoiceIds }) =>
    expireOpenAttempts(context, customerId, invoiceIds),
  "clean-up": (context) => cleanUpAccounts(context),
};
