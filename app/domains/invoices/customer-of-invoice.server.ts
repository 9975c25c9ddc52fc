import { and, eq, inArray } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { invoices } from "#db/schema/invoices.ts";

/** Which of the given customers an invoice belongs to: for a short link opened by somebody who acts for several. */
export async function customerOfInvoice(
  context: Pick<Context, "db">,
  customerIds: readonly string[],
  invoiceId: string,
): Promise<{ customerId: string } | Refusal<"not-found">> {
  if (!isId(invoiceId) || customerIds.length === 0) return refused("not-found");
  const [found] = await inScope(context, "all", (tx) =>
    tx
      .select({ customerId: invoices.customerId })
      .from(invoices)
      .where(and(inArray(invoices.customerId, [...customerIds]), eq(invoices.id, invoiceId))),
  );
  return found ?? refused("not-found");
}
