import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { bankChanges } from "#db/schema/bank-changes.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { recordAudit } from "./audit.server.ts";
import type { StaffViewer } from "./viewer.ts";

export interface BankDetails {
  iban: string | null;
  bic: string | null;
}

export type BankChangeRow = typeof bankChanges.$inferSelect;

/** The proposal that waits for its second manager. Needs the biller's row locked: whoever changes either locks that first. */
export async function openProposal(tx: Transaction): Promise<BankChangeRow | null> {
  const [open] = await tx.select().from(bankChanges).where(eq(bankChanges.state, "proposed"));
  return open ?? null;
}

/** Whether these would be the first details ever: none now, and none taken away by two managers before. */
export async function areFirstDetails(
  tx: Transaction,
  now: BankDetails | undefined,
): Promise<boolean> {
  if (now?.iban || now?.bic) return false;
  const [changed] = await tx
    .select({ id: bankChanges.id })
    .from(bankChanges)
    .where(eq(bankChanges.state, "confirmed"))
    .limit(1);
  return !changed;
}

/**
 * Proposes other bank details than the biller has, with a task for a second manager. A proposal of others that still waits is
 * replaced; the same again stays the first one's.
 */
export async function proposeBankChange(
  context: Context,
  tx: Transaction,
  viewer: StaffViewer,
  from: BankDetails,
  to: BankDetails,
): Promise<void> {
  const open = await openProposal(tx);
  if (open && open.newIban === to.iban && open.newBic === to.bic) return;
  if (open) await closeProposal(context, tx, viewer, open, "replaced");
  const id = newId();
  await tx.insert(bankChanges).values({
    id,
    state: "proposed",
    oldIban: from.iban,
    oldBic: from.bic,
    newIban: to.iban,
    newBic: to.bic,
    proposedBy: viewer.personId,
    proposedAt: context.clock.now(),
  });
  const subject = { type: "bank-change", id };
  await recordAudit(context, tx, { by: viewer, action: "biller.bank-proposed", subject });
  await raiseStaffTask(context, tx, { kind: "bank-change-proposed", customerId: null, subject });
}

/** Ends a proposal, its task with it. */
export async function closeProposal(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  viewer: StaffViewer,
  { id }: Pick<BankChangeRow, "id">,
  state: "confirmed" | "refused" | "replaced",
): Promise<void> {
  const now = clock.now();
  await tx
    .update(bankChanges)
    .set({ state, decidedBy: viewer.personId, decidedAt: now })
    .where(eq(bankChanges.id, id));
  await tx
    .update(staffTasks)
    .set({ doneAt: now, doneBy: viewer.personId })
    .where(
      and(
        eq(staffTasks.kind, "bank-change-proposed"),
        eq(staffTasks.subjectId, id),
        isNull(staffTasks.doneAt),
      ),
    );
}
