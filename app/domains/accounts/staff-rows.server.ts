import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { people, sessions, signInTokens, staff } from "#db/schema/accounts.ts";
import type { StaffDetails } from "./read-staff-form.ts";

export type StaffRow = StaffDetails & { personId: string; deactivatedAt: Date | null };

/**
 * Everybody who is or was staff, locked until the transaction ends: two managers who demote each other at the same moment would
 * leave none, so changes to the team go one after the other. Disputes and customers may still refer to them meanwhile.
 */
export async function lockTeam(tx: Transaction): Promise<StaffRow[]> {
  return tx
    .select({
      personId: staff.personId,
      name: people.name,
      email: people.email,
      role: staff.role,
      phone: staff.phone,
      hours: staff.hours,
      creditLimit: staff.creditLimit,
      deactivatedAt: staff.deactivatedAt,
    })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.personId))
    .orderBy(staff.personId)
    .for("no key update", { of: staff });
}

/** Whether nobody could make keys or invite anybody any more without this member. */
export function isLastManager(team: readonly StaffRow[], personId: string): boolean {
  const managers = team.filter(({ role, deactivatedAt }) => role === "manager" && !deactivatedAt);
  return managers.length === 1 && managers[0]?.personId === personId;
}

/** Ends a person's sessions, and the sign-in mails still under way. */
export async function signOutWithin(tx: Transaction, personId: string): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, personId));
  await tx
    .delete(signInTokens)
    .where(and(eq(signInTokens.personId, personId), isNull(signInTokens.usedAt)));
}
