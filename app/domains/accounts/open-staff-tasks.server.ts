import { asc, eq, isNull } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { staffTasks } from "#db/schema/platform.ts";
import type { StaffViewer } from "./viewer.ts";

export interface OpenTask {
  id: string;
  kind: string;
  customer: { id: string; name: string } | null;
  subject: { type: string; id: string } | null;
  createdAt: Date;
}

const most = 100;

/** What waits for a human, oldest first, a hundred at most. */
export async function openStaffTasks(context: Context, _viewer: StaffViewer): Promise<OpenTask[]> {
  const rows = await inScope(context, "all", (tx) =>
    tx
      .select({
        id: staffTasks.id,
        kind: staffTasks.kind,
        customerId: customers.id,
        customerName: customers.name,
        subjectType: staffTasks.subjectType,
        subjectId: staffTasks.subjectId,
        createdAt: staffTasks.createdAt,
      })
      .from(staffTasks)
      .leftJoin(customers, eq(customers.id, staffTasks.aboutCustomerId))
      .where(isNull(staffTasks.doneAt))
      .orderBy(asc(staffTasks.createdAt))
      .limit(most),
  );
  return rows.map(({ customerId, customerName, subjectType, subjectId, ...task }) => ({
    ...task,
    subject: subjectType && subjectId ? { type: subjectType, id: subjectId } : null,
    customer: customerId && customerName ? { id: customerId, name: customerName } : null,
  }));
}
