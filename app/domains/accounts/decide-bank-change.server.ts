import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { biller, staff } from "#db/schema/accounts.ts";
import { bankChanges } from "#db/schema/bank-changes.ts";
import { recordAudit } from "./audit.server.ts";
import { closeProposal } from "./bank-change-rows.server.ts";
import { forgetBiller } from "./read-biller.server.ts";
import type { StaffViewer } from "./viewer.ts";

export type BankDecisionRefusal = Refusal<
  | "managers-only"
  | "not-found"
  /** Confirmed, refused or replaced meanwhile. */
  | "already-decided"
  /** A second pair of eyes is the point. */
  | "own-proposal"
  /** Whoever proposed it is no manager any more: perhaps for a reason. */
  | "proposer-gone"
>;

/**
 * Confirms the proposal with this id, as the manager saw it, or refuses it. Confirming takes another manager than the one who
 * proposed it; refusing does not. From then on pages give the new details, and a job of the same transaction tells every customer's
 * people that they changed.
 */
export async function decideBankChange(
  context: Context,
  viewer: StaffViewer,
  { id, decision }: { id: string; decision: "confirm" | "refuse" },
): Promise<{ decided: true } | BankDecisionRefusal> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  const answer = await context.db.transaction(async (tx) => {
    await tx.select({ id: biller.id }).from(biller).for("update");
    const [change] = await tx.select().from(bankChanges).where(eq(bankChanges.id, id));
    if (!change) return refused("not-found");
    if (change.state !== "proposed") return refused("already-decided");
    const subject = { type: "bank-change", id };
    if (decision === "refuse") {
      await closeProposal(context, tx, viewer, change, "refused");
      await recordAudit(context, tx, { by: viewer, action: "biller.bank-refused", subject });
      return { decided: true } as const;
    }
    if (change.proposedBy === viewer.personId) return refused("own-proposal");
    if (!(await isManager(tx, change.proposedBy))) return refused("proposer-gone");
    await closeProposal(context, tx, viewer, change, "confirmed");
    const now = context.clock.now();
    await tx
      .update(biller)
      .set({ iban: change.newIban, bic: change.newBic, bankChangedAt: now, updatedAt: now });
    await recordAudit(context, tx, { by: viewer, action: "biller.bank-changed", subject });
    await enqueue(tx, "tell-bank-change", { id });
    return { decided: true } as const;
  });
  forgetBiller(context);
  return answer;
}

async function isManager(tx: Transaction, personId: string): Promise<boolean> {
  const [row] = await tx
    .select({ role: staff.role })
    .from(staff)
    .where(and(eq(staff.personId, personId), isNull(staff.deactivatedAt)));
  return row?.role === "manager";
}
