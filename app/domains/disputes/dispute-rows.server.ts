import { and, eq, inArray } from "drizzle-orm";
import { validate as isId } from "uuid";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import {
  disputeAttachments,
  disputeDecisions,
  disputeLines,
  disputeMessages,
  disputes,
} from "#db/schema/disputes.ts";
import { invoiceLines } from "#db/schema/invoices.ts";

export type DisputeRow = typeof disputes.$inferSelect;

/**
 * The dispute, locked together with its invoice (invoice first, as everywhere: whoever moves money and claims takes the
 * invoice's lock before any other). Needs a transaction that sees all customers.
 */
export async function lockDisputeForStaff(
  tx: Transaction,
  disputeId: string,
): Promise<DisputeRow | null> {
  if (!isId(disputeId)) return null;
  const [found] = await tx.select().from(disputes).where(eq(disputes.id, disputeId));
  if (!found) return null;
  await lockInvoices(tx, found.customerId, [found.invoiceId]);
  const [locked] = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.customerId, found.customerId), eq(disputes.id, disputeId)))
    .for("update");
  return locked ?? null;
}

export interface ThreadMessage {
  id: string;
  author: "customer" | "staff" | "system";
  authorName: string;
  visibility: "public" | "internal";
  body: string;
  createdAt: Date;
  attachments: { id: string; name: string; mediaType: string; size: number }[];
}

/** The contested lines, with what the invoice says of them. Amounts in minor units of the dispute's currency. */
export async function contestedLines(tx: Transaction, dispute: DisputeRow) {
  return tx
    .select({
      lineId: disputeLines.lineId,
      name: invoiceLines.name,
      unitCode: invoiceLines.unitCode,
      invoicedQuantity: invoiceLines.quantity,
      unitPrice: invoiceLines.netUnitPrice,
      netAmount: invoiceLines.netAmount,
      vatRate: invoiceLines.vatRate,
      contestedQuantity: disputeLines.quantity,
      amount: disputeLines.amount,
    })
    .from(disputeLines)
    .innerJoin(
      invoiceLines,
      and(
        eq(invoiceLines.customerId, disputeLines.customerId),
        eq(invoiceLines.invoiceId, dispute.invoiceId),
        eq(invoiceLines.id, disputeLines.lineId),
      ),
    )
    .where(
      and(eq(disputeLines.customerId, dispute.customerId), eq(disputeLines.disputeId, dispute.id)),
    )
    .orderBy(invoiceLines.position);
}

/** A dispute's decisions and thread. Internal notes only when asked for: the caller is then staff. */
export async function threadOf(
  tx: Transaction,
  customerId: string,
  disputeId: string,
  visible: readonly ("public" | "internal")[],
) {
  const [messages, decisions] = await Promise.all([
    tx
      .select()
      .from(disputeMessages)
      .where(
        and(
          eq(disputeMessages.customerId, customerId),
          eq(disputeMessages.disputeId, disputeId),
          inArray(disputeMessages.visibility, [...visible]),
        ),
      )
      .orderBy(disputeMessages.createdAt, disputeMessages.id),
    tx
      .select()
      .from(disputeDecisions)
      .where(
        and(eq(disputeDecisions.customerId, customerId), eq(disputeDecisions.disputeId, disputeId)),
      )
      .orderBy(disputeDecisions.decidedAt),
  ]);
  const attachments =
    messages.length === 0
      ? []
      : await tx
          .select()
          .from(disputeAttachments)
          .where(
            and(
              eq(disputeAttachments.customerId, customerId),
              inArray(
                disputeAttachments.messageId,
                messages.map(({ id }) => id),
              ),
            ),
          );
  const thread: ThreadMessage[] = messages.map((message) => ({
    id: message.id,
    author: message.author,
    authorName: message.authorName,
    visibility: message.visibility,
    body: message.body,
    createdAt: message.createdAt,
    attachments: attachments
      .filter(({ messageId }) => messageId === message.id)
      .map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
  }));
  return { thread, decisions };
}
