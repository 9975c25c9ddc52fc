import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { CustomerViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";

export type Attempt = typeof paymentAttempts.$inferSelect;

export interface AttemptAllocation {
  invoiceId: string;
  amount: number;
}

/** The attempts that are open or under way for any of these invoices. Lock the invoices first: nobody can then add one. */
export async function liveAttempts(
  tx: Transaction,
  customerId: string,
  invoiceIds: readonly string[],
): Promise<Attempt[]> {
  if (invoiceIds.length === 0) return [];
  const ids = tx
    .select({ id: attemptAllocations.attemptId })
    .from(attemptAllocations)
    .where(
      and(
        eq(attemptAllocations.customerId, customerId),
        eq(attemptAllocations.live, true),
        inArray(attemptAllocations.invoiceId, [...invoiceIds]),
      ),
    );
  return tx
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.customerId, customerId), inArray(paymentAttempts.id, ids)))
    .orderBy(paymentAttempts.id);
}

/** What an attempt is meant to pay. Never changes, so that it may be read before anything is locked. */
export async function allocationsOf(
  tx: Transaction,
  { customerId, id }: Pick<Attempt, "customerId" | "id">,
): Promise<AttemptAllocation[]> {
  return tx
    .select({ invoiceId: attemptAllocations.invoiceId, amount: attemptAllocations.amount })
    .from(attemptAllocations)
    .where(and(eq(attemptAllocations.customerId, customerId), eq(attemptAllocations.attemptId, id)))
    .orderBy(attemptAllocations.invoiceId);
}

/** Locks one attempt; lock its invoices before it. */
export async function lockAttempt(
  tx: Transaction,
  { customerId, id }: Pick<Attempt, "customerId" | "id">,
): Promise<Attempt> {
  const [attempt] = await tx
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.customerId, customerId), eq(paymentAttempts.id, id)))
    .for("update");
  if (!attempt) throw new Error(`Payment attempt ${id} is gone`);
  return attempt;
}

/** An attempt is live while it is open or under way: one per invoice. */
export async function setLive(
  tx: Transaction,
  { customerId, id }: Pick<Attempt, "customerId" | "id">,
  live: boolean,
): Promise<void> {
  await tx
    .update(attemptAllocations)
    .set({ live })
    .where(
      and(eq(attemptAllocations.customerId, customerId), eq(attemptAllocations.attemptId, id)),
    );
}

/**
 * Finds the attempt that a provider object belongs to, whoever's it is: by the ids we keep, or by the name we gave it when
 * the answer that carried the id was lost.
 */
export async function findAttempt(
  context: Context,
  by: { sessionId?: string; paymentIntentId?: string; attemptId?: string },
): Promise<Attempt | null> {
  const conditions = [
    by.sessionId ? eq(paymentAttempts.checkoutSessionId, by.sessionId) : undefined,
    by.paymentIntentId ? eq(paymentAttempts.paymentIntentId, by.paymentIntentId) : undefined,
    by.attemptId && isUuid(by.attemptId) ? eq(paymentAttempts.id, by.attemptId) : undefined,
  ].filter((condition) => condition !== undefined);
  if (conditions.length === 0) return null;
  const [attempt] = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(paymentAttempts)
      .where(or(...conditions))
      .limit(1),
  );
  return attempt ?? null;
}

/** The attempt as it is now. */
export async function reloadAttempt(context: Context, attempt: Attempt): Promise<Attempt> {
  return inScope(context, attempt, async (tx) => {
    const [now] = await tx
      .select()
      .from(paymentAttempts)
      .where(
        and(eq(paymentAttempts.customerId, attempt.customerId), eq(paymentAttempts.id, attempt.id)),
      );
    if (!now) throw new Error(`Payment attempt ${attempt.id} is gone`);
    return now;
  });
}

/**
 * Notes the payment page that Stripe made for an attempt. Answers false when the attempt was given up meanwhile (another tab
 * paid something else): its page must then be closed.
 */
export async function attachSession(
  context: Context,
  attempt: Pick<Attempt, "customerId" | "id">,
  session: { id: string; url: string | null; expires_at: number },
): Promise<boolean> {
  return inScope(context, attempt, async (tx) => {
    const attached = await tx
      .update(paymentAttempts)
      .set({
        checkoutSessionId: session.id,
        checkoutUrl: session.url,
        expiresAt: new Date(session.expires_at * 1000),
        updatedAt: context.clock.now(),
      })
      .where(
        and(
          eq(paymentAttempts.customerId, attempt.customerId),
          eq(paymentAttempts.id, attempt.id),
          eq(paymentAttempts.state, "open"),
          or(
            isNull(paymentAttempts.checkoutSessionId),
            eq(paymentAttempts.checkoutSessionId, session.id),
          ),
        ),
      )
      .returning({ id: paymentAttempts.id });
    return attached.length > 0;
  });
}

/**
 * Gives up an open attempt whose page Stripe does not know (never made, or by another account). Does nothing when it has got
 * another page meanwhile.
 */
export async function giveUpAttempt(
  context: Context,
  attempt: Pick<Attempt, "customerId" | "id" | "checkoutSessionId">,
): Promise<void> {
  await inScope(context, attempt, async (tx) => {
    const given = await tx
      .update(paymentAttempts)
      .set({ state: "canceled", updatedAt: context.clock.now() })
      .where(
        and(
          eq(paymentAttempts.customerId, attempt.customerId),
          eq(paymentAttempts.id, attempt.id),
          eq(paymentAttempts.state, "open"),
          attempt.checkoutSessionId
            ? eq(paymentAttempts.checkoutSessionId, attempt.checkoutSessionId)
            : isNull(paymentAttempts.checkoutSessionId),
        ),
      )
      .returning({ id: paymentAttempts.id });
    if (given.length > 0) await setLive(tx, attempt, false);
  });
}

/** Who pressed the button: only they get the same payment page again, because it leads back to where they came from. */
export function startedBy(viewer: CustomerViewer): Pick<Attempt, "startedBy" | "startedByLink"> {
  return viewer.kind === "person"
    ? { startedBy: viewer.personId, startedByLink: null }
    : { startedBy: null, startedByLink: viewer.accessLinkId };
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
