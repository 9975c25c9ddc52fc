import { and, eq, gt, inArray } from "drizzle-orm";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";
import { endAttempt } from "./end-attempt.server.ts";

/**
 * Closes the payment pages of a customer that ask for more than is due now: after a credit note, a transfer, a dispute, or
 * another payment. `invoiceIds` narrows it to those invoices. Pages that still ask for no more than is due stay open.
 * Answers how many were closed. Runs as the job `expire-attempts`, enqueued with whatever lowered the amount.
 */
export async function expireOpenAttempts(
  context: Context,
  customerId: string,
  invoiceIds?: readonly string[],
): Promise<number> {
  if (invoiceIds?.length === 0) return 0;
  const outdated = await inScope(context, { customerId }, (tx) =>
    tx
      .selectDistinctOn([paymentAttempts.id], { attempt: paymentAttempts })
      .from(attemptAllocations)
      .innerJoin(
        paymentAttempts,
        and(
          eq(paymentAttempts.customerId, attemptAllocations.customerId),
          eq(paymentAttempts.id, attemptAllocations.attemptId),
        ),
      )
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
          eq(paymentAttempts.state, "open"),
          gt(attemptAllocations.amount, dueNow),
          invoiceIds ? inArray(attemptAllocations.invoiceId, [...invoiceIds]) : undefined,
        ),
      )
      .orderBy(paymentAttempts.id),
  );
  for (const { attempt } of outdated) await endAttempt(context, attempt);
  return outdated.length;
}
