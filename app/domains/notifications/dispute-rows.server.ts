import { and, eq, inArray } from "drizzle-orm";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { disputeDecisions, disputeLines, disputeMessages, disputes } from "#db/schema/disputes.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { readInvoices } from "./invoice-drafts.server.ts";

type Message = Pick<
  typeof disputeMessages.$inferSelect,
  "id" | "disputeId" | "author" | "authorName" | "body" | "createdAt"
>;

/** Disputes with what mails say of them. */
export interface DisputeRows {
  of(disputeId: string): Awaited<ReturnType<typeof readDisputes>>[number] | undefined;
  /** Names of the contested lines and what was contested of them at first, VAT included. */
  linesOf(disputeId: string): { name: string; amount: number }[];
  /** Public messages only, oldest first: an internal note never leaves the staff's side. */
  messagesOf(disputeId: string): Message[];
  decisionsOf(disputeId: string): (typeof disputeDecisions.$inferSelect & { authorName: string })[];
  creditNote(id: string): { number: string; payable: number; issueDate: string } | undefined;
}

/** Reads everything that mails about a set of disputes say: five queries, however many disputes. */
export async function readDisputeRows(
  tx: Transaction,
  names: readonly { customerId: string; id: string }[],
): Promise<DisputeRows> {
  const mine = [...new Set(names.map(({ customerId }) => customerId))];
  const ids = [...new Set(names.map(({ id }) => id))];
  const found = await readDisputes(tx, mine, ids);
  const lines = await tx
    .select({
      disputeId: disputeLines.disputeId,
      name: invoiceLines.name,
      amount: disputeLines.amount,
    })
    .from(disputeLines)
    .innerJoin(
      disputes,
      and(
        eq(disputes.customerId, disputeLines.customerId),
        eq(disputes.id, disputeLines.disputeId),
      ),
    )
    .innerJoin(
      invoiceLines,
      and(
        eq(invoiceLines.customerId, disputeLines.customerId),
        eq(invoiceLines.invoiceId, disputes.invoiceId),
        eq(invoiceLines.id, disputeLines.lineId),
      ),
    )
    .where(and(inArray(disputeLines.customerId, mine), inArray(disputeLines.disputeId, ids)))
    .orderBy(invoiceLines.position);
  const messages = await tx
    .select({
      id: disputeMessages.id,
      disputeId: disputeMessages.disputeId,
      author: disputeMessages.author,
      authorName: disputeMessages.authorName,
      body: disputeMessages.body,
      createdAt: disputeMessages.createdAt,
    })
    .from(disputeMessages)
    .where(
      and(
        inArray(disputeMessages.customerId, mine),
        inArray(disputeMessages.disputeId, ids),
        eq(disputeMessages.visibility, "public"),
      ),
    )
    .orderBy(disputeMessages.createdAt, disputeMessages.id);
  const decided = await tx
    .select({ decision: disputeDecisions, authorName: people.name })
    .from(disputeDecisions)
    .innerJoin(people, eq(people.id, disputeDecisions.decidedBy))
    .where(
      and(inArray(disputeDecisions.customerId, mine), inArray(disputeDecisions.disputeId, ids)),
    )
    .orderBy(disputeDecisions.decidedAt);
  const creditNotes = await readInvoices(
    tx,
    decided.flatMap(({ decision: { customerId, creditNoteId } }) =>
      creditNoteId ? [{ customerId, id: creditNoteId }] : [],
    ),
  );
  return {
    of: (id) => found.find(({ dispute }) => dispute.id === id),
    linesOf: (id) => lines.filter(({ disputeId }) => disputeId === id),
    messagesOf: (id) => messages.filter(({ disputeId }) => disputeId === id),
    decisionsOf: (id) =>
      decided
        .filter(({ decision }) => decision.disputeId === id)
        .map(({ decision, authorName }) => ({ ...decision, authorName })),
    creditNote: (id) => creditNotes.get(id),
  };
}

async function readDisputes(tx: Transaction, mine: string[], ids: string[]) {
  return tx
    .select({
      dispute: disputes,
      invoiceNumber: invoices.number,
      customerName: customers.name,
      dueNow,
      contested: invoices.contested,
      handler: { name: people.name, email: people.email, language: people.language },
    })
    .from(disputes)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, disputes.customerId), eq(invoices.id, disputes.invoiceId)),
    )
    .innerJoin(customers, eq(customers.id, disputes.customerId))
    .innerJoin(people, eq(people.id, disputes.handlerId))
    .where(and(inArray(disputes.customerId, mine), inArray(disputes.id, ids)));
}
