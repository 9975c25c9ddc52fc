import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import { validate as isId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { dueNow } from "#app/domains/invoices/due-now-sql.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { invoices } from "#db/schema/invoices.ts";
import { payments } from "#db/schema/payments.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { payFromCredit } from "./pay-from-credit.server.ts";

/** An invoice that the rest of a payment could pay. Amounts in minor units of the payment's currency. */
export interface Payable {
  id: string;
  number: string;
  title: string;
  dueDate: string | null;
  dueNow: number;
}

/** The customer's invoices that the rest of a payment may pay now, oldest due first; none when nothing is left of it. */
export async function payableWith(
  context: Context,
  viewer: StaffViewer,
  {
    customerId,
    currency,
    unallocated,
  }: { customerId: string; currency: string; unallocated: number },
): Promise<Payable[]> {
  if (unallocated === 0) return [];
  return inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({
        id: invoices.id,
        number: invoices.number,
        title: invoices.title,
        dueDate: invoices.dueDate,
        dueNow,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.customerId, customerId),
          eq(invoices.kind, "invoice"),
          eq(invoices.currency, currency),
          gt(dueNow, 0),
        ),
      )
      .orderBy(asc(invoices.dueDate), asc(invoices.number)),
  );
}

/**
 * Pays invoices of the same customer with what is left of a payment, in the order given, each at most what is due of it now: for
 * money that came without a name. Once nothing is left, the task that asked for it is done. Answers how much was used, minor units.
 */
export async function allocatePayment(
  context: Context,
  viewer: StaffViewer,
  { paymentId, invoiceIds }: { paymentId: string; invoiceIds: readonly string[] },
): Promise<
  { used: number } | Refusal<"not-found"> | Refusal<"nothing-chosen"> | Refusal<"nothing-left">
> {
  const wanted = [...new Set(invoiceIds)].filter((id) => isId(id));
  if (!isId(paymentId)) return refused("not-found");
  if (wanted.length === 0) return refused("nothing-chosen");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [found] = await tx.select().from(payments).where(eq(payments.id, paymentId));
    if (!found) return refused("not-found");
    const { customerId, currency } = found;
    const locked = await lockInvoices(tx, customerId, wanted);
    const chosen = wanted.flatMap((id) => locked.find((invoice) => invoice.id === id) ?? []);
    if (chosen.length < wanted.length) return refused("not-found");
    if (chosen.some((one) => one.kind !== "invoice" || one.currency !== currency))
      return refused("not-found");
    const [payment] = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.customerId, customerId), eq(payments.id, paymentId)))
      .for("update");
    if (!payment || payment.unallocated === 0) return refused("nothing-left");
    let used = 0;
    for (const invoice of chosen) used += await payFromCredit(context, tx, invoice, [payment]);
    if (used === 0) return refused("nothing-left");
    await recordAudit(context, tx, {
      by: viewer,
      action: "payment.allocated",
      customerId,
      subject: { type: "payment", id: paymentId },
      data: { granted: toDecimal(used, currency), currency },
    });
    if (payment.unallocated === 0)
      await tx
        .update(staffTasks)
        .set({ doneAt: context.clock.now(), doneBy: viewer.personId })
        .where(
          and(
            inArray(staffTasks.kind, ["payment-unmatched", "payment-overpaid"]),
            eq(staffTasks.subjectId, paymentId),
            isNull(staffTasks.doneAt),
          ),
        );
    return { used };
  });
}
