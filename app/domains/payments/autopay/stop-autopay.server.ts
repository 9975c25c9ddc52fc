import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { mayAct, type PersonViewer, type StaffViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { autopayAgreements, autopayCharges, paymentMethods } from "#db/schema/autopay.ts";
import { failureOf, stripe } from "../stripe.server.ts";

type Agreement = typeof autopayAgreements.$inferSelect;

/**
 * Stops automatic payment: nothing planned is taken any more, and Stripe forgets the way to pay. What is at the bank already
 * stays there. By the customer, or by staff who are asked to on the phone. Stopped twice, it is stopped.
 */
export async function stopAutopay(
  context: Context,
  by: PersonViewer | StaffViewer,
  { customerId, agreementId }: { customerId: string; agreementId: string },
): Promise<"stopped" | Refusal<"not-allowed"> | Refusal<"not-found">> {
  if (by.kind === "person" && !mayAct(by)) return refused("not-allowed");
  if (by.kind === "person" && by.customerId !== customerId) return refused("not-found");
  if (!isId(customerId) || !isId(agreementId)) return refused("not-found");
  return inScope(context, { customerId }, async (tx) => {
    const [agreement] = await tx
      .select()
      .from(autopayAgreements)
      .where(
        and(eq(autopayAgreements.customerId, customerId), eq(autopayAgreements.id, agreementId)),
      )
      .for("update");
    if (!agreement) return refused("not-found");
    if (agreement.stoppedAt) return "stopped";
    await stopWithin(context, tx, agreement, { reason: "asked", by: by.personId });
    await recordAudit(context, tx, {
      by,
      action: "autopay.stopped",
      customerId,
      subject: { type: "customer", id: customerId },
      data: { currency: agreement.currency },
    });
    return "stopped";
  });
}

/**
 * A way to pay that can pay nothing any more: its bank withdrew the mandate, or it was taken off at Stripe. By Stripe's id of it
 * or of its mandate; does nothing for those of others.
 */
export async function methodIsGone(
  context: Context,
  of: { providerId: string } | { mandateId: string },
): Promise<void> {
  await inScope(context, "all", async (tx) => {
    const [method] = await tx
      .select()
      .from(paymentMethods)
      .where(
        and(
          "providerId" in of
            ? eq(paymentMethods.providerId, of.providerId)
            : eq(paymentMethods.mandateId, of.mandateId),
          isNull(paymentMethods.removedAt),
        ),
      );
    if (!method) return;
    const { customerId, id } = method;
    const agreements = await tx
      .select()
      .from(autopayAgreements)
      .where(
        and(
          eq(autopayAgreements.customerId, customerId),
          eq(autopayAgreements.methodId, id),
          isNull(autopayAgreements.stoppedAt),
        ),
      )
      .for("update");
    for (const agreement of agreements)
      await stopWithin(context, tx, agreement, { reason: "method-gone", by: null });
    await tx
      .update(paymentMethods)
      .set({ removedAt: context.clock.now() })
      .where(and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.id, id)));
  });
}

/** The job `forget-method`: Stripe keeps nothing that is not used any more. Throws when it did not answer, to be tried again. */
export async function forgetMethod(
  context: Context,
  { customerId, methodId }: { customerId: string; methodId: string },
): Promise<void> {
  const ofMethod = and(eq(paymentMethods.customerId, customerId), eq(paymentMethods.id, methodId));
  const [method] = await inScope(context, { customerId }, (tx) =>
    tx.select().from(paymentMethods).where(ofMethod),
  );
  if (!method || method.removedAt) return;
  try {
    await stripe(context).paymentMethods.detach(method.providerId);
  } catch (error) {
    // Detached already, or never there: what was wanted.
    if (failureOf(error)?.kind !== "refused") throw error;
  }
  await inScope(context, { customerId }, (tx) =>
    tx.update(paymentMethods).set({ removedAt: context.clock.now() }).where(ofMethod),
  );
}

async function stopWithin(
  context: Context,
  tx: Transaction,
  { customerId, id, methodId, currency }: Agreement,
  { reason, by }: { reason: "asked" | "method-gone"; by: string | null },
): Promise<void> {
  const now = context.clock.now();
  await tx
    .update(autopayAgreements)
    .set({ stoppedAt: now, stoppedBy: by, stopReason: reason })
    .where(and(eq(autopayAgreements.customerId, customerId), eq(autopayAgreements.id, id)));
  await tx
    .update(autopayCharges)
    .set({ state: "skipped", skipReason: "stopped", updatedAt: now })
    .where(
      and(
        eq(autopayCharges.customerId, customerId),
        eq(autopayCharges.agreementId, id),
        eq(autopayCharges.state, "planned"),
      ),
    );
  if (reason === "asked") await enqueue(tx, "forget-method", { customerId, methodId });
  await announce(context, tx, {
    customerId,
    type: "autopay.stopped",
    subject: { type: "customer", id: customerId },
    data: { agreementId: id, currency, reason },
  });
}
