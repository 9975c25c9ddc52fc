import { and, eq, inArray, sql } from "drizzle-orm";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { houseId } from "#db/columns.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import { invoices } from "#db/schema/invoices.ts";
import { suppressions } from "#db/schema/notifications.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";
import { kindOf } from "./kinds.ts";
import type { MailRow } from "./mail-row.ts";
import { arrangedInvoices, untrueInstalments } from "./plan-silence.server.ts";
import { choice, switchedOff } from "./recipients.server.ts";
import { againstThePlan } from "./still-planned.server.ts";

/** Why a mail is not sent after all: a name that `messagesFor(language).notifications.withdrawnBecause` has words for. */
export type Untrue =
  | "paid"
  | "credited"
  | "processing"
  | "contested"
  /** The customer has promised a day, or pays in instalments. */
  | "promised"
  | "instalments"
  | "changed"
  | "autopay"
  | "superseded"
  | "switched-off"
  | "paper"
  | "no-longer-member"
  | "too-late"
  | "suppressed";

/**
 * Which of these mails must not be sent, and why: asked in the very transaction that marks the others as sending. A set
 * of queries for all of them. Answers by the row's id; a mail that is not in the answer is still true.
 */
export async function findUntrue(
  tx: Transaction,
  mails: readonly MailRow[],
  now: Date,
): Promise<Map<string, Untrue>> {
  const untrue = new Map<string, Untrue>();
  const note = (mail: MailRow, reason: Untrue | null | undefined) => {
    if (reason && !untrue.has(mail.id)) untrue.set(mail.id, reason);
  };
  for (const mail of mails) if (mail.expiresAt && mail.expiresAt <= now) note(mail, "too-late");
  await checkAddresses(tx, mails, note);
  await checkPeople(tx, mails, note);
  await checkInvoices(tx, mails, note);
  await checkPlans(tx, mails, note);
  await checkAttempts(tx, mails, note);
  const unplanned = await againstThePlan(tx, mails);
  for (const mail of mails) note(mail, unplanned.get(mail.id));
  return untrue;
}

type Note = (mail: MailRow, reason: Untrue | null | undefined) => void;

/** Sign-in mails are tried nevertheless: who once called a mail spam must still be able to enter, and asked for this one. */
async function checkAddresses(tx: Transaction, mails: readonly MailRow[], note: Note) {
  const asked = mails.filter(({ kind }) => kind !== "sign-in");
  if (asked.length === 0) return;
  const refusing = await tx
    .select({ email: suppressions.email })
    .from(suppressions)
    .where(
      inArray(
        suppressions.email,
        asked.map(({ recipient }) => recipient),
      ),
    );
  const known = new Set(refusing.map(({ email }) => email));
  for (const mail of asked) if (known.has(mail.recipient)) note(mail, "suppressed");
}

async function checkPeople(tx: Transaction, mails: readonly MailRow[], note: Note) {
  const toMembers = mails.filter(
    ({ customerId, kind }) =>
      customerId !== houseId && ["everybody", "payers"].includes(kindOf(kind).audience),
  );
  const ids = [...new Set(toMembers.map(({ customerId }) => customerId))];
  if (ids.length === 0) return;
  const onPaper = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(and(inArray(customers.id, ids), eq(customers.delivery, "paper")));
  const members = await tx
    .select({ customerId: memberships.customerId, personId: memberships.personId })
    .from(memberships)
    .where(inArray(memberships.customerId, ids));
  const off = await switchedOff(tx, ids);
  const paper = new Set(onPaper.map(({ id }) => id));
  const member = new Set(members.map(({ customerId, personId }) => `${customerId} ${personId}`));
  for (const mail of toMembers) {
    const { customerId, personId, kind } = mail;
    if (paper.has(customerId)) note(mail, "paper");
    if (personId && !member.has(`${customerId} ${personId}`)) note(mail, "no-longer-member");
    if (personId && kindOf(kind).switchable && off.has(choice(customerId, personId, kind)))
      note(mail, "switched-off");
  }
}

async function checkInvoices(tx: Transaction, mails: readonly MailRow[], note: Note) {
  const asking = mails.filter(({ kind, stated }) => {
    const { truth } = kindOf(kind);
    return truth === "owed" || (truth === "asked" && (stated.dueNow ?? 0) > 0);
  });
  if (asking.length === 0) return;
  const rows = await tx
    .select({
      id: invoices.id,
      kind: invoices.kind,
      settled: invoices.settled,
      credited: invoices.credited,
      outstanding: invoices.outstanding,
      contested: invoices.contested,
      processing: invoices.processing,
    })
    .from(invoices)
    .where(
      and(
        inArray(invoices.customerId, [...new Set(asking.map(({ customerId }) => customerId))]),
        inArray(
          invoices.id,
          asking.map(({ subjectId }) => subjectId),
        ),
      ),
    );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const mail of asking) {
    const row = byId.get(mail.subjectId);
    note(mail, row ? whyNotOwed(row, mail.stated.dueNow) : "superseded");
  }
}

/** While an arrangement holds nobody is reminded of the invoice, but of the payments that were agreed on. */
async function checkPlans(tx: Transaction, mails: readonly MailRow[], note: Note) {
  const reminding = mails.filter(({ kind }) => kindOf(kind).truth === "owed");
  if (reminding.length > 0) {
    const arranged = await arrangedInvoices(tx, reminding);
    for (const mail of reminding) {
      const kind = arranged.get(mail.subjectId);
      note(mail, kind === "promise" ? "promised" : kind);
    }
  }
  const agreed = mails.filter(({ kind }) => kindOf(kind).truth === "instalment");
  if (agreed.length > 0) {
    const untrue = await untrueInstalments(tx, agreed);
    for (const mail of agreed) note(mail, untrue.get(mail.id));
  }
}

/** Why what a mail asks for is not asked for any more; null when it is, to the cent. Amounts in minor units. */
export function whyNotOwed(
  invoice: {
    kind: "invoice" | "creditNote";
    settled: number;
    credited: number;
    outstanding: number;
    contested: number;
    processing: number;
  },
  stated: number | undefined,
): Untrue | null {
  const { settled, credited, outstanding, contested } = invoice;
  if (outstanding === 0) return credited > 0 && credited === settled ? "credited" : "paid";
  if (contested >= outstanding) return "contested";
  const due = dueNowOf(invoice);
  if (due === 0) return "processing";
  return stated !== undefined && stated !== due ? "changed" : null;
}

async function checkAttempts(tx: Transaction, mails: readonly MailRow[], note: Note) {
  const about = mails.filter(({ kind }) => ["processing", "failed"].includes(kindOf(kind).truth));
  if (about.length === 0) return;
  const rows = await tx
    .select({
      id: paymentAttempts.id,
      state: paymentAttempts.state,
      stillDue: sql`sum(${dueNow})`.mapWith(Number),
    })
    .from(paymentAttempts)
    .leftJoin(
      attemptAllocations,
      and(
        eq(attemptAllocations.customerId, paymentAttempts.customerId),
        eq(attemptAllocations.attemptId, paymentAttempts.id),
      ),
    )
    .leftJoin(
      invoices,
      and(
        eq(invoices.customerId, attemptAllocations.customerId),
        eq(invoices.id, attemptAllocations.invoiceId),
      ),
    )
    .where(
      and(
        inArray(paymentAttempts.customerId, [
          ...new Set(about.map(({ customerId }) => customerId)),
        ]),
        inArray(
          paymentAttempts.id,
          about.map(({ subjectId }) => subjectId),
        ),
      ),
    )
    .groupBy(paymentAttempts.id, paymentAttempts.state);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const mail of about) {
    const row = byId.get(mail.subjectId);
    const { truth } = kindOf(mail.kind);
    const holds = row?.state === truth && (truth === "processing" || row.stillDue > 0);
    if (!holds) note(mail, "superseded");
  }
}
