import { and, asc, eq } from "drizzle-orm";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { disputes } from "#db/schema/disputes.ts";

/** A dispute as the biller's systems read it with its invoice. The amount, VAT included, is a decimal string. */
export interface ApiDispute {
  id: string;
  reference: string;
  reason: string;
  state: string;
  claimed: string;
  openedAt: Date;
  promisedOn: string;
  decidedAt: Date | null;
}

/** The disputes of one invoice, oldest first, for the biller's systems. */
export async function disputesForApi(
  context: Context,
  _viewer: IntegrationViewer,
  { customerId, invoiceId }: { customerId: string; invoiceId: string },
): Promise<ApiDispute[]> {
  const rows = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.customerId, customerId), eq(disputes.invoiceId, invoiceId)))
      .orderBy(asc(disputes.openedAt), asc(disputes.id)),
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    reason: row.reason,
    state: row.state,
    claimed: toDecimal(row.claimed, row.currency),
    openedAt: row.openedAt,
    promisedOn: row.promisedOn,
    decidedAt: row.decidedAt,
  }));
}
