import type { Messages } from "../messages.ts";

export const books: Messages["books"] = {
  title: "Comparison with Stripe",
  intro:
    "Every night the portal asks Stripe what was paid and given back, and holds it against its own books.",
  asked: "The comparison is asked for. Reload this page in a minute.",
  last: "Last comparison",
  never: "There was no comparison yet. The first is made tonight.",
  found: (count) =>
    count === 0
      ? "No difference."
      : count === 1
        ? "One difference to look into."
        : `${count} differences to look into.`,
  checked: {
    payments: "Payments compared",
    sessions: "Payment pages",
    attempts: "Payments under way",
    invoices: "Invoices",
  },
  differences: "Differences",
  subject: "About",
  what: "Difference",
  ours: "In our books",
  theirs: "At Stripe, or by our own sums",
  kinds: {
    "missing-payment": "Paid at Stripe, missing in our books",
    "unknown-payment": "In our books, unknown to Stripe",
    "other-amount": "Other amounts",
    "unbalanced-payment": "A payment whose allocations do not add up",
    "unbalanced-invoice": "An invoice whose settlements do not add up",
    "unbalanced-processing": "An amount under way that does not add up",
    "unbalanced-ledger": "A customer’s account that does not add up",
    unanswered: "Stripe did not answer",
  },
  more: (count) => `And ${count} more: the command npm run reconcile lists them all.`,
  now: "Compare now",
  link: "Comparison with Stripe",
};
