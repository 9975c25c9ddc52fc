import { dueNowOf } from "#app/domains/invoices/status.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";

/** What must be known of an invoice to pay it. Amounts in minor units of `currency`. */
export interface PayableInvoice {
  id: string;
  number: string;
  kind: "invoice" | "creditNote";
  currency: string;
  outstanding: number;
  contested: number;
  processing: number;
}

/** Stripe takes at most 100 lines in one payment. */
export const mostInvoices = 100;

export interface ChosenAmounts {
  currency: string;
  allocations: { invoiceId: string; number: string; amount: number }[];
}

export type AmountRefusal =
  | Refusal<"already-paid", { number: string }>
  | Refusal<"processing", { number: string }>
  | Refusal<"nothing-due", { number?: string }>
  | Refusal<"mixed-currencies">
  | Refusal<"invalid-amount", { number: string; most: number; currency: string }>;

/**
 * How much of each invoice is paid: what is due now, or the part that was asked for. Refuses the whole when one of them cannot
 * be paid, so that nobody pays something else than what they saw.
 */
export function chooseAmounts(
  invoices: readonly PayableInvoice[],
  amounts: Readonly<Record<string, number>> = {},
): ChosenAmounts | AmountRefusal {
  const [first] = invoices;
  if (!first) return refused("nothing-due", {});
  const allocations: ChosenAmounts["allocations"] = [];
  for (const invoice of invoices) {
    const { id, number, currency } = invoice;
    if (currency !== first.currency) return refused("mixed-currencies");
    if (invoice.kind === "invoice" && invoice.outstanding === 0)
      return refused("already-paid", { number });
    if (invoice.processing > 0) return refused("processing", { number });
    const most = dueNowOf(invoice);
    if (most === 0) return refused("nothing-due", { number });
    const amount = amounts[id] ?? most;
    if (!Number.isSafeInteger(amount) || amount < 1 || amount > most)
      return refused("invalid-amount", { number, most, currency });
    allocations.push({ invoiceId: id, number, amount });
  }
  return { currency: first.currency, allocations };
}

/** True when two attempts would pay the same: only then may the page of the first be used again. */
export function sameAllocations(
  a: readonly { invoiceId: string; amount: number }[],
  b: readonly { invoiceId: string; amount: number }[],
): boolean {
  const amounts = new Map(a.map(({ invoiceId, amount }) => [invoiceId, amount]));
  return (
    amounts.size === b.length &&
    b.every(({ invoiceId, amount }) => amounts.get(invoiceId) === amount)
  );
}
