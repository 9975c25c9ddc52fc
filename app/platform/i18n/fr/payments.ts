/** Paying, and what became of it. No sentence claims more than the bank said. */
export const payments = {
  /** A line on Stripe's page. */
  checkoutLine: (number: string) => `Facture ${number}`,
};
