import { and, eq, inArray } from "drizzle-orm";
import { claimAmount, lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { disputeDecisions, disputes } from "#db/schema/disputes.ts";
import { invoices } from "#db/schema/invoices.ts";
import type { DisputeRow } from "./dispute-rows.server.ts";

/**
 * A credit note arrived: ends the dispute it answers. It is the one that the note names (`disputeReference`), or else
 * the only one of the invoices it corrects that waits for a credit of exactly this amount. The freeze ends here, the note
 * is linked to the decision and the customer told. Does nothing when no dispute waits, or when it was linked before.
 */
export async function linkCreditNote(
  context: Context,
  note: { customerId: string; creditNoteId: string },
): Promise<{ reference: string } | null> {
  return inScope(context, { customerId: note.customerId }, async (tx) => {
    const [credit] = await tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.customerId, note.customerId), eq(invoices.id, note.creditNoteId)));
    if (credit?.kind !== "creditNote") return null;
    const waiting = await disputeAnsweredBy(tx, credit);
    if (!waiting) return null;
    await lockInvoices(tx, note.customerId, [waiting.invoiceId]);
    const mine = and(eq(disputes.customerId, note.customerId), eq(disputes.id, waiting.id));
    const [dispute] = await tx.select().from(disputes).where(mine).for("update");
    if (dispute?.state !== "credit-requested") return null;
    await claimAmount(context, tx, {
      customerId: note.customerId,
      invoiceId: dispute.invoiceId,
      change: -dispute.claimed,
    });
    await tx.update(disputes).set({ state: "credited" }).where(mine);
    await tx
      .update(disputeDecisions)
      .set({ creditNoteId: credit.id })
      .where(
        and(
          eq(disputeDecisions.customerId, note.customerId),
          eq(disputeDecisions.disputeId, dispute.id),
        ),
      );
    await announce(context, tx, {
      customerId: note.customerId,
      type: "dispute.credited",
      subject: { type: "dispute", id: dispute.id, number: dispute.reference },
      data: {
        invoiceId: dispute.invoiceId,
        creditNoteId: credit.id,
        creditNoteNumber: credit.number,
        amount: toDecimal(credit.payable, credit.currency),
        currency: credit.currency,
      },
    });
    return { reference: dispute.reference };
  });
}

interface CorrectingDocument {
  disputeReference?: string;
  precedingInvoices?: { number: string }[];
}

async function disputeAnsweredBy(
  tx: Transaction,
  credit: typeof invoices.$inferSelect,
): Promise<DisputeRow | null> {
  const document = credit.document as CorrectingDocument;
  const waiting = and(
    eq(disputes.customerId, credit.customerId),
    eq(disputes.state, "credit-requested"),
  );
  if (document.disputeReference) {
    const [named] = await tx
      .select()
      .from(disputes)
      .where(and(waiting, eq(disputes.reference, document.disputeReference)));
    return named ?? null;
  }
  const corrected = document.precedingInvoices?.map(({ number }) => number) ?? [];
  if (corrected.length === 0) return null;
  const candidates = await tx
    .select({ dispute: disputes })
    .from(disputes)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, credit.customerId), eq(invoices.id, disputes.invoiceId)),
    )
    .where(
      and(
        waiting,
        inArray(invoices.number, corrected),
        eq(invoices.sellerKey, credit.sellerKey),
        eq(disputes.claimed, credit.payable),
        eq(disputes.currency, credit.currency),
      ),
    );
  return candidates.length === 1 ? (candidates[0]?.dispute ?? null) : null;
}
