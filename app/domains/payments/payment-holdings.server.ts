import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { settlements } from "#db/schema/invoices.ts";
import { type Holding, holdingsOf } from "./take-back.ts";

/** What a payment holds of each invoice that it paid, in the order in which they were first paid. */
export async function holdingsOfPayment(
  tx: Transaction,
  { customerId, id }: { customerId: string; id: string },
): Promise<Holding[]> {
  return holdingsOf(
    await tx
      .select({ invoiceId: settlements.invoiceId, amount: settlements.amount })
      .from(settlements)
      .where(
        and(
          eq(settlements.customerId, customerId),
          eq(settlements.source, "payment"),
          eq(settlements.sourceId, id),
        ),
      )
      .orderBy(asc(settlements.createdAt), asc(settlements.id)),
  );
}
