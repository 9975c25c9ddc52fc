import { sql } from "drizzle-orm";
import type { Transaction } from "./db.server.ts";

/**
 * Everything the worker can be asked to do, with what it is told. Payloads name things and carry no personal data:
 * jobs are kept in clear and retried.
 */
export interface Jobs {
  /** Tells notifications and webhooks what happened. Ids of `events` rows of one transaction. */
  "handle-events": { events: { customerId: string; id: number }[] };
  /** Sends what is due; several at once are harmless. */
  "deliver-mail": Record<string, never>;
  /** Sends the biller's systems what happened since they were last told; several at once are harmless. */
  "deliver-webhooks": Record<string, never>;
  /** Applies a stored provider webhook. */
  "process-provider-event": { provider: "stripe" | "resend"; id: string };
  /** Writes the reminder mails that have come due. */
  "schedule-reminders": Record<string, never>;
  /** Asks Stripe about payments whose webhook may have been lost. */
  "synchronise-payments": Record<string, never>;
  /** Tells every customer's people that the biller's bank details changed. */
  "tell-bank-change": { id: string };
  /** Asks Stripe for a refund that a manager requested. */
  "send-refund": { customerId: string; id: string };
  /** Plans automatic payments, tells of them, and makes those of the day. */
  "run-autopay": Record<string, never>;
  /** Holds our books against Stripe's, and keeps what was found. */
  "check-books": Record<string, never>;
  /** Has Stripe forget a way to pay that is not used any more. */
  "forget-method": { customerId: string; methodId: string };
  /** Closes Checkout pages that ask for more than is still due, and plans that were kept: enqueued with whatever lowered it. */
  "expire-attempts": { customerId: string; invoiceIds: string[] };
  /** Looks which promises and instalments were kept or missed by today. */
  "follow-plans": Record<string, never>;
  /** Deletes expired tokens, codes, answered idempotency keys and old logs of deliveries and refusals. */
  "clean-up": Record<string, never>;
}

export type JobName = keyof Jobs;

/** Adds a job inside the caller's transaction: rolled back with it, run once it commits. A `key` replaces an equal waiting job. */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: Jobs[Name],
  options: { key?: string; runAt?: Date; maxAttempts?: number; priority?: number } = {},
): Promise<void> {
  await tx.execute(sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${options.key ?? null},
    ${options.runAt?.toISOString() ?? null}::timestamptz, ${options.maxAttempts ?? null}::int, ${options.priority ?? null}::int)`);
}
