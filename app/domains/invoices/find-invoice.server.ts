import { and, eq, type SQL } from "drizzle-orm";
import { maySeeInvoice, type Viewer } from "#app/domains/accounts/viewer.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { invoiceNumbers, invoices } from "#db/schema/invoices.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The condition that finds one invoice for a viewer, customer first: their own customer's, a link's only invoice, or (staff
 * and our own systems) any, whose customer the directory knows. null: not theirs, or not there, which is the same answer.
 */
export async function invoiceFor(
  tx: Transaction,
  viewer: Viewer,
  invoiceId: string,
): Promise<SQL | null> {
  if (!uuid.test(invoiceId)) return null;
  const customerId = await customerOf(tx, viewer, invoiceId);
  if (customerId === null) return null;
  return and(eq(invoices.customerId, customerId), eq(invoices.id, invoiceId)) ?? null;
}

async function customerOf(
  tx: Transaction,
  viewer: Viewer,
  invoiceId: string,
): Promise<string | null> {
  if (viewer.kind === "person" || viewer.kind === "link")
    return maySeeInvoice(viewer, invoiceId) ? viewer.customerId : null;
  const [entry] = await tx
    .select({ ownerId: invoiceNumbers.ownerId })
    .from(invoiceNumbers)
    .where(eq(invoiceNumbers.invoiceId, invoiceId));
  return entry?.ownerId ?? null;
}
