import { and, eq, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { recordAudit } from "./audit.server.ts";
import type { StaffViewer } from "./viewer.ts";

/** Says that a task is done, by whom. One that was already done stays the first one's. */
export async function finishStaffTask(
  context: Context,
  viewer: StaffViewer,
  taskId: string,
): Promise<{ done: true } | Refusal<"not-found">> {
  if (!isId(taskId)) return refused("not-found");
  return context.db.transaction(async (tx) => {
    const [task] = await tx
      .select({ kind: staffTasks.kind, customerId: staffTasks.aboutCustomerId })
      .from(staffTasks)
      .where(eq(staffTasks.id, taskId));
    if (!task) return refused("not-found");
    const finished = await tx
      .update(staffTasks)
      .set({ doneAt: context.clock.now(), doneBy: viewer.personId })
      .where(and(eq(staffTasks.id, taskId), isNull(staffTasks.doneAt)))
      .returning({ id: staffTasks.id });
    if (finished.length > 0)
      await recordAudit(context, tx, {
        by: viewer,
        action: "task.finished",
        customerId: task.customerId ?? undefined,
        subject: { type: "task", id: taskId },
        data: { kind: task.kind },
      });
    return { done: true };
  });
}
