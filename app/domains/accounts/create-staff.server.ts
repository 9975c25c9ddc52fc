import { z } from "zod";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staff } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { normaliseEmail } from "./email.ts";
import { ensurePerson } from "./membership-rows.server.ts";
import type { StaffRole, StaffViewer, SystemViewer } from "./viewer.ts";

export const staffInput = z.object({
  email: z.email().max(254).transform(normaliseEmail),
  name: z.string().trim().min(1).max(200),
  role: z.enum(["agent", "manager"]),
  /** Shown to customers: every contact has a number. */
  phone: z.string().trim().max(40).optional(),
  /** Free text per language; null: the biller's opening hours. */
  hours: z.object({ fr: z.string().trim(), en: z.string().trim() }).nullable().optional(),
});

export type StaffInput = z.input<typeof staffInput> & { role: StaffRole };

/**
 * Makes a person a member of staff, or changes (and reactivates) one: the command line, for the first of them (managers invite
 * the others: invite-staff.server.ts). Doing it again with the same words changes nothing, and what is left out stays as it is.
 */
export async function createStaff(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  input: StaffInput,
): Promise<{ personId: string; email: string } | Refusal<"managers-only">> {
  if (viewer.kind === "staff" && viewer.role !== "manager") return refused("managers-only");
  const { email, name, ...rest } = staffInput.parse(input);
  return context.db.transaction(async (tx) => {
    const personId = await ensurePerson(context, tx, { email, name });
    const columns = { ...rest, deactivatedAt: null };
    await tx
      .insert(staff)
      .values({ personId, ...columns, createdAt: context.clock.now() })
      .onConflictDoUpdate({ target: staff.personId, set: columns });
    await recordAudit(context, tx, {
      by: viewer,
      action: "staff.created",
      subject: { type: "person", id: personId },
      data: { role: rest.role },
    });
    return { personId, email };
  });
}
