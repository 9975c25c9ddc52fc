import { and, eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { type Attempt, findAttempt } from "./attempts.server.ts";
import { syncIntent } from "./autopay/off-session.server.ts";
import { refreshMethod } from "./autopay/refresh-method.server.ts";
import { methodIsGone } from "./autopay/stop-autopay.server.ts";
import { syncSetup } from "./autopay/sync-setup.server.ts";
import { type BankDispute, recordBankDispute } from "./record-bank-dispute.server.ts";
import { stripe } from "./stripe.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";
import { syncRefunds } from "./sync-refunds.server.ts";

/** An event about something of ours that is not here yet. The job fails and is tried again later, with growing pauses. */
export class EventWaits extends Error {}

/**
 * Works on a stored event. An event says only that something happened to an object; what is true is asked of Stripe, so that
 * repeated, reversed and simultaneous events come to the same. What belongs to other users of the Stripe account is ignored.
 */
export async function processStripeEvent(context: Context, id: string): Promise<void> {
  const ofEvent = and(eq(providerEvents.provider, "stripe"), eq(providerEvents.id, id));
  const [event] = await inScope(context, "all", (tx) =>
    tx.select().from(providerEvents).where(ofEvent),
  );
  if (!event || event.processedAt) return;
  const note = (change: { processedAt?: Date; error: string | null }) =>
    inScope(context, "all", (tx) => tx.update(providerEvents).set(change).where(ofEvent));
  try {
    await handle(context, event.type, objectOf(event.payload));
    await note({ processedAt: context.clock.now(), error: null });
  } catch (error) {
    await note({ error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

/** The fields that lead from any of Stripe's objects to the payment it is about. */
interface EventObject {
  id?: string;
  object?: string;
  /** Of a Checkout session. */
  mode?: string;
  /** Of a mandate. */
  status?: string;
  metadata?: Record<string, string> | null;
  payment_intent?: string | { id: string } | null;
  charge?: string | { id: string } | null;
}

function objectOf(payload: Record<string, unknown>): EventObject {
  return ((payload.data as { object?: EventObject } | undefined)?.object ?? {}) as EventObject;
}

async function handle(context: Context, type: string, object: EventObject): Promise<void> {
  if (type.startsWith("checkout.session.") && object.id)
    return object.mode === "setup"
      ? followSetup(context, object.id)
      : followSession(context, object.id);
  if (type.startsWith("payment_intent.") && object.id)
    return followIntent(context, object.id, object.metadata ?? null);
  if (type === "charge.refunded" || /^(charge\.)?refund\./.test(type)) {
    const intentId = await intentOf(context, object);
    if (!intentId || (await syncRefunds(context, intentId))) return;
    await followIntent(context, intentId, null);
    if (await syncRefunds(context, intentId)) return;
    return waitIfOurs(context, intentId);
  }
  if (type.startsWith("charge.dispute.")) {
    const intentId = await intentOf(context, object);
    const dispute = object as unknown as BankDispute;
    if (!intentId || (await recordBankDispute(context, intentId, type, dispute))) return;
    await followIntent(context, intentId, null);
    if (await recordBankDispute(context, intentId, type, dispute)) return;
    return waitIfOurs(context, intentId);
  }
  if (!object.id) return;
  if (type === "payment_method.detached") return methodIsGone(context, { providerId: object.id });
  if (type === "payment_method.automatically_updated" || type === "payment_method.updated")
    return refreshMethod(context, object.id);
  if (type === "mandate.updated" && object.status === "inactive")
    return methodIsGone(context, { mandateId: object.id });
}

async function followSetup(context: Context, sessionId: string): Promise<void> {
  const synced = await syncSetup(context, sessionId);
  if (isRefused(synced) && synced.refused === "not-here-yet")
    throw new EventWaits(`Session ${sessionId} is ours, but its set-up is not here yet`);
}

async function followSession(context: Context, sessionId: string): Promise<void> {
  const synced = await syncCheckout(context, sessionId);
  if (isRefused(synced) && synced.refused === "not-here-yet")
    throw new EventWaits(`Session ${sessionId} is ours, but its attempt is not here yet`);
}

/** Synchronises the payment page that a PaymentIntent belongs to. */
async function followIntent(
  context: Context,
  intentId: string,
  metadata: Record<string, string> | null,
): Promise<void> {
  const attempt = await findAttempt(context, {
    paymentIntentId: intentId,
    attemptId: metadata?.attempt,
  });
  if (attempt?.offSessionMethodId) return void (await syncIntent(context, intentId, attempt));
  const sessionId = attempt?.checkoutSessionId ?? (await sessionOf(context, attempt, intentId));
  if (sessionId) await followSession(context, sessionId);
}

async function sessionOf(
  context: Context,
  attempt: Attempt | null,
  intentId: string,
): Promise<string | null> {
  // Another's payment has no attempt, and after the first news of it ours has both ids: this is asked rarely.
  const sessions = await stripe(context).checkout.sessions.list({
    payment_intent: intentId,
    limit: 1,
  });
  const session = sessions.data[0];
  if (!session) return null;
  const ours = attempt !== null || session.metadata?.portal === context.config.appUrl;
  return ours ? session.id : null;
}

/** Refunds and disputes name the PaymentIntent or, in old accounts, only the charge; a charge names it itself. */
async function intentOf(context: Context, object: EventObject): Promise<string | null> {
  const named = object.payment_intent;
  if (named) return typeof named === "string" ? named : named.id;
  if (object.object === "charge" || !object.charge) return null;
  const chargeId = typeof object.charge === "string" ? object.charge : object.charge.id;
  const charge = await stripe(context).charges.retrieve(chargeId);
  const intent = charge.payment_intent;
  return typeof intent === "string" ? intent : (intent?.id ?? null);
}

/** The payment of an attempt of ours is not paid in Stripe's words yet, although something was taken of it: ask again. */
async function waitIfOurs(context: Context, intentId: string): Promise<void> {
  if (await findAttempt(context, { paymentIntentId: intentId }))
    throw new EventWaits(`The payment of ${intentId} is not recorded yet`);
}
