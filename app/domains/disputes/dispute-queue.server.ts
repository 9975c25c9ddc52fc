import { and, asc, count, desc, eq, inArray, isNull, not, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { disputes } from "#db/schema/disputes.ts";
import { openStates } from "./reasons.ts";
import { describe, withInvoice } from "./view-dispute.server.ts";

export const queueFilters = ["mine", "unanswered", "waiting", "late", "all", "done"] as const;
export type QueueFilter = (typeof queueFilters)[number];

const pageSize = 50;

/**
 * The desk's queue: open disputes in order of the promised day, decided ones latest first. `counts` say how many each
 * filter holds, so that nobody has to look into each.
 */
export async function disputeQueue(
  context: Context,
  viewer: StaffViewer,
  { filter, page }: { filter: QueueFilter; page: number },
) {
  return inScope(context, "all", async (tx) => {
    const biller = await readBillerWithin(tx);
    const today = dayIn(biller.timeZone, context.clock.now());
    const items = await queueRows(tx)
      .where(conditionOf(filter, viewer, today))
      .orderBy(
        ...(filter === "done"
          ? [desc(disputes.decidedAt), desc(disputes.id)]
          : [asc(disputes.promisedOn), asc(disputes.openedAt)]),
      )
      .limit(pageSize + 1)
      .offset((page - 1) * pageSize);
    const counts = {} as Record<QueueFilter, number>;
    for (const name of queueFilters) {
      const [row] = await tx
        .select({ count: count() })
        .from(disputes)
        .where(conditionOf(name, viewer, today));
      counts[name] = row?.count ?? 0;
    }
    return { items: items.slice(0, pageSize), more: items.length > pageSize, counts, today };
  });
}

/** One dispute on the desk, internal notes included. The first look marks it as read: the customer sees that it was. */
export async function disputeForStaff(context: Context, viewer: StaffViewer, disputeId: string) {
  if (!isId(disputeId)) return refused("not-found");
  return inScope(context, "all", async (tx) => {
    const [found] = await withInvoice(tx).where(eq(disputes.id, disputeId));
    if (!found) return refused("not-found");
    const [customer] = await tx
      .select()
      .from(customers)
      .where(eq(customers.id, found.dispute.customerId));
    if (!customer) return refused("not-found");
    return { ...(await describe(tx, found, ["public", "internal"])), customer, viewer };
  });
}

/** Says that staff have seen it: from the page itself, by its handler or anybody of the desk, once. */
export async function markDisputeRead(
  context: Context,
  viewer: StaffViewer,
  disputeId: string,
): Promise<void> {
  await inScope(context, "all", async (tx) => {
    const read = await tx
      .update(disputes)
      .set({ readAt: context.clock.now() })
      .where(and(eq(disputes.id, disputeId), isNull(disputes.readAt)))
      .returning({ customerId: disputes.customerId });
    const [first] = read;
    if (first)
      await recordAudit(context, tx, {
        by: viewer,
        action: "dispute.read",
        customerId: first.customerId,
        subject: { type: "dispute", id: disputeId },
      });
  });
}

/** Every dispute of one customer, latest first, for the customer's page on the staff side. */
export async function disputesOfCustomer(
  context: Context,
  _viewer: StaffViewer,
  customerId: string,
) {
  return inScope(context, "all", (tx) =>
    queueRows(tx).where(eq(disputes.customerId, customerId)).orderBy(desc(disputes.openedAt)),
  );
}

function conditionOf(filter: QueueFilter, viewer: StaffViewer, today: string) {
  const isOpen = inArray(disputes.state, [...openStates]);
  switch (filter) {
    case "mine":
      return and(isOpen, eq(disputes.handlerId, viewer.personId));
    case "unanswered":
      return and(isOpen, isNull(disputes.answeredAt));
    case "waiting":
      return eq(disputes.state, "waiting-customer");
    case "late":
      return and(eq(disputes.state, "open"), sql`${disputes.promisedOn} < ${today}`);
    case "all":
      return isOpen;
    case "done":
      return not(isOpen);
  }
}

function queueRows(tx: Transaction) {
  return tx
    .select({
      id: disputes.id,
      reference: disputes.reference,
      reason: disputes.reason,
      state: disputes.state,
      claimed: disputes.claimed,
      currency: disputes.currency,
      promisedOn: disputes.promisedOn,
      answeredAt: disputes.answeredAt,
      customerName: customers.name,
      handlerId: disputes.handlerId,
    })
    .from(disputes)
    .innerJoin(customers, eq(customers.id, disputes.customerId))
    .$dynamic();
}
