/*
 * When money goes back (a refund, a dispute of the payer's bank), what it had paid is owed again; when it comes back after all,
 * that is paid again. Amounts in minor units of the payment's currency.
 */

/** What a payment holds of an invoice: paid now, and the most it ever had. */
export interface Holding {
  invoiceId: string;
  held: number;
  peak: number;
}

/** Adds up a payment's settlements (oldest first, reversals negative), in the order in which the invoices were first paid. */
export function holdingsOf(
  settlements: readonly { invoiceId: string; amount: number }[],
): Holding[] {
  const holdings = new Map<string, Holding>();
  for (const { invoiceId, amount } of settlements) {
    const holding = holdings.get(invoiceId) ?? { invoiceId, held: 0, peak: 0 };
    holding.held += amount;
    holding.peak = Math.max(holding.peak, holding.held);
    holdings.set(invoiceId, holding);
  }
  return [...holdings.values()];
}

/** Takes `amount` back: first from the customer's unused credit, then from what was paid last. */
export function planTakingBack(
  holdings: readonly Holding[],
  unallocated: number,
  amount: number,
): { fromCredit: number; reversals: { invoiceId: string; amount: number }[] } {
  const fromCredit = Math.min(unallocated, amount);
  let left = amount - fromCredit;
  const reversals: { invoiceId: string; amount: number }[] = [];
  for (const { invoiceId, held } of [...holdings].reverse()) {
    const part = Math.min(held, left);
    if (part > 0) reversals.push({ invoiceId, amount: part });
    left -= part;
  }
  return { fromCredit, reversals };
}

/** Gives `amount` back to the invoices it was taken from, first paid first; what they do not want is credit again. */
export function planGivingBack(
  holdings: readonly Holding[],
  amount: number,
): { restorations: { invoiceId: string; amount: number }[] } {
  let left = amount;
  const restorations: { invoiceId: string; amount: number }[] = [];
  for (const { invoiceId, held, peak } of holdings) {
    const part = Math.min(peak - held, left);
    if (part > 0) restorations.push({ invoiceId, amount: part });
    left -= part;
  }
  return { restorations };
}

/** Stripe's statuses of a refund whose money is on its way to the customer or there (docs.stripe.com/refunds). */
const refundProgress: Record<string, number> = {
  pending: 0,
  requires_action: 0,
  succeeded: 1,
  // A refund may fail after it succeeded: the bank sends it back.
  failed: 2,
  canceled: 2,
};
const disputeProgress: Record<string, number> = { open: 0, withdrawn: 1, reinstated: 2 };

/** Something that takes money back, as last heard. */
export interface TakenBack {
  kind: "refund" | "bank-dispute";
  status: string;
  amount: number;
}

/** The later of two words about the same refund or dispute: they arrive in any order. */
export function laterStatus(kind: TakenBack["kind"], known: string, heard: string): string {
  const progress = kind === "refund" ? refundProgress : disputeProgress;
  return (progress[heard] ?? 0) > (progress[known] ?? 0) ? heard : known;
}

/** How much of `amount` is with the customer again. Never more than was paid: a bank may dispute what was refunded. */
export function takenBackOf(amount: number, rows: readonly TakenBack[]): number {
  const gone = rows.filter(({ kind, status }) =>
    kind === "refund" ? (refundProgress[status] ?? 0) < 2 : status === "withdrawn",
  );
  return Math.min(
    amount,
    gone.reduce((sum, row) => sum + row.amount, 0),
  );
}

/** What Stripe's dispute object and the event about it say of the money (docs.stripe.com/api/disputes/object). */
export function readDispute(
  eventType: string,
  dispute: { status: string; balance_transactions?: readonly unknown[] | null },
): "open" | "withdrawn" | "reinstated" {
  const movements = dispute.balance_transactions?.length ?? 0;
  const { status } = dispute;
  if (eventType === "charge.dispute.funds_reinstated" || movements > 1 || status === "won")
    return "reinstated";
  if (eventType === "charge.dispute.funds_withdrawn" || movements === 1 || status === "lost")
    return "withdrawn";
  return "open";
}
