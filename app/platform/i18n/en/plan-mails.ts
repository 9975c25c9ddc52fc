import type { Messages } from "../messages.ts";

/** The mails about paying later: a promise, or instalments. */
export const planMails: Pick<
  Messages["mail"],
  | "staff-plan-proposed"
  | "plan-accepted"
  | "plan-refused"
  | "plan-due"
  | "plan-broken"
  | "planFacts"
> = {
  "staff-plan-proposed": {
    subject: (customer, amount, number, day) =>
      `${customer}: asks to pay ${amount} later, invoice ${number}, to answer by ${day}`,
    heading: "A proposal to decide",
    words: (customer, day) =>
      `${customer} asks to pay an invoice later. An answer is promised by ${day}.`,
    theirWords: (name) => `${name} writes:`,
    label: "Amount concerned",
    open: "Open the proposal",
  },
  "plan-accepted": {
    subjects: {
      promise: (biller, amount, number, day) =>
        `${biller}: ${amount} promised for ${day}, invoice ${number}`,
      instalments: (biller, amount, number, day) =>
        `${biller}: ${amount} in instalments, invoice ${number}, first payment on ${day}`,
    },
    heading: "It is agreed",
    words: "Thank you for telling us. While the arrangement holds, we send you no reminders.",
    theirWords: (name) => `${name} writes to you:`,
    label: { promise: "Promised", instalments: "In instalments" },
    earlier: "You can pay earlier, or all at once, at any time.",
    see: "See the arrangement",
  },
  "plan-refused": {
    subject: (biller, amount, number, day) =>
      `${biller}: answer of ${day} to your proposal for ${amount}, invoice ${number}`,
    heading: "Your proposal is not accepted",
    words: (name) => `${name} answers you:`,
    unansweredHeading: "We did not answer in time",
    unanswered: "Your proposal was left without an answer until its first day. We are sorry.",
    callYou: "We will call you. You can also call us, or propose other days.",
    again: "You can propose other days, or call us: we will find a way.",
    label: "Amount due",
    see: "See the invoice",
  },
  "plan-due": {
    subjects: {
      before: (biller, amount, number, day) =>
        `${biller}: ${amount} agreed for ${day}, invoice ${number}`,
      missed: (biller, amount, number, day) =>
        `${biller}: ${amount} was agreed for ${day}, invoice ${number}`,
    },
    headings: { before: "A payment in a few days", missed: "A payment has not arrived yet" },
    words: {
      before: (day) => `As agreed, this payment is planned for ${day}.`,
      missed: (day) =>
        `The payment planned for ${day} has not arrived yet. Perhaps it was forgotten, or it is on its way.`,
    },
    until: (day) => `The arrangement holds if this payment arrives by ${day}.`,
    difficult: "It is not possible? Call us: we will find a way with you.",
    ignore: "If you have just paid, please ignore this message.",
    label: (day) => `Agreed for ${day}`,
  },
  "plan-broken": {
    subject: (biller, amount, number, day) =>
      `${biller}: the arrangement for ${day} has ended, ${amount} to pay, invoice ${number}`,
    heading: "The arrangement has ended",
    words: "A payment that was agreed did not reach us. It happens. The arrangement has ended.",
    next: (name, phone) => `Call ${name} on ${phone}: we will find a way with you.`,
    owed: "The rest of the invoice is due as before.",
    label: "Amount due",
  },
  planFacts: {
    payment: (n) => `Payment ${n}`,
    day: (amount, day) => `${amount}, on ${day}`,
  },
};
