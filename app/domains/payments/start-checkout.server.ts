import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import {
  type CustomerViewer,
  mayAct,
  maySeeInvoice,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { people } from "#db/schema/accounts.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";
import {
  type Attempt,
  allocationsOf,
  attachSession,
  giveUpAttempt,
  liveAttempts,
  reloadAttempt,
  startedBy,
} from "./attempts.server.ts";
import { checkoutRequest } from "./checkout-request.ts";
import {
  type AmountRefusal,
  type ChosenAmounts,
  chooseAmounts,
  mostInvoices,
  sameAllocations,
} from "./choose-amounts.ts";
import { endAttempt, expireSession } from "./end-attempt.server.ts";
import { findSession } from "./find-session.server.ts";
import { failureOf, type StripeSession, stripe } from "./stripe.server.ts";
import { chargeableAmount } from "./stripe-amount.ts";
import { syncCheckout } from "./sync-checkout.server.ts";

export interface CheckoutInput {
  invoiceIds: readonly string[];
  /** Minor units by invoice id; without one, all that is due now. */
  amounts?: Readonly<Record<string, number>>;
  language: Language;
  /** Path of the page that tells what became of it: "/c/C-1042/payments/return". */
  returnTo: string;
}

export type CheckoutRefusal =
  | AmountRefusal
  | Refusal<"not-found">
  | Refusal<"not-allowed">
  /** Stripe takes at most 100 lines. */
  | Refusal<"too-many-invoices", { most: number }>
  /** Below what Stripe charges (0.50 €). */
  | Refusal<"amount-too-small">
  /** Another tab is preparing another payment of the same invoice. */
  | Refusal<"other-payment">
  /** Stripe did not answer: nothing was charged. */
  | Refusal<"provider-unavailable">;

/** Each turn either answers or moves an older attempt out of the way. */
const mostTurns = 5;

/**
 * Opens a hosted payment page for one or several invoices and answers its address; nothing is charged until somebody pays there.
 * At most one page per invoice is payable at any time: pressing again answers the same page while nothing changed, and closes the
 * older one at Stripe before another is made. Whatever was paid on an older page meanwhile is found out and refused here.
 */
export async function startCheckout(
  context: Context,
  viewer: CustomerViewer,
  input: CheckoutInput,
): Promise<{ url: string } | CheckoutRefusal> {
  if (!mayAct(viewer)) return refused("not-allowed");
  const invoiceIds = [...new Set(input.invoiceIds)];
  if (!invoiceIds.every((id) => maySeeInvoice(viewer, id))) return refused("not-found");
  if (invoiceIds.length > mostInvoices) return refused("too-many-invoices", { most: mostInvoices });
  try {
    for (let turn = 0; turn < mostTurns; turn++) {
      const prepared = await prepare(context, viewer, { ...input, invoiceIds });
      if (isRefused(prepared)) return prepared;
      const answer =
        "outdated" in prepared
          ? await clearAway(context, prepared.outdated)
          : await openPage(context, viewer, input, prepared);
      if (answer) return answer;
    }
    return refused("other-payment");
  } catch (error) {
    if (failureOf(error)?.kind !== "unknown") throw error;
    context.logger.warn({ error }, "Stripe did not answer");
    return refused("provider-unavailable");
  }
}

interface Prepared {
  attempt: Attempt;
  allocations: ChosenAmounts["allocations"];
  email: string | null;
}

/** Locks the invoices, decides what is paid, and finds the attempt that pays it: the one already open, or a new one. */
async function prepare(
  context: Context,
  viewer: CustomerViewer,
  input: CheckoutInput,
): Promise<Prepared | { outdated: Attempt[] } | CheckoutRefusal> {
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const invoices = await lockInvoices(tx, customerId, input.invoiceIds);
    if (invoices.length < input.invoiceIds.length) return refused("not-found");
    const chosen = chooseAmounts(invoices, input.amounts);
    if (isRefused(chosen)) return chosen;

    const live = await liveAttempts(tx, customerId, input.invoiceIds);
    const [open] = live;
    const email = await emailOf(tx, viewer);
    if (!open)
      return { attempt: await insertAttempt(context, tx, viewer, input, chosen), email, ...chosen };
    const mine = startedBy(viewer);
    const same =
      live.length === 1 &&
      open.startedBy === mine.startedBy &&
      open.startedByLink === mine.startedByLink &&
      open.language === input.language &&
      sameAllocations(await allocationsOf(tx, open), chosen.allocations);
    return same ? { attempt: open, email, ...chosen } : { outdated: live };
  });
}

/** Closes pages that pay something else. Answers nothing: the next turn sees what became of them. */
async function clearAway(context: Context, attempts: readonly Attempt[]): Promise<null> {
  for (const attempt of attempts) await endAttempt(context, attempt);
  return null;
}

/** The page of this attempt, made now or earlier. Null: it cannot be used any more, try again. */
async function openPage(
  context: Context,
  viewer: CustomerViewer,
  input: CheckoutInput,
  prepared: Prepared,
): Promise<{ url: string } | Refusal<"other-payment"> | Refusal<"amount-too-small"> | null> {
  const { attempt } = prepared;
  if (attempt.checkoutSessionId) {
    // Made earlier: it may have been paid in another tab a moment ago.
    const synced = await syncCheckout(context, attempt.checkoutSessionId);
    if (isRefused(synced)) await giveUpAttempt(context, attempt);
    if (isRefused(synced) || synced.state !== "open") return null;
    const { checkoutUrl } = await reloadAttempt(context, attempt);
    return checkoutUrl ? { url: checkoutUrl } : null;
  }
  const session = await createSession(context, viewer, input, prepared);
  if (session === null || isRefused(session)) return session;
  if (await attachSession(context, attempt, session))
    return session.url ? { url: session.url } : null;
  await expireSession(context, session.id);
  return refused("other-payment");
}

/**
 * Makes the page under a key of the attempt: asked again after a lost answer or a crash, Stripe answers the page it made.
 * Null when this attempt is no way to one.
 */
async function createSession(
  context: Context,
  viewer: CustomerViewer,
  input: CheckoutInput,
  { attempt, allocations, email }: Prepared,
): Promise<StripeSession | Refusal<"amount-too-small"> | null> {
  const { customerId, id, currency } = attempt;
  const request = checkoutRequest({
    attemptId: id,
    customerId,
    currency,
    allocations,
    language: input.language,
    email,
    appUrl: context.config.appUrl,
    returnTo: input.returnTo,
  });
  try {
    return await stripe(context).checkout.sessions.create(request, {
      idempotencyKey: `checkout:${id}`,
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === "refused") {
      await giveUpAttempt(context, attempt);
      if (failure.code === "amount_too_small") return refused("amount-too-small");
    }
    // A stored 5xx would answer this key for a day, and another request's key never will: is the page there nevertheless?
    if (failure?.kind === "other-request" || (failure?.kind === "unknown" && failure.answered)) {
      const made = await findSession(context, id);
      if (made) return made;
      await giveUpAttempt(context, attempt);
      if (failure.kind === "other-request") return null;
    }
    context.logger.warn({ attempt: id, customer: viewer.customerId }, "No payment page was made");
    throw error;
  }
}

async function insertAttempt(
  context: Context,
  tx: Transaction,
  viewer: CustomerViewer,
  input: CheckoutInput,
  { currency, allocations }: ChosenAmounts,
): Promise<Attempt> {
  const { customerId } = viewer;
  const now = context.clock.now();
  const id = newId();
  const [attempt] = await tx
    .insert(paymentAttempts)
    .values({
      customerId,
      id,
      state: "open",
      amount: allocations.reduce((sum, each) => sum + chargeableAmount(each.amount, currency), 0),
      currency,
      ...startedBy(viewer),
      language: input.language,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  await tx.insert(attemptAllocations).values(
    allocations.map(({ invoiceId, amount }) => ({
      customerId,
      attemptId: id,
      invoiceId,
      amount,
      live: true,
    })),
  );
  if (!attempt) throw new Error("The attempt was not inserted");
  return attempt;
}

/** Where Stripe may send its own confirmation, and what its page has filled in. */
async function emailOf(tx: Transaction, viewer: CustomerViewer): Promise<string | null> {
  if (viewer.kind === "person") return viewer.email;
  if (!viewer.personId) return null;
  const [person] = await tx
    .select({ email: people.email })
    .from(people)
    .where(eq(people.id, viewer.personId));
  return person?.email ?? null;
}
