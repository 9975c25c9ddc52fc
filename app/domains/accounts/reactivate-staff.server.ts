import { and, eq, isNotNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staff } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import type { StaffViewer } from "./viewer.ts";

/** Lets a former member work at the desk again, with the role they had. Managers only. */
export async function reactivateStaff(
  context: Context,
  viewer: StaffViewer,
  personId: string,
): Promise<{ reactivated: true } | Refusal<"managers-only" | "not-found">> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (!isId(personId)) return refused("not-found");
  return context.db.transaction(async (tx) => {
    const [member] = await tx
      .update(staff)
      .set({ deactivatedAt: null })
      .where(and(eq(staff.personId, personId), isNotNull(staff.deactivatedAt)))
      .returning({ role: staff.role });
    if (!member) return refused("not-found");
    await recordAudit(context, tx, {
      by: viewer,
      action: "staff.reactivated",
      subject: { type: "person", id: personId },
      data: { role: member.role },
    });
    return { reactivated: true };
  });
}
