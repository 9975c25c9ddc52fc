import { and, between, eq, gt, inArray } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { coverParts, lastDayFor } from "#app/domains/payments/plans/coverage.ts";
import { holds, readPlans } from "#app/domains/payments/plans/plan-rows.server.ts";
import { addDays, type Day, dayIn, instantAt } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { money } from "#app/platform/money.ts";
import { paymentPlanParts, paymentPlans } from "#db/schema/payment-plans.ts";
import { type Draft, draft, madeLink } from "./draft.ts";
import { instalmentDaysFor, instalmentMail, instalmentStep } from "./instalment-steps.ts";
import { readRecipients } from "./recipients.server.ts";
import { reminderDay } from "./reminder-steps.ts";
import { writeMails } from "./write-mails.server.ts";

/** Plans whose mails are written together. */
const page = 200;

/**
 * Writes the reminders of payments that were agreed on: three days before, and the day after one that has not come. Once per
 * payment and person; running it again writes nothing more. Answers how many mails are new.
 */
export async function schedulePlanReminders(context: Context): Promise<number> {
  const biller = await inScope(context, "all", (tx) => readBillerWithin(tx));
  const today = reminderDay(context.clock.now(), biller.timeZone);
  let written = 0;
  let after = "";
  for (;;) {
    const { drafts, next } = await inScope(context, "all", (tx) =>
      draftsFor(tx, { today, after, timeZone: biller.timeZone, closedDays: biller.closedDays }),
    );
    written += await writeMails(context, drafts);
    if (next === null) return written;
    after = next;
  }
}

async function draftsFor(
  tx: Transaction,
  at: { today: Day; after: string; timeZone: string; closedDays: readonly Day[] },
): Promise<{ drafts: Draft[]; next: string | null }> {
  const ids = await plansWithPayment(tx, at.today, at.after);
  if (ids.length === 0) return { drafts: [], next: null };
  const plans = await readPlans(tx, and(holds, inArray(paymentPlans.id, ids)));
  const recipients = await readRecipients(
    tx,
    plans.map(({ row }) => row.customerId),
  );
  const drafts = plans.flatMap(({ row, parts, invoice }) => {
    const agreedOn = dayIn(at.timeZone, row.decidedAt ?? row.proposedAt);
    return coverParts({ ...row, parts }, invoice).flatMap(({ dueOn, left }, index) => {
      const what = left > 0 ? instalmentMail(dueOn, at.today, agreedOn) : null;
      if (!what) return [];
      // What is read later than that says something that is no longer so.
      const until = what === "before" ? dueOn : lastDayFor(dueOn, at.closedDays);
      return recipients.of("plan-due", row.customerId).map((to) =>
        draft({
          kind: "plan-due",
          about: { customerId: row.customerId },
          subjectId: row.invoiceId,
          step: instalmentStep(row.id, index + 1, what),
          to,
          opensInvoice: row.invoiceId,
          stated: { dueNow: left },
          expiresAt: instantAt(addDays(until, 1), 0, 0, at.timeZone),
          facts: (link) => ({
            what,
            invoiceNumber: invoice.number,
            invoiceTitle: invoice.title,
            amount: money(left, row.currency),
            dueOn,
            until: lastDayFor(dueOn, at.closedDays),
            link: madeLink(link),
          }),
        }),
      );
    });
  });
  return { drafts, next: ids.length === page ? (ids.at(-1) ?? null) : null };
}

/** Accepted plans with a payment whose mail may be due. */
async function plansWithPayment(tx: Transaction, today: Day, after: string): Promise<string[]> {
  const { from, to } = instalmentDaysFor(today);
  const rows = await tx
    .selectDistinct({ id: paymentPlans.id })
    .from(paymentPlans)
    .innerJoin(
      paymentPlanParts,
      and(
        eq(paymentPlanParts.customerId, paymentPlans.customerId),
        eq(paymentPlanParts.planId, paymentPlans.id),
      ),
    )
    .where(
      and(
        holds,
        eq(paymentPlans.state, "accepted"),
        between(paymentPlanParts.dueOn, from, to),
        after === "" ? undefined : gt(paymentPlans.id, after),
      ),
    )
    .orderBy(paymentPlans.id)
    .limit(page);
  return rows.map(({ id }) => id);
}
