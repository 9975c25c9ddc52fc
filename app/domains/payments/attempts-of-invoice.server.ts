import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type CustomerViewer, maySeeInvoice, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import {
  type AttemptState,
  attemptAllocations,
  paymentAttempts,
  payments,
} from "#db/schema/payments.ts";

/** One press of "pay" and what became of it; `attempt-words.ts` has the sentence. Amounts in minor units of `currency`. */
export interface AttemptView {
  id: string;
  sessionId: string | null;
  state: AttemptState;
  amount: number;
  currency: string;
  /** Stripe's code of the last refusal. */
  failureCode: string | null;
  startedAt: Date;
  /** The last news. */
  updatedAt: Date;
  invoices: { id: string; number: string; amount: number }[];
  /** Once money arrived. */
  payment: { id: string; number: string; method: string } | null;
}

/** The attempts to pay an invoice, newest first; none for a viewer who may not see it. Pages nobody used are left out. */
export async function attemptsOfInvoice(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<AttemptView[]> {
  if (!maySeeInvoice(viewer, invoiceId)) return [];
  return inScope(context, scopeOf(viewer), (tx) =>
    attemptViews(tx, viewer.customerId, {
      states: ["open", "processing", "failed", "succeeded"],
      invoiceId,
    }),
  );
}

const most = 50;

/** The customer's attempts in these states, newest first, of one invoice or by id where asked. */
export async function attemptViews(
  tx: Transaction,
  customerId: string,
  by: { states?: AttemptState[]; invoiceId?: string; id?: string; sessionId?: string },
): Promise<AttemptView[]> {
  const ofInvoice = by.invoiceId
    ? inArray(
        paymentAttempts.id,
        tx
          .select({ id: attemptAllocations.attemptId })
          .from(attemptAllocations)
          .where(
            and(
              eq(attemptAllocations.customerId, customerId),
              eq(attemptAllocations.invoiceId, by.invoiceId),
            ),
          ),
      )
    : undefined;
  const attempts = await tx
    .select()
    .from(paymentAttempts)
    .where(
      and(
        eq(paymentAttempts.customerId, customerId),
        by.states ? inArray(paymentAttempts.state, by.states) : undefined,
        by.id ? eq(paymentAttempts.id, by.id) : undefined,
        by.sessionId ? eq(paymentAttempts.checkoutSessionId, by.sessionId) : undefined,
        ofInvoice,
      ),
    )
    .orderBy(desc(paymentAttempts.createdAt), desc(paymentAttempts.id))
    .limit(most);
  if (attempts.length === 0) return [];
  const ids = attempts.map(({ id }) => id);
  const allocations = await tx
    .select({
      attemptId: attemptAllocations.attemptId,
      id: invoices.id,
      number: invoices.number,
      amount: attemptAllocations.amount,
    })
    .from(attemptAllocations)
    .innerJoin(
      invoices,
      and(
        eq(invoices.customerId, attemptAllocations.customerId),
        eq(invoices.id, attemptAllocations.invoiceId),
      ),
    )
    .where(
      and(
        eq(attemptAllocations.customerId, customerId),
        inArray(attemptAllocations.attemptId, ids),
      ),
    )
    .orderBy(invoices.number);
  const received = await tx
    .select({
      attemptId: sql<string>`${payments.attemptId}`,
      id: payments.id,
      number: payments.number,
      method: payments.method,
    })
    .from(payments)
    .where(and(eq(payments.customerId, customerId), inArray(payments.attemptId, ids)));
  return attempts.map((attempt) => {
    const payment = received.find(({ attemptId }) => attemptId === attempt.id);
    return {
      id: attempt.id,
      sessionId: attempt.checkoutSessionId,
      state: attempt.state,
      amount: attempt.amount,
      currency: attempt.currency,
      failureCode: attempt.failureCode,
      startedAt: attempt.createdAt,
      updatedAt: attempt.updatedAt,
      invoices: allocations
        .filter(({ attemptId }) => attemptId === attempt.id)
        .map(({ id, number, amount }) => ({ id, number, amount })),
      payment: payment ? { id: payment.id, number: payment.number, method: payment.method } : null,
    };
  });
}
