/** What a test number does, after docs.stripe.com/testing. Every other number with a right check digit is paid like 4242…. */
export interface CardBehaviour {
  readonly brand: string;
  /** How the bank answers a charge. */
  readonly charge:
    | "succeeds"
    | "generic_decline"
    | "insufficient_funds"
    | "lost_card"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error";
  /** Whether the holder must be asked (3-D Secure): `unless-set-up` no longer once a challenge was passed while saving the card. */
  readonly authentication: "never" | "unless-set-up" | "always";
  /** Accepted by the hosted page and for saving, refused when charged. */
  readonly chargeLater?: "generic_decline";
  readonly refund?: "fails-later" | "pending";
  /** A bank dispute follows the payment at once. */
  readonly disputed?: boolean;
}

const ok: CardBehaviour = { brand: "visa", charge: "succeeds", authentication: "never" };

const cards: Record<string, CardBehaviour> = {
  "4242424242424242": ok,
  "5555555555554444": { ...ok, brand: "mastercard" },
  "378282246310005": { ...ok, brand: "amex" },
  "4000000000000002": { ...ok, charge: "generic_decline" },
  "4000000000009995": { ...ok, charge: "insufficient_funds" },
  "4000000000009987": { ...ok, charge: "lost_card" },
  "4000000000000069": { ...ok, charge: "expired_card" },
  "4000000000000127": { ...ok, charge: "incorrect_cvc" },
  "4000000000000119": { ...ok, charge: "processing_error" },
  "4000000000000341": { ...ok, chargeLater: "generic_decline" },
  "4000002500003155": { ...ok, authentication: "unless-set-up" },
  "4000002760003184": { ...ok, authentication: "always" },
  "4000008260003178": { ...ok, authentication: "always", charge: "insufficient_funds" },
  "4000000000005126": { ...ok, refund: "fails-later" },
  "4000000000007726": { ...ok, refund: "pending" },
  "4000000000000259": { ...ok, disputed: true },
};

/** The numbers shown on the hosted page for people who try the demonstration. */
export const shownCards = [
  "4242424242424242",
  "4000002500003155",
  "4000000000000002",
  "4000000000009995",
] as const;

export function behaviourOf(number: string): CardBehaviour {
  return cards[number] ?? ok;
}

/** ISO/IEC 7812-1: length and Luhn check digit. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  let sum = 0;
  [...number].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

/** Sentences of Stripe for a refused charge, as API users see them. */
export const declineMessages: Record<string, string> = {
  generic_decline: "Your card was declined.",
  insufficient_funds: "Your card has insufficient funds.",
  lost_card: "Your card was declined.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
};

/** The error code that goes with a decline: some declines are errors of their own, the rest are `card_declined`. */
export function errorCodeOf(decline: string): string {
  return ["expired_card", "incorrect_cvc", "processing_error"].includes(decline)
    ? decline
    : "card_declined";
}
