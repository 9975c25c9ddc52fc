import { idOf, type StripeAccount } from "./stripe-account.server.ts";

/** One PaymentIntent that took money. All amounts in minor units. */
export interface LedgerPayment {
  readonly paymentIntent: string;
  readonly charge: string;
  /** The Checkout Session it was paid in; null for an off-session payment. */
  readonly session: string | null;
  readonly customer: string | null;
  readonly method: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** "EUR" */
  readonly currency: string;
  readonly charged: number;
  /** Given back, failed refunds not counted. */
  readonly refunded: number;
  /** Taken back by the payer's bank and not won again. */
  readonly disputed: number;
  /** What the merchant keeps: charged − refunded − disputed. */
  readonly kept: number;
  readonly createdAt: Date;
}

/**
 * What really happened to money, computed from the account's own objects: the judge of every test and of reconciliation. Only
 * succeeded charges count; a debit under way is in `processing`.
 */
export class Ledger {
  readonly #account: StripeAccount;

  constructor(account: StripeAccount) {
    this.#account = account;
  }

  /** Every payment that came, oldest first. */
  payments(): LedgerPayment[] {
    const { charges, disputes, refunds, sessions } = this.#account;
    const sessionOf = new Map(
      sessions.values().map((session) => [idOf(session.payment_intent), session.id]),
    );
    return charges
      .values()
      .filter(({ status }) => status === "succeeded")
      .map((charge) => {
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        const refunded = sum(
          refunds
            .values()
            .filter(
              (refund) =>
                refund.charge === charge.id &&
                !["failed", "canceled"].includes(refund.status ?? ""),
            )
            .map(({ amount }) => amount),
        );
        const disputed = sum(
          disputes
            .values()
            .filter((dispute) => dispute.charge === charge.id && dispute.status !== "won")
            .map(({ amount }) => amount),
        );
        const paymentIntent = idOf(charge.payment_intent) ?? "";
        return {
          paymentIntent,
          charge: charge.id,
          session: sessionOf.get(paymentIntent) ?? null,
          customer: idOf(charge.customer),
          method: charge.payment_method_details?.type ?? "card",
          metadata: charge.metadata,
          currency: charge.currency.toUpperCase(),
          charged: charge.amount,
          refunded,
          disputed,
          kept: charge.amount - refunded - disputed,
          createdAt: new Date(charge.created * 1000),
        };
      });
  }

  /** Minor units of a currency ("EUR") that came in, refunds and disputes not taken off. */
  charged(currency: string): number {
    return this.#total(currency, "charged");
  }

  refunded(currency: string): number {
    return this.#total(currency, "refunded");
  }

  /** What the merchant has of a currency after refunds and disputes. */
  kept(currency: string): number {
    return this.#total(currency, "kept");
  }

  /** PaymentIntents of debits under way. */
  processing(): string[] {
    return this.#account.settlements.values().map(({ paymentIntent }) => paymentIntent);
  }

  #total(currency: string, figure: "charged" | "refunded" | "kept"): number {
    return this.payments()
      .filter((payment) => payment.currency === currency)
      .reduce((sum, payment) => sum + payment[figure], 0);
  }
}
