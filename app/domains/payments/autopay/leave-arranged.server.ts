import { and, eq } from "drizzle-orm";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { autopayCharges } from "#db/schema/autopay.ts";

/**
 * Leaves an invoice out of automatic payment because it is arranged to be paid later: whoever says that they cannot pay now is not
 * charged on the due date. What has started stays. Needs the invoice locked.
 */
export async function leaveOutOfAutopay(
  context: { clock: Clock },
  tx: Transaction,
  invoice: { customerId: string; id: string; number: string },
): Promise<void> {
  const { customerId, id, number } = invoice;
  const left = await tx
    .update(autopayCharges)
    .set({ state: "skipped", skipReason: "arranged", updatedAt: context.clock.now() })
    .where(
      and(
        eq(autopayCharges.customerId, customerId),
        eq(autopayCharges.invoiceId, id),
        eq(autopayCharges.state, "planned"),
      ),
    )
    .returning({ id: autopayCharges.id });
  for (const charge of left)
    await announce(context, tx, {
      customerId,
      type: "autopay.skipped",
      subject: { type: "invoice", id, number },
      data: { chargeId: charge.id, reason: "arranged" },
    });
}
