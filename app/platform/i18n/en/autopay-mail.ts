/** The mails of automatic payment. */
export const autopayMail = {
  "autopay-notice": {
    subject: (biller: string, amount: string, number: string, day: string) =>
      `${biller}: ${amount} will be taken on ${day}, invoice ${number}`,
    heading: "An automatic payment is coming",
    label: (day: string) => `Will be taken on ${day}`,
    words: (number: string) =>
      `Invoice ${number} will be paid automatically. There is nothing for you to do.`,
    stop: "Would you rather pay otherwise, or does a line look wrong? Open the invoice before that day: what you contest is not taken.",
  },
  "autopay-limit": {
    subject: (biller: string, number: string, amount: string, due: string) =>
      `${biller}: invoice ${number}, ${amount} to pay yourself, due on ${due}`,
    heading: "An invoice is above your limit",
    label: (due: string) => `To pay, due on ${due}`,
    words: (number: string) =>
      `Invoice ${number} is above the limit that you set for the month. We take nothing for it.`,
    next: "You can pay it in the portal, or raise the limit for the next ones.",
  },
  "autopay-started": {
    subject: (biller: string, method: string, day: string, limit: string | null) =>
      `${biller}: automatic payment on since ${day}, ${method}${limit ? `, at most ${limit} a month` : ""}`,
    heading: "Automatic payment is on",
    words: (person: string) =>
      `${person} switched on automatic payment of your invoices on their due dates.`,
    notice: (days: number) =>
      `We tell you ${days} days before each payment. You can stop it at any time, in one click.`,
    unexpected: "Did you not expect this? Stop it in the portal, or call us.",
    limit: "Limit per month",
    none: "none",
  },
  "autopay-stopped": {
    subject: (biller: string, method: string, day: string) =>
      `${biller}: automatic payment stopped on ${day}, ${method}`,
    heading: "Automatic payment has stopped",
    words: {
      asked: "As asked, we take nothing any more. Your invoices are paid one by one again.",
      "method-gone":
        "Your bank no longer accepts the saved card or account. We take nothing any more.",
    },
    next: "Reminders are sent as before. A payment that is already at the bank goes through.",
  },
  autopay: {
    method: "Paid by",
    actions: {
      manage: "See automatic payment",
      again: "Choose another card or account",
    },
  },
};
