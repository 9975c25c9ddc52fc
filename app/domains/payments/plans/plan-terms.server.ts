import { and, eq, gte, sql } from "drizzle-orm";
import { type Biller, readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { type CustomerViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { addDays, type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { workingDaysAfter } from "#app/platform/working-days.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { holds } from "./plan-rows.server.ts";
import type { PlanTerms } from "./plan-terms.ts";

/** So long a broken plan is remembered: meanwhile the staff decide. */
const rememberedDays = 90;

/** What the biller lets this customer arrange today, before anything is sent. */
export async function planTerms(context: Context, viewer: CustomerViewer): Promise<PlanTerms> {
  return inScope(context, scopeOf(viewer), async (tx) =>
    termsWithin(context, tx, viewer.customerId, await readBillerWithin(tx)),
  );
}

/** The same in an open transaction. */
export async function termsWithin(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  customerId: string,
  biller: Biller,
): Promise<PlanTerms> {
  const today = dayIn(biller.timeZone, clock.now());
  return {
    today,
    promiseUntil: biller.promiseWithinDays > 0 ? addDays(today, biller.promiseWithinDays) : null,
    mostParts: biller.instalmentsMost,
    instalmentsUntil: addDays(today, biller.instalmentsWithinDays),
    acceptedUpTo: biller.plansAcceptedUpTo,
    arranged: await arrangedBy(tx, customerId),
    brokenBefore: await brokeOne(tx, customerId, today),
    answerBy: workingDaysAfter(today, biller.answerWithinDays, biller.closedDays),
  };
}

/** Whole plans, what was paid of them too: a limit that moves with each payment could not be told to anybody. */
async function arrangedBy(tx: Transaction, customerId: string): Promise<Record<string, number>> {
  const rows = await tx
    .select({
      currency: paymentPlans.currency,
      amount: sql`sum(${paymentPlans.amount})`.mapWith(Number),
    })
    .from(paymentPlans)
    .where(and(eq(paymentPlans.customerId, customerId), holds))
    .groupBy(paymentPlans.currency);
  return Object.fromEntries(rows.map(({ currency, amount }) => [currency, amount]));
}

async function brokeOne(tx: Transaction, customerId: string, today: Day): Promise<boolean> {
  const [broken] = await tx
    .select({ id: paymentPlans.id })
    .from(paymentPlans)
    .where(
      and(
        eq(paymentPlans.customerId, customerId),
        eq(paymentPlans.state, "broken"),
        gte(paymentPlans.endedOn, addDays(today, -rememberedDays)),
      ),
    )
    .limit(1);
  return Boolean(broken);
}
