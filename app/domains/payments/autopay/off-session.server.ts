import { and, eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { hours } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { autopayAgreements, autopayCharges, paymentMethods } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";
import { applyToAttempt, type SyncedAttempt } from "../apply-attempt.server.ts";
import { readOffSession } from "../attempt-state.ts";
import { type Attempt, allocationsOf, findAttempt, giveUpAttempt } from "../attempts.server.ts";
import { attemptMetadata } from "../checkout-request.ts";
import { failureOf, intentIdOfError, type StripePaymentIntent, stripe } from "../stripe.server.ts";
import { toStripeAmount } from "../stripe-amount.ts";
import { methodIsGone } from "./stop-autopay.server.ts";
import { readStripeCustomer } from "./stripe-customer.server.ts";

/** Stripe keeps an idempotency key for a day at least; after this it is not relied on any more. */
const keyHolds = hours(23);
/** While the answer of a first try may still be on its way (the client's patience, with its repetitions). */
const answerMayCome = hours(1 / 60);

/**
 * Charges the saved way to pay of an attempt, and applies the answer. A refusal by the bank is the attempt's end: the customer is
 * told and pays on a page. Asked again after a lost answer, the key makes it the same charge. Throws when it is unknown
 * whether Stripe did it: the attempt stays open, and `resumeOffSession` asks again.
 */
export async function chargeOffSession(context: Context, attempt: Attempt): Promise<void> {
  const { customerId, id, currency } = attempt;
  const { method, numbers, invoiceId } = await readCharge(context, attempt);
  const customer = await readStripeCustomer(context, customerId);
  if (!method || !customer) throw new Error(`Attempt ${id} has nothing to charge`);
  try {
    const intent = await stripe(context).paymentIntents.create(
      {
        amount: toStripeAmount(attempt.amount, currency),
        currency: currency.toLowerCase(),
        customer,
        payment_method: method.providerId,
        off_session: true,
        confirm: true,
        description: numbers.slice(0, 1000),
        metadata: attemptMetadata({
          appUrl: context.config.appUrl,
          customerId,
          attemptId: id,
          numbers,
        }),
      },
      { idempotencyKey: `autopay:${invoiceId}:${id}` },
    );
    await applyIntent(context, attempt, intent);
  } catch (error) {
    const declined = intentIdOfError(error);
    if (declined) return void (await syncIntent(context, declined, attempt));
    const failure = failureOf(error);
    if (failure?.kind === "refused")
      return refuse(context, attempt, method.providerId, failure.code);
    // A stored 5xx, or another request under the key, would answer it for a day: was it done nevertheless?
    if (failure?.kind === "other-request" || (failure?.kind === "unknown" && failure.answered))
      if (!(await findAndApply(context, attempt, customer))) await planAgain(context, attempt);
    throw error;
  }
}

/** Asks Stripe about a charge that nobody was there for, and applies the answer. `unknown`: not one of ours. */
export async function syncIntent(
  context: Context,
  intentId: string,
  known?: Attempt,
): Promise<SyncedAttempt | Refusal<"unknown">> {
  let intent: StripePaymentIntent;
  try {
    intent = await stripe(context).paymentIntents.retrieve(intentId);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === "refused" && failure.missing) return refused("unknown");
    throw error;
  }
  const attempt =
    known ??
    (await findAttempt(context, {
      paymentIntentId: intent.id,
      attemptId: intent.metadata?.attempt,
    }));
  if (!attempt?.offSessionMethodId) return refused("unknown");
  return applyIntent(context, attempt, intent);
}

/**
 * Goes on with a charge whose answer was lost: found at Stripe it is applied; else it is asked for again under its key, or, when
 * that is too old, less is due by now or automatic payment was stopped, planned anew. A charge that was asked for a moment ago is left to who asked.
 */
export async function resumeOffSession(context: Context, attempt: Attempt): Promise<void> {
  if (attempt.paymentIntentId)
    return void (await syncIntent(context, attempt.paymentIntentId, attempt));
  const age = context.clock.now().getTime() - attempt.createdAt.getTime();
  const customer = await readStripeCustomer(context, attempt.customerId);
  if (customer && (await findAndApply(context, attempt, customer))) return;
  if (age < answerMayCome) return;
  const { isStillWanted } = await readCharge(context, attempt);
  if (age < keyHolds && isStillWanted) return chargeOffSession(context, attempt);
  await planAgain(context, attempt);
}

async function applyIntent(
  context: Context,
  attempt: Attempt,
  heard: StripePaymentIntent,
): Promise<SyncedAttempt> {
  const reading = readOffSession(heard);
  if (reading.state !== "failed" || heard.status === "canceled")
    return applyToAttempt(context, attempt, { reading, intent: heard, session: null });
  // Refused, or wanting its holder: nobody will come to it, so that it must not be payable beside the page that we offer now.
  let intent: StripePaymentIntent;
  try {
    intent = await stripe(context).paymentIntents.cancel(heard.id);
  } catch (error) {
    if (failureOf(error)?.kind !== "refused") throw error;
    intent = await stripe(context).paymentIntents.retrieve(heard.id);
  }
  const now = readOffSession(intent);
  return applyToAttempt(context, attempt, {
    reading: now.state === "failed" ? reading : now,
    intent,
    session: null,
  });
}

/** Stripe understood and will not: nothing was charged. */
async function refuse(
  context: Context,
  attempt: Attempt,
  providerId: string,
  code: string | null,
): Promise<void> {
  await applyToAttempt(context, attempt, {
    reading: { state: "failed", failureCode: code },
    intent: null,
    session: null,
  });
  try {
    const method = await stripe(context).paymentMethods.retrieve(providerId);
    if (method.customer !== null) return;
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind !== "refused" || !failure.missing) throw error;
  }
  await methodIsGone(context, { providerId });
}

/** How many of a customer's newest PaymentIntents are looked through for one whose id we never heard. */
const looked = 200;

async function findAndApply(
  context: Context,
  attempt: Attempt,
  customer: string,
): Promise<boolean> {
  let seen = 0;
  for await (const intent of stripe(context).paymentIntents.list({ customer, limit: 100 })) {
    if (intent.metadata?.attempt === attempt.id) {
      await applyIntent(context, attempt, intent);
      return true;
    }
    seen += 1;
    if (seen >= looked) break;
  }
  return false;
}

/** The attempt never was a charge: its plan stands, and the next run makes another attempt of it. */
async function planAgain(context: Context, attempt: Attempt): Promise<void> {
  await giveUpAttempt(context, attempt);
  await inScope(context, attempt, (tx) =>
    tx
      .update(autopayCharges)
      .set({ state: "planned", attemptId: null, updatedAt: context.clock.now() })
      .where(
        and(
          eq(autopayCharges.customerId, attempt.customerId),
          eq(autopayCharges.attemptId, attempt.id),
          eq(autopayCharges.state, "started"),
        ),
      ),
  );
}

async function readCharge(context: Context, attempt: Attempt) {
  const { customerId, offSessionMethodId } = attempt;
  return inScope(context, attempt, async (tx) => {
    const [allocation] = await allocationsOf(tx, attempt);
    const [invoice] = await tx
      .select({
        number: invoices.number,
        due: invoices.outstanding,
        contested: invoices.contested,
        processing: invoices.processing,
      })
      .from(invoices)
      .where(
        and(eq(invoices.customerId, customerId), eq(invoices.id, allocation?.invoiceId ?? "")),
      );
    const [method] = await tx
      .select()
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.customerId, customerId),
          eq(paymentMethods.id, offSessionMethodId ?? ""),
        ),
      );
    const [agreement] = await tx
      .select({ stoppedAt: autopayAgreements.stoppedAt })
      .from(autopayCharges)
      .innerJoin(
        autopayAgreements,
        and(
          eq(autopayAgreements.customerId, autopayCharges.customerId),
          eq(autopayAgreements.id, autopayCharges.agreementId),
        ),
      )
      .where(
        and(eq(autopayCharges.customerId, customerId), eq(autopayCharges.attemptId, attempt.id)),
      );
    if (!allocation || !invoice) throw new Error(`Attempt ${attempt.id} pays nothing`);
    const dueNow = invoice.due - invoice.contested - invoice.processing;
    return {
      method,
      numbers: invoice.number,
      invoiceId: allocation.invoiceId,
      isStillWanted: dueNow >= allocation.amount && agreement?.stoppedAt === null,
    };
  });
}
