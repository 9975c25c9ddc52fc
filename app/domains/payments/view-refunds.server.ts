import { and, asc, eq, inArray } from "drizzle-orm";
import { validate as isId } from "uuid";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { people } from "#db/schema/accounts.ts";
import { invoices } from "#db/schema/invoices.ts";
import { payments, refundRequests } from "#db/schema/payments.ts";
import type { RefundReason } from "./read-refund-form.ts";
import { owedAgain, type Refundable, refundableOf } from "./refundable.server.ts";

/** What may go back of a payment, and what was asked for. Amounts in minor units of its currency. */
export interface RefundsView extends Refundable {
  requests: {
    id: string;
    amount: number;
    reason: RefundReason;
    state: "waiting" | "made" | "refused";
    failureCode: string | null;
    byName: string;
    at: Date;
  }[];
  /** What would be owed again if the amount asked about went back now. */
  owedAgain: { invoiceId: string; number: string; amount: number }[];
}

/** For the staff's page of a payment; `amount` asks what it would mean to give that back. */
export async function viewRefunds(
  context: Context,
  viewer: StaffViewer,
  paymentId: string,
  amount = 0,
): Promise<RefundsView | Refusal<"not-found">> {
  if (!isId(paymentId)) return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId));
    if (!payment) return refused("not-found");
    const { customerId } = payment;
    const refundable = await refundableOf(tx, payment);
    const requests = await tx
      .select({
        id: refundRequests.id,
        amount: refundRequests.amount,
        reason: refundRequests.reason,
        state: refundRequests.state,
        failureCode: refundRequests.failureCode,
        byName: people.name,
        at: refundRequests.createdAt,
      })
      .from(refundRequests)
      .innerJoin(people, eq(people.id, refundRequests.requestedBy))
      .where(
        and(eq(refundRequests.customerId, customerId), eq(refundRequests.paymentId, paymentId)),
      )
      .orderBy(asc(refundRequests.createdAt), asc(refundRequests.id));
    return { ...refundable, requests, owedAgain: await withNumbers(amount) };

    async function withNumbers(most: number) {
      const reversals = most > 0 ? await owedAgain(tx, payment!, most) : [];
      if (reversals.length === 0) return [];
      const named = await tx
        .select({ id: invoices.id, number: invoices.number })
        .from(invoices)
        .where(
          and(
            eq(invoices.customerId, customerId),
            inArray(
              invoices.id,
              reversals.map(({ invoiceId }) => invoiceId),
            ),
          ),
        );
      const numbers = new Map(named.map(({ id, number }) => [id, number]));
      return reversals.map((each) => ({ ...each, number: numbers.get(each.invoiceId) ?? "" }));
    }
  });
}
