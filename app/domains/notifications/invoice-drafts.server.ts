import { and, inArray, isNull } from "drizzle-orm";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { money } from "#app/platform/money.ts";
import { autopayAgreements } from "#db/schema/autopay.ts";
import { disputeDecisions } from "#db/schema/disputes.ts";
import { invoices } from "#db/schema/invoices.ts";
import type { InvoiceFacts } from "#emails/_components/invoice-summary.tsx";
import { type Draft, draft, madeLink } from "./draft.ts";
import type { Happening } from "./happening.ts";
import type { Recipients } from "./recipients.server.ts";

const columns = {
  customerId: invoices.customerId,
  id: invoices.id,
  kind: invoices.kind,
  number: invoices.number,
  title: invoices.title,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  reference: invoices.reference,
  currency: invoices.currency,
  payable: invoices.payable,
  settled: invoices.settled,
  credited: invoices.credited,
  outstanding: invoices.outstanding,
  contested: invoices.contested,
  processing: invoices.processing,
  notify: invoices.notify,
};
type MailedInvoice = Pick<typeof invoices.$inferSelect, keyof typeof columns>;

/** Invoices and credit notes by id, for mails about them. */
export async function readInvoices(
  tx: Transaction,
  names: readonly { customerId: string; id: string }[],
): Promise<Map<string, MailedInvoice>> {
  if (names.length === 0) return new Map();
  const rows = await tx
    .select(columns)
    .from(invoices)
    .where(
      and(
        inArray(invoices.customerId, [...new Set(names.map(({ customerId }) => customerId))]),
        inArray(invoices.id, [...new Set(names.map(({ id }) => id))]),
      ),
    );
  return new Map(rows.map((row) => [row.id, row]));
}

export function invoiceFacts(row: MailedInvoice): InvoiceFacts {
  const { number, title, issueDate, dueDate, reference, currency, payable } = row;
  const { settled, contested, processing } = row;
  return {
    number,
    title,
    issueDate,
    dueDate,
    reference,
    currency,
    payable,
    settled,
    contested,
    processing,
    dueNow: dueNowOf(row),
  };
}

/** `invoice.issued`: everybody of the customer is told, once; history that was imported silently tells nobody. */
export async function invoiceDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  { timeZone }: { timeZone: string },
): Promise<Draft[]> {
  const rows = await readInvoices(tx, happenings.map(subjectOf));
  const automatic = await paidAutomatically(tx, [...rows.values()], timeZone);
  return happenings.flatMap(({ subjectId, customerId }) => {
    const row = rows.get(subjectId);
    if (!row?.notify) return [];
    const invoice = invoiceFacts(row);
    return recipients.of("invoice-issued", customerId).map((to) =>
      draft({
        kind: "invoice-issued",
        about: { customerId },
        subjectId,
        step: "issued",
        to,
        opensInvoice: subjectId,
        stated: { dueNow: invoice.dueNow },
        facts: (link) => ({
          invoice,
          automatic: automatic.has(subjectId),
          link: madeLink(link),
        }),
      }),
    );
  });
}

/** Invoices that automatic payment will see to: in its currency, and due since it was switched on. */
async function paidAutomatically(
  tx: Transaction,
  rows: readonly MailedInvoice[],
  timeZone: string,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const agreements = await tx
    .select({
      customerId: autopayAgreements.customerId,
      currency: autopayAgreements.currency,
      startedAt: autopayAgreements.startedAt,
    })
    .from(autopayAgreements)
    .where(
      and(
        inArray(autopayAgreements.customerId, [
          ...new Set(rows.map(({ customerId }) => customerId)),
        ]),
        isNull(autopayAgreements.stoppedAt),
      ),
    );
  const found = rows.filter(({ customerId, currency, dueDate }) =>
    agreements.some(
      (each) =>
        each.customerId === customerId &&
        each.currency === currency &&
        dueDate !== null &&
        dueDate >= dayIn(timeZone, each.startedAt),
    ),
  );
  return new Set(found.map(({ id }) => id));
}

/** `credit_note.issued`, unless it answers a dispute: then the dispute's own mail tells of it. */
export async function creditNoteDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
): Promise<Draft[]> {
  const rows = await readInvoices(tx, happenings.map(subjectOf));
  const answering = await answersToDisputes(tx, happenings);
  return happenings.flatMap(({ subjectId, customerId }) => {
    const row = rows.get(subjectId);
    if (!row?.notify || answering.has(subjectId)) return [];
    return recipients.of("credit-note-issued", customerId).map((to) =>
      draft({
        kind: "credit-note-issued",
        about: { customerId },
        subjectId,
        step: "issued",
        to,
        opensInvoice: subjectId,
        facts: (link) => ({
          number: row.number,
          title: row.title,
          issueDate: row.issueDate,
          amount: money(row.payable, row.currency),
          link: madeLink(link),
        }),
      }),
    );
  });
}

async function answersToDisputes(
  tx: Transaction,
  happenings: readonly Happening[],
): Promise<Set<string>> {
  const ids = happenings.map(({ subjectId }) => subjectId);
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: disputeDecisions.creditNoteId })
    .from(disputeDecisions)
    .where(
      and(
        inArray(disputeDecisions.customerId, [
          ...new Set(happenings.map(({ customerId }) => customerId)),
        ]),
        inArray(disputeDecisions.creditNoteId, ids),
      ),
    );
  return new Set(rows.flatMap(({ id }) => (id ? [id] : [])));
}

function subjectOf({ customerId, subjectId }: Happening) {
  return { customerId, id: subjectId };
}
