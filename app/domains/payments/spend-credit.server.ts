import { and, asc, eq, gt, sum } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import {
  type CustomerViewer,
  mayAct,
  type PersonViewer,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { payments } from "#db/schema/payments.ts";
import { payFromCredit } from "./pay-from-credit.server.ts";

/** What the customer paid too much in a currency, in its minor units. Nothing for the holder of a mail's link. */
export async function creditOf(
  context: Context,
  viewer: CustomerViewer,
  currency: string,
): Promise<number> {
  if (viewer.kind === "link") return 0;
  const [row] = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({ credit: sum(payments.unallocated).mapWith(Number) })
      .from(payments)
      .where(and(eq(payments.customerId, viewer.customerId), eq(payments.currency, currency))),
  );
  return row?.credit ?? 0;
}

/**
 * Pays what is due of an invoice now with what the customer paid too much, oldest payment first. Contested and processing parts
 * stay as they are; payment pages that ask for more are closed. Answers how much was used, in minor units of the invoice.
 */
export async function spendCredit(
  context: Context,
  viewer: PersonViewer,
  invoiceId: string,
): Promise<{ used: number } | Refusal<"not-found" | "not-allowed" | "nothing-due" | "no-credit">> {
  if (!mayAct(viewer)) return refused("not-allowed");
  if (!isId(invoiceId)) return refused("not-found");
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [invoice] = await lockInvoices(tx, customerId, [invoiceId]);
    if (invoice?.kind !== "invoice") return refused("not-found");
    if (dueNowOf(invoice) === 0) return refused("nothing-due");
    const { currency } = invoice;
    const unused = await tx
      .select()
      .from(payments)
      .where(
        and(
          eq(payments.customerId, customerId),
          eq(payments.currency, currency),
          gt(payments.unallocated, 0),
        ),
      )
      .orderBy(asc(payments.receivedOn), asc(payments.id))
      .for("update");
    const used = await payFromCredit(context, tx, invoice, unused);
    if (used === 0) return refused("no-credit");
    await recordAudit(context, tx, {
      by: viewer,
      action: "credit.used",
      customerId,
      subject: { type: "invoice", id: invoiceId },
      data: { granted: toDecimal(used, currency), currency },
    });
    return { used };
  });
}
