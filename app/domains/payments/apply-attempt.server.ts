import { and, eq } from "drizzle-orm";
import { billerToday } from "#app/domains/invoices/biller-day.server.ts";
import { lockInvoices, setProcessing } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { type AttemptState, paymentAttempts } from "#db/schema/payments.ts";
import { type CheckoutReading, movesForward } from "./attempt-state.ts";
import {
  type Attempt,
  type AttemptAllocation,
  allocationsOf,
  liveAttempts,
  lockAttempt,
  setLive,
} from "./attempts.server.ts";
import { type ChargeFacts, readCharge } from "./read-charge.server.ts";
import { aboutInvoices, recordPayment } from "./record-payment.server.ts";
import type { StripePaymentIntent } from "./stripe.server.ts";
import { fromStripeAmount } from "./stripe-amount.ts";
import { syncRefunds } from "./sync-refunds.server.ts";

/** Where an attempt stands after Stripe was asked. */
export interface SyncedAttempt {
  customerId: string;
  attemptId: string;
  state: AttemptState;
  /** Why the last try was refused (Stripe's decline or failure code), also while the page is still open. */
  failureCode: string | null;
}

/** What Stripe was heard to say of an attempt, page or not. */
export interface HeardOfAttempt {
  reading: CheckoutReading;
  intent: StripePaymentIntent | null;
  /** The page, where the attempt has one. */
  session: { id: string; url: string | null; expires_at: number } | null;
}

/**
 * Applies what Stripe says of an attempt: records money, moves the attempt, and what follows from it for the invoices.
 * Harmless to run any number of times, at once and in any order.
 */
export async function applyToAttempt(
  context: Context,
  attempt: Attempt,
  heard: HeardOfAttempt,
): Promise<SyncedAttempt> {
  const { reading, intent } = heard;
  if (reading.state === "succeeded" && !intent)
    throw new Error(`Attempt ${attempt.id} is paid without a PaymentIntent`);
  const charge = intent && reading.state === "succeeded" ? await readCharge(context, intent) : null;
  const applied = await inScope(context, attempt, async (tx) => {
    const allocations = await allocationsOf(tx, attempt);
    await lockInvoices(
      tx,
      attempt.customerId,
      allocations.map(({ invoiceId }) => invoiceId),
    );
    const locked = await lockAttempt(tx, attempt);
    const page: Page = { context, tx, attempt: locked, allocations };
    if (reading.state === "succeeded" && intent) await credit(page, intent, charge);
    return moveAttempt(page, heard);
  });
  // A refund may be older than the news of the payment: its own event found nothing to take back from then.
  if (intent && charge && charge.refunded > 0) await syncRefunds(context, intent.id);
  return applied;
}

interface Page {
  context: Context;
  tx: Transaction;
  attempt: Attempt;
  allocations: AttemptAllocation[];
}

/** Money is recorded whatever we thought of the attempt, once per PaymentIntent. */
async function credit(
  { context, tx, attempt, allocations }: Page,
  intent: StripePaymentIntent,
  charge: ChargeFacts | null,
): Promise<void> {
  const { customerId, currency } = attempt;
  const paidCurrency = intent.currency.toUpperCase();
  if (paidCurrency !== currency)
    throw new Error(`Attempt ${attempt.id} in ${currency} was paid in ${paidCurrency}`);
  const amount = fromStripeAmount(intent.amount_received, currency);
  const recorded = await recordPayment(
    context,
    tx,
    {
      customerId,
      method: charge?.method ?? (attempt.state === "processing" ? "sepa_debit" : "card"),
      amount,
      currency,
      receivedOn: await billerToday(context, tx),
      attemptId: attempt.id,
      paymentIntentId: intent.id,
      chargeId: charge?.id ?? null,
      details: charge?.details ?? {},
      payerId: attempt.startedBy,
    },
    allocations,
  );
  if (!recorded) return;
  // What rounding added for the currency's sake is expected; more means that something else paid the invoice meanwhile.
  const expected = attempt.amount - allocations.reduce((sum, each) => sum + each.amount, 0);
  if (recorded.unallocated > expected)
    await raiseStaffTask(context, tx, {
      kind: "payment-overpaid",
      customerId,
      subject: { type: "payment", id: recorded.id },
      data: { number: recorded.number, unallocated: recorded.unallocated, currency },
    });
}

/** Writes what Stripe said, if it is news, and what follows from it for the invoices. */
async function moveAttempt(
  page: Page,
  { reading, intent, session }: HeardOfAttempt,
): Promise<SyncedAttempt> {
  const { context, tx, attempt } = page;
  const { customerId, id } = attempt;
  const moves = movesForward(attempt.state, reading.state);
  const state = moves ? reading.state : attempt.state;
  const failureCode = moves || state === "open" ? reading.failureCode : attempt.failureCode;
  await tx
    .update(paymentAttempts)
    .set({
      state,
      failureCode,
      ...(session
        ? {
            checkoutSessionId: attempt.checkoutSessionId ?? session.id,
            checkoutUrl: state === "open" ? (session.url ?? attempt.checkoutUrl) : null,
            expiresAt: new Date(session.expires_at * 1000),
          }
        : {}),
      paymentIntentId: intent?.id ?? attempt.paymentIntentId,
      updatedAt: context.clock.now(),
    })
    .where(and(eq(paymentAttempts.customerId, customerId), eq(paymentAttempts.id, id)));
  if (moves) await followUp({ ...page, attempt: { ...attempt, failureCode } }, state);
  return { customerId, attemptId: id, state, failureCode };
}

/** `attempt` is as it was before. */
async function followUp(page: Page, to: AttemptState): Promise<void> {
  const { context, tx, attempt, allocations } = page;
  if (to === "processing") await putUnderWay(page);
  else {
    if (attempt.state === "processing") await changeProcessing(page, -1);
    await setLive(tx, attempt, false);
  }
  if (to !== "processing" && to !== "failed") return;
  await announce(context, tx, {
    customerId: attempt.customerId,
    type: to === "processing" ? "payment.processing" : "payment.failed",
    // Nothing was received: what exists is the attempt.
    subject: { type: "payment", id: attempt.id },
    data: {
      ...aboutInvoices(allocations),
      attemptId: attempt.id,
      amount: toDecimal(attempt.amount, attempt.currency),
      currency: attempt.currency,
      ...(attempt.startedBy ? { payerId: attempt.startedBy } : {}),
      ...(attempt.offSessionMethodId ? { automatic: true } : {}),
      ...(to === "failed" ? { failureCode: attempt.failureCode } : {}),
    },
  });
}

/** The money is on its way: nobody may pay the same again, on no other page. */
async function putUnderWay(page: Page): Promise<void> {
  const { tx, attempt, allocations } = page;
  const { customerId } = attempt;
  const invoiceIds = allocations.map(({ invoiceId }) => invoiceId);
  await changeProcessing(page, 1);
  const live = await liveAttempts(tx, customerId, invoiceIds);
  if (live.every(({ id }) => id === attempt.id)) return setLive(tx, attempt, true);
  // A page that we had given up was used after all, while another one is open for the same invoices.
  await enqueue(tx, "expire-attempts", { customerId, invoiceIds });
}

async function changeProcessing(
  { context, tx, attempt, allocations }: Page,
  sign: 1 | -1,
): Promise<void> {
  for (const { invoiceId, amount } of allocations)
    await setProcessing(context, tx, {
      customerId: attempt.customerId,
      invoiceId,
      change: sign * amount,
    });
}
