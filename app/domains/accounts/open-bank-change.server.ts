import { and, count, eq, isNull, ne } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { people, staff } from "#db/schema/accounts.ts";
import { bankChanges } from "#db/schema/bank-changes.ts";
import type { BankDetails } from "./bank-change-rows.server.ts";
import type { StaffViewer } from "./viewer.ts";

export interface OpenBankChange {
  id: string;
  from: BankDetails;
  to: BankDetails;
  proposedBy: string;
  proposedAt: Date;
  /** Whether the viewer proposed it, and so may only withdraw it. */
  own: boolean;
  /** Whether there is a manager beside whoever proposed it. */
  othersCanDecide: boolean;
}

/** The change of the bank details that waits for a second manager; null when none does. Managers only. */
export async function openBankChange(
  { db }: Pick<Context, "db">,
  viewer: StaffViewer,
): Promise<OpenBankChange | null | Refusal<"managers-only">> {
  if (viewer.role !== "manager") return refused("managers-only");
  const [open] = await db
    .select({ change: bankChanges, proposedBy: people.name })
    .from(bankChanges)
    .innerJoin(people, eq(people.id, bankChanges.proposedBy))
    .where(eq(bankChanges.state, "proposed"));
  if (!open) return null;
  const { change, proposedBy } = open;
  const [others] = await db
    .select({ managers: count() })
    .from(staff)
    .where(
      and(
        eq(staff.role, "manager"),
        isNull(staff.deactivatedAt),
        ne(staff.personId, change.proposedBy),
      ),
    );
  return {
    id: change.id,
    from: { iban: change.oldIban, bic: change.oldBic },
    to: { iban: change.newIban, bic: change.newBic },
    proposedBy,
    proposedAt: change.proposedAt,
    own: change.proposedBy === viewer.personId,
    othersCanDecide: (others?.managers ?? 0) > 0,
  };
}
