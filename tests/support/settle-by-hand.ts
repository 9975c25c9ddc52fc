import { eq, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Transaction } from "#app/platform/db.server.ts";
import { invoices, settlements } from "#db/schema/invoices.ts";
import { payments } from "#db/schema/payments.ts";

/**
 * Settles a part of an invoice, minor units, with a payment and a credit note of just that much, and tells nobody: rows that agree, as
 * the database demands, for a test that is not about paying.
 */
export async function settleByHand(
  tx: Transaction,
  invoiceId: string,
  { paid = 0, credited = 0 }: { paid?: number; credited?: number },
): Promise<void> {
  const [invoice] = await tx.select().from(invoices).where(eq(invoices.id, invoiceId));
  if (!invoice) throw new Error(`No invoice ${invoiceId}`);
  const { customerId, currency, issueDate, receivedAt: createdAt } = invoice;
  const settle = (source: "payment" | "creditNote", sourceId: string, amount: number) =>
    tx
      .insert(settlements)
      .values({ customerId, id: newId(), invoiceId, source, sourceId, amount, createdAt });
  if (paid > 0) {
    const id = newId();
    const number = `R-${id}`;
    const method = "transfer";
    await tx.insert(payments).values({
      customerId,
      id,
      number,
      method,
      amount: paid,
      currency,
      receivedOn: issueDate,
      createdAt,
    });
    await settle("payment", id, paid);
  }
  if (credited > 0) {
    const id = newId();
    const { outstanding: _, contested: __, ...facts } = invoice;
    const sums = { net: credited, gross: credited, payable: credited, settled: credited };
    await tx.insert(invoices).values({
      ...facts,
      ...sums,
      id,
      kind: "creditNote",
      number: `AV-${id}`,
      credited: 0,
      claimed: 0,
      processing: 0,
      contentHash: id,
    });
    await settle("creditNote", id, credited);
  }
  await tx
    .update(invoices)
    .set({
      settled: sql`settled + ${paid + credited}`,
      credited: sql`credited + ${credited}`,
    })
    .where(eq(invoices.id, invoiceId));
}
