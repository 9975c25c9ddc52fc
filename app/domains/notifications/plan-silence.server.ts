import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { coverParts } from "#app/domains/payments/plans/coverage.ts";
import { holds, readPlans } from "#app/domains/payments/plans/plan-rows.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import { type PlanKind, paymentPlans } from "#db/schema/payment-plans.ts";
import { readInstalmentStep } from "./instalment-steps.ts";
import type { MailRow } from "./mail-row.ts";

/**
 * No arrangement of the invoice holds, and none ended after its due date: the reminders count from that date. Within a query on
 * `invoices`.
 */
export const countsFromDueDate: SQL = sql`not exists (
  select from ${paymentPlans} where ${paymentPlans.customerId} = ${invoices.customerId}
    and ${paymentPlans.invoiceId} = ${invoices.id}
    and (${paymentPlans.endedOn} is null or ${paymentPlans.endedOn} > ${invoices.dueDate}))`;

/** This ended arrangement is the last one of its invoice, and ended after the due date: the reminders count from its end. */
export const countsFromItsEnd: SQL = sql`${paymentPlans.endedOn} > ${invoices.dueDate} and not exists (
  select from ${paymentPlans} as later where later.customer_id = ${paymentPlans.customerId}
    and later.invoice_id = ${paymentPlans.invoiceId}
    and (later.ended_on is null or (later.ended_on, later.id) > (${paymentPlans.endedOn}, ${paymentPlans.id})))`;

/** The invoices among these that an arrangement holds for, and its kind: they are not reminded of. */
export async function arrangedInvoices(
  tx: Transaction,
  mails: readonly MailRow[],
): Promise<Map<string, PlanKind>> {
  const rows = await tx
    .select({ invoiceId: paymentPlans.invoiceId, kind: paymentPlans.kind })
    .from(paymentPlans)
    .where(
      and(
        isNull(paymentPlans.endedOn),
        inArray(paymentPlans.customerId, [...new Set(mails.map(({ customerId }) => customerId))]),
        inArray(
          paymentPlans.invoiceId,
          mails.map(({ subjectId }) => subjectId),
        ),
      ),
    );
  return new Map(rows.map(({ invoiceId, kind }) => [invoiceId, kind]));
}

/** Why a mail about a payment of a plan is not sent: the plan is over, it was paid, or another amount is left. */
export async function untrueInstalments(
  tx: Transaction,
  mails: readonly MailRow[],
): Promise<Map<string, "superseded" | "paid" | "changed">> {
  const untrue = new Map<string, "superseded" | "paid" | "changed">();
  const about = new Map(mails.map((mail) => [mail.id, readInstalmentStep(mail.step)]));
  const ids = [...about.values()].flatMap((named) => named?.planId ?? []);
  const plans =
    ids.length === 0
      ? []
      : await readPlans(
          tx,
          and(holds, eq(paymentPlans.state, "accepted"), inArray(paymentPlans.id, ids)),
        );
  for (const mail of mails) {
    const named = about.get(mail.id);
    const plan = plans.find(({ row }) => row.id === named?.planId);
    const part = plan
      ? coverParts({ ...plan.row, parts: plan.parts }, plan.invoice)[(named?.position ?? 0) - 1]
      : undefined;
    if (!part) untrue.set(mail.id, "superseded");
    else if (part.left === 0) untrue.set(mail.id, "paid");
    else if (part.left !== mail.stated.dueNow) untrue.set(mail.id, "changed");
  }
  return untrue;
}
