import { v7 as newId } from "uuid";
import { staffTasks } from "#db/schema/platform.ts";
import type { Clock } from "./clock.ts";
import type { Transaction } from "./db.server.ts";

/** Everything that can ask for a human. `/staff/tasks` has a sentence for each. */
export const staffTaskKinds = [
  /** Money came that no invoice wanted: credit of the customer to use or to give back. */
  "payment-overpaid",
  /** Money was reported that could not be matched to an invoice. */
  "payment-unmatched",
  /** Stripe gave money of a payment back; several invoices may have been paid with it. */
  "payment-refunded",
  /** A refund failed afterwards: the customer does not have the money. */
  "refund-failed",
  /** The payer's bank contests the payment; Stripe wants an answer by a date. */
  "payment-contested",
  /** A customer proposes to pay later or in parts; the staff decide. */
  "plan-proposed",
  /** Such a proposal was left without an answer until its first day: somebody calls. */
  "plan-unanswered",
  /** Three days of tries did not bring an event to an endpoint of the biller's systems. */
  "webhook-undelivered",
  /** An endpoint of the biller's systems was switched off: it failed for three days, or said that it is gone. */
  "webhook-disabled",
  /** A manager proposed other bank details of the biller; a second one confirms or refuses them. */
  "bank-change-proposed",
  /** The nightly comparison found that our books are not Stripe's. */
  "books-differ",
] as const;
export type StaffTaskKind = (typeof staffTaskKinds)[number];

/** Asks for a human, once per kind and subject, in the transaction of its cause. */
export async function raiseStaffTask(
  { clock }: { clock: Clock },
  tx: Transaction,
  task: {
    kind: StaffTaskKind;
    customerId: string | null;
    subject: { type: string; id: string };
    data?: Record<string, unknown>;
  },
): Promise<void> {
  await tx
    .insert(staffTasks)
    .values({
      id: newId(),
      kind: task.kind,
      aboutCustomerId: task.customerId,
      subjectType: task.subject.type,
      subjectId: task.subject.id,
      data: task.data ?? {},
      createdAt: clock.now(),
    })
    .onConflictDoNothing();
}
