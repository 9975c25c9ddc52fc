import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { type Biller, readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { hours, later } from "#app/platform/duration.ts";
import { toDecimal } from "#app/platform/money.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { coverParts, nextPart, outcomeOf, restOf } from "./coverage.ts";
import { endPlan, holds, type Plan, readPlan } from "./plan-rows.server.ts";

/** Nobody is told in the night that a plan was broken: a day counts as over from this hour of the next one on. */
const firstHour = 8;

const page = 200;

/**
 * Ends the plans that were kept or broken by now, and proposals that were paid, or left unanswered until their first day. Once an
 * hour for all, and for single invoices whenever less is due of them than before. Running it again changes nothing. Answers how
 * many ended.
 */
export async function followPlans(
  context: Context,
  only: { customerId?: string; invoiceIds?: readonly string[] } = {},
): Promise<number> {
  const { customerId, invoiceIds } = only;
  let ended = 0;
  let after: string | null = "";
  while (after !== null) {
    const found: Pick<typeof paymentPlans.$inferSelect, "customerId" | "id" | "invoiceId">[] =
      await inScope(context, customerId ? { customerId } : "all", (tx) =>
        tx
          .select({
            customerId: paymentPlans.customerId,
            id: paymentPlans.id,
            invoiceId: paymentPlans.invoiceId,
          })
          .from(paymentPlans)
          .where(
            and(
              holds,
              customerId ? eq(paymentPlans.customerId, customerId) : undefined,
              invoiceIds ? inArray(paymentPlans.invoiceId, [...invoiceIds]) : undefined,
              after ? gt(paymentPlans.id, after) : undefined,
            ),
          )
          .orderBy(asc(paymentPlans.id))
          .limit(page),
      );
    for (const name of found) if (await followPlan(context, name)) ended += 1;
    after = found.length === page ? (found.at(-1)?.id ?? null) : null;
  }
  return ended;
}

async function followPlan(
  context: Context,
  name: { customerId: string; id: string; invoiceId: string },
): Promise<boolean> {
  return inScope(context, name, async (tx) => {
    const biller = await readBillerWithin(tx);
    const today = dayIn(biller.timeZone, later(context.clock.now(), -hours(firstHour)));
    const plan = await readPlan(tx, name);
    // Most plans wait for a day that has not come: looked at without locking anything.
    if (!plan || !whatNow(plan, today, biller)) return false;
    await lockInvoices(tx, name.customerId, [name.invoiceId]);
    const locked = await readPlan(tx, name);
    const change = locked && whatNow(locked, today, biller);
    if (!change) return false;
    const endedOn = dayIn(biller.timeZone, context.clock.now());
    return apply(context, tx, locked, change, endedOn);
  });
}

type Change = "kept" | "broken" | "settled" | "unanswered" | "frozen";

/** What has become of a plan that holds; null: it goes on. */
function whatNow({ row, parts, invoice }: Plan, today: Day, biller: Biller): Change | null {
  if (row.endedOn !== null) return null;
  const agreement = { ...row, parts };
  if (row.state === "proposed") {
    if (invoice.outstanding === 0) return "settled";
    const [first] = parts;
    if (first && first.dueOn < today) return "unanswered";
    return null;
  }
  const outcome = outcomeOf(agreement, invoice, today, biller.closedDays);
  if (outcome) return outcome;
  return invoice.contested > 0 && (row.frozenOn ?? "") < today ? "frozen" : null;
}

async function apply(
  context: Context,
  tx: Transaction,
  plan: Plan,
  change: Change,
  endedOn: Day,
): Promise<boolean> {
  const { customerId, id, invoiceId } = plan.row;
  switch (change) {
    case "kept":
      await endPlan(context, tx, plan, { state: "kept", endedOn });
      return true;
    case "broken": {
      const covered = coverParts({ ...plan.row, parts: plan.parts }, plan.invoice);
      await endPlan(
        context,
        tx,
        plan,
        { state: "broken", endedOn },
        {
          missedOn: nextPart(covered)?.dueOn,
          left: toDecimal(restOf(covered), plan.row.currency),
        },
      );
      return true;
    }
    case "settled":
      await endPlan(context, tx, plan, { state: "withdrawn", endedOn }, { by: "payment" });
      return true;
    case "unanswered":
      await endPlan(context, tx, plan, { state: "refused", endedOn }, { by: "nobody" });
      await raiseStaffTask(context, tx, {
        kind: "plan-unanswered",
        customerId,
        subject: { type: "payment-plan", id },
        data: { invoiceId },
      });
      return true;
    case "frozen":
      await tx
        .update(paymentPlans)
        .set({ frozenOn: endedOn })
        .where(and(eq(paymentPlans.customerId, customerId), eq(paymentPlans.id, id)));
      return false;
  }
}
