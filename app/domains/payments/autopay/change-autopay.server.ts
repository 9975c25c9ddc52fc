import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { mayAct, type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { autopayAgreements, autopayCharges } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";

/** Sets the most that may be taken in a calendar month, in minor units; null takes the limit away. */
export async function changeLimit(
  context: Context,
  viewer: PersonViewer,
  { agreementId, monthlyLimit }: { agreementId: string; monthlyLimit: number | null },
): Promise<"changed" | Refusal<"not-allowed"> | Refusal<"not-found">> {
  if (!mayAct(viewer)) return refused("not-allowed");
  if (!isId(agreementId)) return refused("not-found");
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [changed] = await tx
      .update(autopayAgreements)
      .set({ monthlyLimit })
      .where(
        and(
          eq(autopayAgreements.customerId, customerId),
          eq(autopayAgreements.id, agreementId),
          isNull(autopayAgreements.stoppedAt),
        ),
      )
      .returning({ currency: autopayAgreements.currency });
    if (!changed) return refused("not-found");
    const { currency } = changed;
    await recordAudit(context, tx, {
      by: viewer,
      action: "autopay.limited",
      customerId,
      subject: { type: "customer", id: customerId },
      data: { limit: monthlyLimit === null ? null : toDecimal(monthlyLimit, currency), currency },
    });
    return "changed";
  });
}

/** Leaves one invoice out: it is not taken automatically, and is asked for like any other. What has started stays. */
export async function skipCharge(
  context: Context,
  viewer: PersonViewer,
  chargeId: string,
): Promise<"skipped" | Refusal<"not-allowed"> | Refusal<"not-found"> | Refusal<"started">> {
  if (!mayAct(viewer)) return refused("not-allowed");
  if (!isId(chargeId)) return refused("not-found");
  const { customerId } = viewer;
  const ofCharge = and(eq(autopayCharges.customerId, customerId), eq(autopayCharges.id, chargeId));
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [charge] = await tx
      .select({ charge: autopayCharges, number: invoices.number })
      .from(autopayCharges)
      .innerJoin(
        invoices,
        and(
          eq(invoices.customerId, autopayCharges.customerId),
          eq(invoices.id, autopayCharges.invoiceId),
        ),
      )
      .where(ofCharge)
      .for("update", { of: autopayCharges });
    if (!charge) return refused("not-found");
    const { state, invoiceId } = charge.charge;
    if (state === "started") return refused("started");
    if (state === "skipped") return "skipped";
    await tx
      .update(autopayCharges)
      .set({ state: "skipped", skipReason: "asked", updatedAt: context.clock.now() })
      .where(ofCharge);
    await announce(context, tx, {
      customerId,
      type: "autopay.skipped",
      subject: { type: "invoice", id: invoiceId, number: charge.number },
      data: { chargeId, reason: "asked" },
    });
    await recordAudit(context, tx, {
      by: viewer,
      action: "autopay.skipped",
      customerId,
      subject: { type: "invoice", id: invoiceId },
    });
    return "skipped";
  });
}
