import type { Day } from "#app/platform/calendar.ts";

/** What the API and the pages call it (contract.md); a credit note is only ever `open` or `settled`. */
export const invoiceStatuses = [
  "open",
  "overdue",
  "partly-paid",
  "processing",
  "paid",
  "credited",
  "settled",
] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** What a status is derived from. Amounts in minor units; `dueDate` null when the document names none. */
export interface StatusFacts {
  kind: "invoice" | "creditNote";
  payable: number;
  settled: number;
  credited: number;
  processing: number;
  dueDate: Day | null;
}

/** What is still owed: never negative, so that a document that owes nothing (payable ≤ 0) is settled at once. */
export function outstandingOf({ payable, settled }: Pick<StatusFacts, "payable" | "settled">) {
  return Math.max(payable - settled, 0);
}

/**
 * The status on the biller's calendar day `today`, by the contract's precedence: paid > credited > processing >
 * overdue > partly-paid > open. `credited` means that credit notes alone brought it to nothing. Contested is told
 * apart, in its own amount. Never stored: tomorrow it may be another.
 */
export function statusOf(facts: StatusFacts, today: Day): InvoiceStatus {
  const outstanding = outstandingOf(facts);
  if (facts.kind === "creditNote") return outstanding > 0 ? "open" : "settled";
  if (outstanding === 0)
    return facts.credited > 0 && facts.credited === facts.settled ? "credited" : "paid";
  if (facts.processing > 0) return "processing";
  if (facts.dueDate !== null && facts.dueDate < today) return "overdue";
  return facts.settled > 0 ? "partly-paid" : "open";
}

/**
 * What the customer is asked for now: what is owed less what is contested (frozen) and what is already under way at
 * the bank. Never negative: the contested part may itself be under way. Credit notes ask for nothing.
 */
export function dueNowOf(invoice: {
  kind: "invoice" | "creditNote";
  outstanding: number;
  contested: number;
  processing: number;
}): number {
  if (invoice.kind === "creditNote") return 0;
  return Math.max(invoice.outstanding - invoice.contested - invoice.processing, 0);
}
