import { dayIn } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { defaultLanguage } from "#app/platform/i18n/language.ts";
import { type Money, money } from "#app/platform/money.ts";
import type { DisputeFacts } from "#emails/_components/dispute-summary.tsx";
import { type DisputeRows, readDisputeRows } from "./dispute-rows.server.ts";
import { type Draft, draft, madeLink } from "./draft.ts";
import { type Happening, told } from "./happening.ts";
import type { Recipients } from "./recipients.server.ts";

interface Place {
  readonly appUrl: string;
  /** The biller's. */
  readonly timeZone: string;
}

/** One dispute, with what every mail about it begins with. */
interface Matter {
  readonly happening: Happening;
  readonly rows: DisputeRows;
  readonly row: NonNullable<ReturnType<DisputeRows["of"]>>;
  readonly facts: DisputeFacts & { readonly promisedOn: string };
  readonly place: Place;
  readonly recipients: Recipients;
}

/** Every `dispute.*` event that somebody is told of: the customer at each step, the handler when the customer writes. */
export async function disputeDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  place: Place,
): Promise<Draft[]> {
  if (happenings.length === 0) return [];
  const rows = await readDisputeRows(
    tx,
    happenings.map(({ customerId, subjectId }) => ({ customerId, id: subjectId })),
  );
  return happenings.flatMap((happening) => {
    const row = rows.of(happening.subjectId);
    const write = writers[happening.type];
    if (!row || !write) return [];
    const { dispute, invoiceNumber, handler } = row;
    const lines = rows.linesOf(dispute.id);
    // After a partial credit the row claims what was granted: the first claim is what the customer knows.
    const claimed = lines.reduce((sum, { amount }) => sum + amount, 0);
    const facts = {
      reference: dispute.reference,
      invoiceNumber,
      claimed: money(claimed || dispute.claimed, dispute.currency),
      lines: lines.map(({ name }) => name),
      promisedOn: dispute.promisedOn,
      handler: handler.name,
    };
    return write({ happening, rows, row, facts, place, recipients });
  });
}

const writers: Partial<Record<Happening["type"], (matter: Matter) => Draft[]>> = {
  "dispute.opened": (matter) => [...opened(matter), ...openedForHandler(matter)],
  "dispute.replied": replied,
  "dispute.answered": answered,
  "dispute.credit_requested": decided,
  "dispute.upheld": decided,
  "dispute.credited": credited,
};

/** What mails to the customer's people about one dispute share. */
function toCustomer({ happening: { customerId, subjectId }, row }: Matter) {
  return { about: { customerId }, subjectId, opensInvoice: row.dispute.invoiceId };
}

function opened(matter: Matter): Draft[] {
  const { recipients, row, rows, facts, happening } = matter;
  const message = wordsOf(rows, happening, "customer");
  return recipients.of("dispute-opened", happening.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "dispute-opened",
      step: "opened",
      to,
      facts: (link) => ({
        dispute: facts,
        message: message?.body || null,
        rest: ifAny(row.dueNow, row.dispute.currency),
        link: madeLink(link),
      }),
    }),
  );
}

function openedForHandler(matter: Matter): Draft[] {
  const { row, rows, facts, happening } = matter;
  const message = wordsOf(rows, happening, "customer");
  return [
    draft({
      ...toHandler(matter),
      kind: "staff-dispute-opened",
      step: "opened",
      facts: () => ({
        dispute: facts,
        customerName: row.customerName,
        openedBy: row.dispute.openedByName,
        message: message?.body || null,
        link: deskLink(matter),
      }),
    }),
  ];
}

function replied(matter: Matter): Draft[] {
  const { row, rows, facts, happening, place } = matter;
  const message = wordsOf(rows, happening, "customer");
  if (!message) return [];
  return [
    draft({
      ...toHandler(matter),
      kind: "staff-dispute-reply",
      step: message.id,
      facts: () => ({
        dispute: facts,
        customerName: row.customerName,
        author: message.authorName,
        message: message.body,
        repliedOn: dayIn(place.timeZone, message.createdAt),
        link: deskLink(matter),
      }),
    }),
  ];
}

function answered(matter: Matter): Draft[] {
  const { recipients, row, rows, facts, happening, place } = matter;
  const message = wordsOf(rows, happening, "staff");
  if (!message) return [];
  return recipients.of("dispute-answered", happening.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "dispute-answered",
      step: message.id,
      to,
      facts: (link) => ({
        dispute: facts,
        author: message.authorName,
        message: message.body,
        answeredOn: dayIn(place.timeZone, message.createdAt),
        frozen: ifAny(Math.min(row.contested, row.dispute.claimed), row.dispute.currency),
        link: madeLink(link),
      }),
    }),
  );
}

function decided(matter: Matter): Draft[] {
  const { recipients, row, rows, facts, happening, place } = matter;
  const decision = rows.decisionsOf(row.dispute.id).at(-1);
  if (!decision) return [];
  const { outcome, amount, reason, authorName, decidedAt } = decision;
  return recipients.of("dispute-decided", happening.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "dispute-decided",
      step: decision.id,
      to,
      facts: (link) => ({
        dispute: { ...facts, promisedOn: null },
        outcome,
        amount: outcome === "uphold" ? facts.claimed : money(amount, row.dispute.currency),
        author: authorName,
        reason,
        decidedOn: dayIn(place.timeZone, decidedAt),
        link: madeLink(link),
      }),
    }),
  );
}

function credited(matter: Matter): Draft[] {
  const { recipients, row, rows, happening } = matter;
  const { dispute } = row;
  const creditNoteId = rows.decisionsOf(dispute.id).at(-1)?.creditNoteId;
  const creditNote = creditNoteId ? rows.creditNote(creditNoteId) : undefined;
  if (!creditNoteId || !creditNote) return [];
  return recipients.of("dispute-credit-note", happening.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "dispute-credit-note",
      step: creditNoteId,
      to,
      facts: (link) => ({
        reference: dispute.reference,
        invoiceNumber: row.invoiceNumber,
        creditNote: {
          number: creditNote.number,
          amount: money(creditNote.payable, dispute.currency),
          issueDate: creditNote.issueDate,
        },
        dueNow: money(row.dueNow, dispute.currency),
        link: madeLink(link),
      }),
    }),
  );
}

function toHandler({ happening: { customerId, subjectId }, row: { dispute, handler } }: Matter) {
  return {
    about: { customerId },
    subjectId,
    opensInvoice: null,
    to: {
      personId: dispute.handlerId,
      email: handler.email,
      name: handler.name,
      language: handler.language ?? defaultLanguage,
    },
  };
}

function deskLink({ place, row }: Matter): string {
  return `${place.appUrl}/staff/disputes/${row.dispute.id}`;
}

/** The message that an event names, if it is public and by whom it should be. */
function wordsOf(rows: DisputeRows, happening: Happening, author: "customer" | "staff") {
  const id = told(happening, "messageId");
  return rows
    .messagesOf(happening.subjectId)
    .find((message) => message.id === id && message.author === author);
}

function ifAny(minor: number, currency: string): Money | null {
  return minor > 0 ? money(minor, currency) : null;
}
