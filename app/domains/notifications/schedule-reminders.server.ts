import { and, between, eq, exists, gt, inArray, isNotNull, notExists, or, sql } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import { addDays, type Day, dayIn, daysBetween, instantAt } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import { autopayCharges } from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type Draft, draft, madeLink } from "./draft.ts";
import { invoiceFacts, readInvoices } from "./invoice-drafts.server.ts";
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
 * for now (owed, less contested, less under way), once per invoice, step and person. Running it again writes nothing more.
 * Customers on paper are left to the staff's paper queue. Answers how many mails are new.
 */
export async function scheduleReminders(context: Context): Promise<number> {
  const { timeZone } = await inScope(context, "all", (tx) => readBillerWithin(tx));
  const today = reminderDay(context.clock.now(), timeZone);
  let written = 0;
  for (const step of reminderSteps) {
    let after: string | null = "";
    while (after !== null) {
      const found: Page = await inScope(context, "all", (tx) =>
        draftsFor(context, tx, { step, today, timeZone, after: after ?? "" }),
      );
      written += await writeMails(context, found.drafts);
      after = found.next;
    }
  }
  return written;
}

interface Page {
  drafts: Draft[];
  next: string | null;
}

async function draftsFor(
  { clock }: Context,
  tx: Transaction,
  {
    step,
    today,
    timeZone,
    after,
  }: { step: ReminderStep; today: Day; timeZone: string; after: string },
): Promise<Page> {
  const names = await invoicesAsking(tx, step, today, after);
  const rows = await readInvoices(tx, names);
  const recipients = await readRecipients(
    tx,
    names.map(({ customerId }) => customerId),
  );
  const now = dayIn(timeZone, clock.now());
  const drafts = names.flatMap(({ customerId, id, receivedAt }) => {
    const row = rows.get(id);
    if (!row?.dueDate || !wasToldBefore(step, row.dueDate, dayIn(timeZone, receivedAt))) return [];
    const invoice = { ...invoiceFacts(row), dueDate: row.dueDate };
    const daysLate = daysBetween(row.dueDate, now);
    return recipients.of(step.kind, customerId).map((to) =>
      draft<ReminderStep["kind"]>({
        kind: step.kind,
        about: { customerId },
        subjectId: id,
        step: step.name,
        to,
        opensInvoice: id,
        stated: { dueNow: invoice.dueNow },
        expiresAt: endOfCatchUp(step, invoice.dueDate, timeZone),
        facts: (link) => ({ invoice, daysLate, link: madeLink(link) }),
      }),
    );
  });
  return { drafts, next: names.length === page ? (names.at(-1)?.id ?? null) : null };
}

/** A reminder that could not be sent by then says something that is no longer so. */
function endOfCatchUp(step: ReminderStep, dueDate: Day, timeZone: string): Date {
  return instantAt(addDays(dayOfStep(step, dueDate), catchUpDays + 1), 0, 0, timeZone);
}

async function invoicesAsking(tx: Transaction, step: ReminderStep, today: Day, after: string) {
  const { from, to } = dueDatesFor(step, today);
  return tx
    .select({
      customerId: invoices.customerId,
      id: invoices.id,
      receivedAt: invoices.receivedAt,
    })
    .from(invoices)
    .where(
      and(
        // As the index `invoices_owed` has it.
        sql`${invoices.kind} = 'invoice' and ${invoices.outstanding} > 0`,
        isNotNull(invoices.dueDate),
        between(invoices.dueDate, from, to),
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
      ),
    )
    .orderBy(invoices.id)
    .limit(page);
}
