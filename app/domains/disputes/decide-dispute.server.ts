import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { claimAmount } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staff } from "#db/schema/accounts.ts";
import { disputeDecisions, disputeMessages, disputes } from "#db/schema/disputes.ts";
import { lockDisputeForStaff } from "./dispute-rows.server.ts";

export type Decision =
  | { outcome: "credit" }
  /** Granted, VAT included, minor units: more than nothing, less than what is claimed. */
  | { outcome: "partial-credit"; amount: number }
  | { outcome: "uphold" };

export type DecideRefusal =
  | Refusal<"not-found">
  | Refusal<"already-decided">
  | Refusal<"amount-out-of-range", { most: number; currency: string }>
  | Refusal<"above-credit-limit", { limit: number; currency: string }>;

/**
 * Ends a dispute, with words that the customer is told. Upholding frees the whole claim. Granting asks the biller's
 * system for a credit note (event `dispute.credit_requested`): what is granted stays frozen until that note arrives
 * (link-credit-note.server.ts), the rest is freed now. An agent decides up to the own limit, a manager any amount.
 */
export async function decideDispute(
  context: Context,
  viewer: StaffViewer,
  input: { disputeId: string; decision: Decision; reason: string },
): Promise<{ reference: string; granted: number } | DecideRefusal> {
  return inScope(context, "all", async (tx) => {
    const dispute = await lockDisputeForStaff(tx, input.disputeId);
    if (!dispute) return refused("not-found");
    if (dispute.state !== "open" && dispute.state !== "waiting-customer")
      return refused("already-decided");
    const { customerId, currency, claimed } = dispute;
    const granted = grantedBy(input.decision, claimed);
    if (input.decision.outcome === "partial-credit" && (granted <= 0 || granted >= claimed))
      return refused("amount-out-of-range", { most: claimed, currency });
    if (viewer.role === "agent" && granted > 0) {
      const [agent] = await tx
        .select({ limit: staff.creditLimit })
        .from(staff)
        .where(eq(staff.personId, viewer.personId));
      const limit = agent?.limit ?? null;
      if (limit !== null && granted > limit)
        return refused("above-credit-limit", { limit, currency });
    }

    const now = context.clock.now();
    await claimAmount(context, tx, {
      customerId,
      invoiceId: dispute.invoiceId,
      change: granted - claimed,
    });
    await tx
      .update(disputes)
      .set({
        state: granted > 0 ? "credit-requested" : "upheld",
        claimed: granted > 0 ? granted : claimed,
        decidedAt: now,
        answeredAt: dispute.answeredAt ?? now,
      })
      .where(and(eq(disputes.customerId, customerId), eq(disputes.id, dispute.id)));
    const decisionId = newId();
    const messageId = newId();
    await tx.insert(disputeDecisions).values({
      customerId,
      id: decisionId,
      disputeId: dispute.id,
      outcome: input.decision.outcome,
      amount: granted,
      reason: input.reason,
      decidedBy: viewer.personId,
      decidedAt: now,
    });
    await tx.insert(disputeMessages).values({
      customerId,
      id: messageId,
      disputeId: dispute.id,
      author: "staff",
      authorId: viewer.personId,
      authorName: viewer.name,
      visibility: "public",
      body: input.reason,
      submissionId: decisionId,
      createdAt: now,
    });
    await recordAudit(context, tx, {
      by: viewer,
      action: "dispute.decided",
      customerId,
      subject: { type: "dispute", id: dispute.id },
      data: { outcome: input.decision.outcome, granted: toDecimal(granted, currency), currency },
    });
    await announce(context, tx, {
      customerId,
      type: granted > 0 ? "dispute.credit_requested" : "dispute.upheld",
      subject: { type: "dispute", id: dispute.id, number: dispute.reference },
      data: {
        invoiceId: dispute.invoiceId,
        decisionId,
        messageId,
        outcome: input.decision.outcome,
        amount: toDecimal(granted, currency),
        currency,
      },
    });
    return { reference: dispute.reference, granted };
  });
}

function grantedBy(decision: Decision, claimed: number): number {
  if (decision.outcome === "credit") return claimed;
  return decision.outcome === "partial-credit" ? decision.amount : 0;
}
