/** Giving money back: for managers. */
export const refunds = {
  title: "Refund",
  managersOnly: "Only managers can refund.",
  nothing: "There is nothing to refund on this payment.",
  nothingByTransfer:
    "This payment came by your bank and was used for invoices entirely. To give money back, issue a credit note first.",
  most: (amount: string) => `At most ${amount}.`,
  byProvider:
    "Stripe sends the money back where it came from: the card, or the account that was debited. It takes 5 to 10 days.",
  byTransfer: "This payment came by your bank: make the transfer yourself, then note it here.",
  choice: "Which amount?",
  all: (amount: string) => `All of it: ${amount}`,
  credit: (amount: string) => `What paid no invoice: ${amount}`,
  part: "Another amount",
  amount: (currency: string) => `Amount, in ${currency}`,
  amountHint: "Example: 125.50. Leave it empty if you chose above.",
  reason: "Why?",
  reasons: {
    duplicate: "Paid twice",
    requested: "The customer asked for it",
    goodwill: "A gesture of goodwill",
  },
  review: "Continue",
  reviewTitle: (amount: string) => `Refund ${amount}?`,
  to: (customer: string, way: string) => `To ${customer}, by: ${way}.`,
  owedAgain: "Will be owed again",
  owedAgainHint:
    "If these sums need not be paid any more, issue a credit note first: otherwise the customer will be reminded.",
  nothingOwedAgain: "No invoice will be owed again.",
  confirm: (amount: string) => `Refund ${amount}`,
  confirmTransfer: (amount: string) => `I have transferred ${amount} to the customer`,
  back: "Change the amount",
  noted: "It is noted.",
  requested: "It is requested. The state below says what Stripe answered.",
  requestsTitle: "Requested refunds",
  date: "Requested on",
  by: "By",
  state: "State",
  states: {
    waiting: "Waiting for Stripe’s answer",
    made: "Made",
    refused: "Refused by Stripe",
  },
  refusals: {
    charge_already_refunded: "Everything has been refunded already.",
    charge_disputed: "The payer contests this payment at their bank: the bank will decide.",
    insufficient_funds: "The balance of the Stripe account is not sufficient.",
    other: "Look at this payment in Stripe’s dashboard.",
  },
  moved: {
    kept: (amount: string) => `${amount} paid no invoice: it is the customer’s credit.`,
    refundedSentence: (amount: string, on: string) =>
      `${amount} was refunded to the customer on ${on}.`,
    refundPending: (amount: string) =>
      `A refund of ${amount} is on its way to the customer’s bank.`,
    refundFailed: (amount: string) =>
      `A refund of ${amount} failed: the customer does not have the money.`,
    contestedSentence: (amount: string) =>
      `The customer’s bank took ${amount} back after a dispute.`,
  },
  errors: {
    choice: "Choose an amount.",
    amount: (most: string) => `Enter an amount between 0 and ${most}, for example 125.50.`,
    reason: "Say why.",
  },
};
