import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  type CustomerViewer,
  mayAct,
  maySeeInvoice,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { claimAmount, lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputes } from "#db/schema/disputes.ts";

/** The customer no longer contests: the claim is freed. Only before a decision. */
export async function withdrawDispute(
  context: Context,
  viewer: CustomerViewer,
  disputeId: string,
): Promise<
  { reference: string } | Refusal<"not-found"> | Refusal<"not-allowed"> | Refusal<"dispute-closed">
> {
  if (!isId(disputeId)) return refused("not-found");
  if (!mayAct(viewer)) return refused("not-allowed");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const { customerId } = viewer;
    const mine = and(eq(disputes.customerId, customerId), eq(disputes.id, disputeId));
    const [found] = await tx.select().from(disputes).where(mine);
    if (!found || !maySeeInvoice(viewer, found.invoiceId)) return refused("not-found");
    await lockInvoices(tx, customerId, [found.invoiceId]);
    const [dispute] = await tx.select().from(disputes).where(mine).for("update");
    if (dispute?.state !== "open" && dispute?.state !== "waiting-customer")
      return refused("dispute-closed");
    await claimAmount(context, tx, {
      customerId,
      invoiceId: dispute.invoiceId,
      change: -dispute.claimed,
    });
    await tx
      .update(disputes)
      .set({ state: "withdrawn", decidedAt: context.clock.now() })
      .where(mine);
    await announce(context, tx, {
      customerId,
      type: "dispute.withdrawn",
      subject: { type: "dispute", id: dispute.id, number: dispute.reference },
      data: { invoiceId: dispute.invoiceId },
    });
    return { reference: dispute.reference };
  });
}
