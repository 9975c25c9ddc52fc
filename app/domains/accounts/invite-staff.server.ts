import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staff } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { ensurePerson } from "./membership-rows.server.ts";
import type { StaffDetails } from "./read-staff-form.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

/**
 * Lets a person work at the desk. They sign in with their address; the caller mails them the way in (`requestSignIn`, as
 * the command line does for the first manager). Whoever is or was staff already is changed or reactivated instead. A person
 * known as somebody's customer keeps the name they go by. Managers only.
 */
export async function inviteStaff(
  context: Context,
  viewer: StaffViewer,
  { name, email, ...columns }: StaffDetails,
): Promise<{ personId: string } | Refusal<"managers-only" | "already-staff">> {
  if (viewer.role !== "manager") return refused("managers-only");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const personId = await ensurePerson(context, tx, { email, name });
    const made = await tx
      .insert(staff)
      .values({ personId, ...columns, createdAt: context.clock.now() })
      .onConflictDoNothing()
      .returning({ personId: staff.personId });
    if (made.length === 0) return refused("already-staff");
    await recordAudit(context, tx, {
      by: viewer,
      action: "staff.invited",
      subject: { type: "person", id: personId },
      data: { role: columns.role },
    });
    return { personId };
  });
}
