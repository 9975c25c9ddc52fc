import { and, eq, ne } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { memberships, people, staff } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import type { StaffDetails } from "./read-staff-form.ts";
import { isLastManager, lockTeam, type StaffRow, signOutWithin } from "./staff-rows.server.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

export type ChangeStaffRefusal = Refusal<
  "managers-only" | "not-found" | "last-manager" | "email-taken" | "acts-for-customers"
>;

/**
 * Changes what is known of a member of staff, whether they work here or have left. Answers the names of what changed; the same
 * words again change nothing and leave no trace. Managers only.
 *
 * The address is what a person signs in with. It moves only to one that nobody has, and never for a person who also acts
 * for customers: that would hand those accounts to another mailbox. Whoever was signed in by the old address is signed out,
 * unless it is the manager's own.
 */
export async function changeStaff(
  context: Context,
  viewer: StaffViewer,
  personId: string,
  details: StaffDetails,
): Promise<{ changed: string[] } | ChangeStaffRefusal> {
  if (viewer.role !== "manager") return refused("managers-only");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const team = await lockTeam(tx);
    const member = team.find((each) => each.personId === personId);
    if (!member) return refused("not-found");
    const changed = changesOf(member, details);
    if (changed.length === 0) return { changed };
    if (changed.includes("role") && isLastManager(team, personId)) return refused("last-manager");
    if (changed.includes("email")) {
      const refusal = await whyAddressStays(tx, personId, details.email);
      if (refusal) return refusal;
      if (personId !== viewer.personId) await signOutWithin(tx, personId);
    }
    const { name, email, ...columns } = details;
    await tx.update(people).set({ name, email }).where(eq(people.id, personId));
    await tx.update(staff).set(columns).where(eq(staff.personId, personId));
    await recordAudit(context, tx, {
      by: viewer,
      action: "staff.changed",
      subject: { type: "person", id: personId },
      data: { changed, ...(changed.includes("role") ? { role: details.role } : {}) },
    });
    return { changed };
  });
}

function changesOf(before: StaffRow, after: StaffDetails): string[] {
  const names = ["name", "email", "role", "phone", "creditLimit"] as const;
  const sameHours = before.hours?.fr === after.hours?.fr && before.hours?.en === after.hours?.en;
  return [...names.filter((name) => before[name] !== after[name]), ...(sameHours ? [] : ["hours"])];
}

async function whyAddressStays(
  tx: Transaction,
  personId: string,
  email: string,
): Promise<Refusal<"email-taken" | "acts-for-customers"> | null> {
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), ne(people.id, personId)));
  if (other) return refused("email-taken");
  const [membership] = await tx
    .select({ customerId: memberships.customerId })
    .from(memberships)
    .where(eq(memberships.personId, personId))
    .limit(1);
  return membership ? refused("acts-for-customers") : null;
}
