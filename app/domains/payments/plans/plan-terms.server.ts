import { and, eq, gte, isNotNull, sql } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
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

/** What the biller lets this customer arrange of an invoice today, before anything is sent. */
export async function planTerms(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<PlanTerms> {
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), (tx) =>
    termsWithin(context, tx, { customerId, invoiceId }),
  );
}

/** The same in an open transaction. */
export async function termsWithin(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  { customerId, invoiceId }: { customerId: string; invoiceId: string },
): Promise<PlanTerms> {
  const biller = await readBillerWithin(tx);
  const today = dayIn(biller.timeZone, clock.now());
  return {
    today,
    promiseUntil: biller.promiseWithinDays > 0 ? addDays(today, biller.promiseWithinDays) : null,
    mostParts: biller.instalmentsMost,
    instalmentsUntil: addDays(today, biller.instalmentsWithinDays),
    acceptedUpTo: biller.plansAcceptedUpTo,
    arranged: await arrangedBy(tx, customerId),
    askStaff:
      (await brokeOne(tx, customerId, today)) ||
      (await gaveUpOne(tx, { customerId, invoiceId }, biller.timeZone)),
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

/**
 * Whether an accepted plan of this invoice was given up after the day it was made: else a promise could be made anew before each
 * day that was promised, and none be broken.
 */
async function gaveUpOne(
  tx: Transaction,
  { customerId, invoiceId }: { customerId: string; invoiceId: string },
  timeZone: string,
): Promise<boolean> {
  const [given] = await tx
    .select({ id: paymentPlans.id })
    .from(paymentPlans)
    .where(
      and(
        eq(paymentPlans.customerId, customerId),
        eq(paymentPlans.invoiceId, invoiceId),
        eq(paymentPlans.state, "withdrawn"),
        isNotNull(paymentPlans.decidedAt),
        sql`${paymentPlans.endedOn} > (${paymentPlans.proposedAt} at time zone ${timeZone})::date`,
      ),
    )
    .limit(1);
  return Boolean(given);
}
