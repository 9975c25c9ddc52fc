import { and, asc, eq, gt, gte, isNotNull } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { toDecimal } from "#app/platform/money.ts";
import { payments } from "#db/schema/payments.ts";
import { syncIntent } from "./autopay/off-session.server.ts";
import { compareSums } from "./compare-sums.server.ts";
import { recordBankDispute } from "./record-bank-dispute.server.ts";
import { failureOf, type StripePaymentIntent, stripe } from "./stripe.server.ts";
import { fromStripeAmount } from "./stripe-amount.ts";
import { syncCheckout } from "./sync-checkout.server.ts";
import { syncRefunds } from "./sync-refunds.server.ts";
import { synchronisePayments } from "./synchronise-payments.server.ts";

/** Something that does not agree. `subject` is a receipt, session, PaymentIntent or invoice number, or a customer's and a currency. */
export interface Difference {
  kind: /** Stripe took money for us that is in no book of ours. */
    | "missing-payment"
    /** A payment of ours that Stripe does not know or has not received. */
    | "unknown-payment"
    | "other-amount"
    /** Settlements do not add up to what the payment or the invoice says. */
    | "unbalanced-payment"
    | "unbalanced-invoice"
    | "unbalanced-processing"
    /** A customer's ledger is not what its invoices and payments say is owed. */
    | "unbalanced-ledger"
    /** An attempt that Stripe could not be asked about. */
    | "unanswered";
  subject: string;
  ours: string;
  theirs: string;
}

export interface Reconciliation {
  checked: { attempts: number; sessions: number; payments: number; invoices: number };
  differences: Difference[];
}

/**
 * Holds our books against Stripe's: first everything that is still open or under way is asked about and applied, then each
 * paid session and each payment is compared, and our own sums. What remains different is answered; nothing is invented to
 * make it agree. `since` limits what is looked through at Stripe (30 days unless told), `paymentsSince` the payments of ours that
 * Stripe is asked about, one question each (all unless told).
 */
export async function reconcile(
  context: Context,
  {
    since = later(context.clock.now(), -days(30)),
    paymentsSince = new Date(0),
  }: { since?: Date; paymentsSince?: Date } = {},
): Promise<Reconciliation> {
  const synchronised = await synchronisePayments(context, { silentFor: 0, limit: 10_000 });
  const differences: Difference[] = [];
  if (synchronised.failed > 0)
    differences.push({
      kind: "unanswered",
      subject: "Stripe",
      ours: `${synchronised.asked} attempts`,
      theirs: `${synchronised.failed} without an answer`,
    });
  const sessions = await comparePaidSessions(context, since, differences);
  await compareCharges(context, since, differences);
  const checkedPayments = await comparePayments(context, paymentsSince, differences);
  const checkedInvoices = await inScope(context, "all", (tx) => compareSums(tx, differences));
  return {
    checked: {
      attempts: synchronised.asked,
      sessions,
      payments: checkedPayments,
      invoices: checkedInvoices,
    },
    differences,
  };
}

/** Stripe's side: every session of ours that is paid has its payment here. */
async function comparePaidSessions(
  context: Context,
  since: Date,
  differences: Difference[],
): Promise<number> {
  let looked = 0;
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const session of stripe(context).checkout.sessions.list({ created, limit: 100 })) {
    if (session.metadata?.portal !== context.config.appUrl) continue;
    looked += 1;
    if (session.payment_status !== "paid") continue;
    const intent = session.payment_intent;
    const intentId = (typeof intent === "string" ? intent : intent?.id) ?? "";
    if (await isRecorded(context, intentId)) continue;
    await syncCheckout(context, session.id);
    if (await isRecorded(context, intentId)) continue;
    differences.push({
      kind: "missing-payment",
      subject: session.id,
      ours: "no payment",
      theirs: `${session.amount_total} ${session.currency}, attempt ${session.metadata?.attempt}`,
    });
  }
  return looked;
}

/** The same for what was charged while nobody was there: it has no session. */
async function compareCharges(
  context: Context,
  since: Date,
  differences: Difference[],
): Promise<void> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const intent of stripe(context).paymentIntents.list({ created, limit: 100 })) {
    if (intent.metadata?.portal !== context.config.appUrl || intent.status !== "succeeded")
      continue;
    if (await isRecorded(context, intent.id)) continue;
    await syncIntent(context, intent.id);
    if (await isRecorded(context, intent.id)) continue;
    const attempt = `attempt ${intent.metadata.attempt}`;
    if (differences.some(({ theirs }) => theirs.endsWith(attempt))) continue;
    differences.push({
      kind: "missing-payment",
      subject: intent.id,
      ours: "no payment",
      theirs: `${intent.amount_received} ${intent.currency}, ${attempt}`,
    });
  }
}

async function isRecorded(context: Context, paymentIntentId: string): Promise<boolean> {
  const found = await inScope(context, "all", (tx) =>
    tx
      .select({ id: payments.id })
      .from(payments)
      .where(eq(payments.paymentIntentId, paymentIntentId)),
  );
  return found.length > 0;
}

/** Our side: every payment by Stripe is what Stripe has, refunds included. */
async function comparePayments(
  context: Context,
  since: Date,
  differences: Difference[],
): Promise<number> {
  let checked = 0;
  let after = "";
  for (;;) {
    const page = await inScope(context, "all", (tx) =>
      tx
        .select()
        .from(payments)
        .where(
          and(
            isNotNull(payments.paymentIntentId),
            gt(payments.paymentIntentId, after),
            gte(payments.createdAt, since),
          ),
        )
        .orderBy(asc(payments.paymentIntentId))
        .limit(500),
    );
    for (const payment of page) {
      checked += 1;
      after = payment.paymentIntentId ?? after;
      await comparePayment(context, payment, differences);
    }
    if (page.length < 500) return checked;
  }
}

async function comparePayment(
  context: Context,
  payment: typeof payments.$inferSelect,
  differences: Difference[],
): Promise<void> {
  const { number, currency, paymentIntentId } = payment;
  const ours = `${toDecimal(payment.amount, currency)} ${currency}`;
  const intent = paymentIntentId ? await retrieveIntent(context, paymentIntentId) : null;
  if (!intent) {
    differences.push({ kind: "unknown-payment", subject: number, ours, theirs: "unknown" });
    return;
  }
  const received = fromStripeAmount(intent.amount_received, currency);
  const theirs = `${toDecimal(received, currency)} ${intent.currency.toUpperCase()}`;
  if (theirs !== ours) differences.push({ kind: "other-amount", subject: number, ours, theirs });
  // What went back is applied where we missed it, as everywhere.
  await syncRefunds(context, intent.id);
  await syncDisputes(context, intent.id);
}

/** Disputes of the payer's bank whose events were lost. */
async function syncDisputes(context: Context, intentId: string): Promise<void> {
  const disputes = stripe(context).disputes.list({ payment_intent: intentId, limit: 100 });
  for await (const dispute of disputes)
    await recordBankDispute(context, intentId, "reconciliation", dispute);
}

async function retrieveIntent(context: Context, id: string): Promise<StripePaymentIntent | null> {
  try {
    return await stripe(context).paymentIntents.retrieve(id);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === "refused" && failure.missing) return null;
    throw error;
  }
}
