/** The mail about money of a payment that went back, or came again after all. */
export const moneyBackMail = {
  subjects: {
    refunded: (biller: string, amount: string, day: string) =>
      `${biller}: ${amount} of your payment of ${day} is refunded to you`,
    "refund-failed": (biller: string, amount: string, day: string) =>
      `${biller}: the refund of ${amount} did not go through, payment of ${day}`,
    "taken-back": (biller: string, amount: string, day: string) =>
      `${biller}: your bank took ${amount} back of the payment of ${day}`,
    reinstated: (biller: string, amount: string, day: string) =>
      `${biller}: the payment of ${amount} of ${day} counts again`,
  },
  headings: {
    refunded: "We are refunding you",
    "refund-failed": "The refund did not go through",
    "taken-back": "Your bank took a payment back",
    reinstated: "Your payment counts again",
  },
  labels: {
    refunded: "Refunded",
    "refund-failed": "Not refunded",
    "taken-back": "Taken back by the bank",
    reinstated: "Paid again",
  },
  words: {
    refunded:
      "The money goes back where it came from: the card, or the account that was debited. It takes 5 to 10 days.",
    "refund-failed":
      "The bank did not accept the refund. We are looking for another way. There is nothing for you to do.",
    "taken-back":
      "Your bank took this sum back after a dispute. It is owed again. This was not what you wanted? Call us.",
    reinstated: "The bank gave this sum back to us. It is not owed any more.",
  },
  byTransfer: "We have sent this sum back to you by bank transfer.",
};
