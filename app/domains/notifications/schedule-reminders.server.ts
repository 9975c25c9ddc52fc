import { and, between, eq, exists, gt, inArray, isNotNull, notExists, or, sql } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import { addDays, type Day, dayIn, daysBetween, instantAt } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import { autopayCharges } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import { type Draft, draft, madeLink } from "./draft.ts";
import { invoiceFacts, readInvoices } from "./invoice-drafts.server.ts";
import { countsFromDueDate, countsFromItsEnd } from "./plan-silence.server.ts";
import { readRecipients } from "./recipients.server.ts";
import {
  catchUpDays,
  dayOfStep,
  dueDatesFor,
  type ReminderStep,
  reminderDay,
  reminderSteps,
  wasToldBefore,
} from "./reminder-steps.ts";
import { writeMails } from "./write-mails.server.ts";

/** Invoices whose mails are written together. */
const page = 500;

/**
 * Writes the reminders that have come due on the biller's calendar day, with two days to catch up: only where something is asked
 * for now (owed, less contested, less under way), once per invoice, step and person. Running it again writes nothing more. While
 * an arrangement holds there is none; after one that ended late the steps count from its end, so that nothing comes at once.
 * Customers on paper are left to the staff's paper queue. Answers how many mails are new.
 */
export async function scheduleReminders(context: Context): Promise<number> {
  const { timeZone } = await inScope(context, "all", (tx) => readBillerWithin(tx));
  const today = reminderDay(context.clock.now(), timeZone);
  let written = 0;
  for (const step of reminderSteps)
    for (const since of step.offset > 0 ? (["due", "plan"] as const) : (["due"] as const)) {
      let after: string | null = "";
      while (after !== null) {
        const found: Page = await inScope(context, "all", (tx) =>
          draftsFor(context, tx, { step, since, today, timeZone, after: after ?? "" }),
        );
        written += await writeMails(context, found.drafts);
        after = found.next;
      }
    }
  return written;
}

/** What the days of a step are counted from: the due date, or the end of an arrangement that was made of it. */
type Since = "due" | "plan";

interface Page {
  drafts: Draft[];
  next: string | null;
}

async function draftsFor(
  { clock }: Context,
  tx: Transaction,
  {
    step,
    since,
    today,
    timeZone,
    after,
  }: { step: ReminderStep; since: Since; today: Day; timeZone: string; after: string },
): Promise<Page> {
  const names =
    since === "due"
      ? await invoicesAsking(tx, step, today, after)
      : await invoicesAfterPlan(tx, step, today, after);
  const rows = await readInvoices(tx, names);
  const recipients = await readRecipients(
    tx,
    names.map(({ customerId }) => customerId),
  );
  const now = dayIn(timeZone, clock.now());
  const drafts = names.flatMap(({ customerId, id, receivedAt, countedFrom }) => {
    const row = rows.get(id);
    if (!row?.dueDate || !countedFrom) return [];
    if (!wasToldBefore(step, countedFrom, dayIn(timeZone, receivedAt))) return [];
    const invoice = { ...invoiceFacts(row), dueDate: row.dueDate };
    const daysLate = daysBetween(row.dueDate, now);
    return recipients.of(step.kind, customerId).map((to) =>
      draft<ReminderStep["kind"]>({
        kind: step.kind,
        about: { customerId },
        subjectId: id,
        step: since === "due" ? step.name : `plan+${step.offset}/${countedFrom}`,
        to,
        opensInvoice: id,
        stated: { dueNow: invoice.dueNow },
        expiresAt: endOfCatchUp(step, countedFrom, timeZone),
        facts: (link) => ({ invoice, daysLate, link: madeLink(link) }),
      }),
    );
  });
  return { drafts, next: names.length === page ? (names.at(-1)?.id ?? null) : null };
}

/** A reminder that could not be sent by then says something that is no longer so. */
function endOfCatchUp(step: ReminderStep, countedFrom: Day, timeZone: string): Date {
  return instantAt(addDays(dayOfStep(step, countedFrom), catchUpDays + 1), 0, 0, timeZone);
}

const asked = {
  customerId: invoices.customerId,
  id: invoices.id,
  receivedAt: invoices.receivedAt,
};

async function invoicesAsking(tx: Transaction, step: ReminderStep, today: Day, after: string) {
  const { from, to } = dueDatesFor(step, today);
  return tx
    .select({ ...asked, countedFrom: invoices.dueDate })
    .from(invoices)
    .where(
      and(
        isNotNull(invoices.dueDate),
        between(invoices.dueDate, from, to),
        countsFromDueDate,
        isAsking(tx, after),
      ),
    )
    .orderBy(invoices.id)
    .limit(page);
}

async function invoicesAfterPlan(tx: Transaction, step: ReminderStep, today: Day, after: string) {
  const { from, to } = dueDatesFor(step, today);
  return tx
    .select({ ...asked, countedFrom: paymentPlans.endedOn })
    .from(paymentPlans)
    .innerJoin(
      invoices,
      and(
        eq(invoices.customerId, paymentPlans.customerId),
        eq(invoices.id, paymentPlans.invoiceId),
      ),
    )
    .where(and(between(paymentPlans.endedOn, from, to), countsFromItsEnd, isAsking(tx, after)))
    .orderBy(invoices.id)
    .limit(page);
}

/** Asks for something now, of somebody who is told by mail. */
function isAsking(tx: Transaction, after: string) {
  return and(
    // As the index `invoices_owed` has it.
    sql`${invoices.kind} = 'invoice' and ${invoices.outstanding} > 0`,
    gt(dueNow, 0),
    eq(invoices.notify, true),
    // Automatic payment has told of itself, and will take it.
    notExists(
      tx
        .select({ one: sql`1` })
        .from(autopayCharges)
        .where(
          and(
            eq(autopayCharges.customerId, invoices.customerId),
            eq(autopayCharges.invoiceId, invoices.id),
            eq(autopayCharges.state, "planned"),
          ),
        ),
    ),
    after === "" ? undefined : gt(invoices.id, after),
    exists(
      tx
        .select({ one: sql`1` })
        .from(customers)
        .innerJoin(memberships, eq(memberships.customerId, customers.id))
        .where(
          and(
            eq(customers.id, invoices.customerId),
            inArray(customers.delivery, ["email", "both"]),
            or(eq(memberships.role, "owner"), eq(memberships.role, "payer")),
          ),
        ),
    ),
  );
}
