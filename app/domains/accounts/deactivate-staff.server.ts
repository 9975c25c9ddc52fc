import { eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staff } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { isLastManager, lockTeam, signOutWithin } from "./staff-rows.server.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

/**
 * Ends a member's access to the desk at once, and every session of theirs. What they wrote and decided keeps their name; whoever
 * has the fewest customers answers for theirs (`contactOf`). Managers only, not oneself, and one manager stays.
 */
export async function deactivateStaff(
  context: Context,
  viewer: StaffViewer,
  personId: string,
): Promise<
  { deactivated: true } | Refusal<"managers-only" | "oneself" | "not-found" | "last-manager">
> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (personId === viewer.personId) return refused("oneself");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const team = await lockTeam(tx);
    const member = team.find((each) => each.personId === personId);
    if (!member || member.deactivatedAt) return refused("not-found");
    if (isLastManager(team, personId)) return refused("last-manager");
    await tx
      .update(staff)
      .set({ deactivatedAt: context.clock.now() })
      .where(eq(staff.personId, personId));
    await signOutWithin(tx, personId);
    await recordAudit(context, tx, {
      by: viewer,
      action: "staff.deactivated",
      subject: { type: "person", id: personId },
    });
    return { deactivated: true };
  });
}
