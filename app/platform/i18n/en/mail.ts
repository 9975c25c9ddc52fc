import type { Messages } from "../messages.ts";
import { autopayMail } from "./autopay-mail.ts";
import { moneyBackMail } from "./money-back-mail.ts";
import { planMails } from "./plan-mails.ts";

export const mail: Messages["mail"] = {
  frame: {
    colon: ":",
    greeting: (name) => `Hello ${name},`,
    forCustomer: (name) => `For ${name},`,
    customerNumber: (number) => `customer ${number}`,
    otherCustomers: (others) => `and ${others} other${others > 1 ? "s" : ""}`,
    forStaff: (biller) => `For the team of ${biller}`,
    contactTitle: "A question?",
    contactWords: "Your contact will answer:",
    customerContactTitle: "Their contact",
    customerContactWords: "The person this customer knows:",
    trustTitle: "Is this message really from us?",
    code: "Message code",
    codeWords: "Our site tells you whether we sent it, when, and what it is about.",
    verify: "Check this message",
    noBankDetails: "Our e-mails never contain bank details.",
    linkWords: "The link opens this invoice only, without a password. Keep it to yourself.",
    sender: (legalName, address) => `${legalName}, ${address}`,
    hiddenBankDetails: "[bank details hidden]",
    cutShort: "The rest is on the portal.",
  },
  facts: {
    invoice: "Invoice",
    about: "About",
    issued: "Issued on",
    due: "Due date",
    reference: "Your reference",
    gross: "Total amount",
    paidAlready: "Already settled",
    contested: "Disputed, on hold",
    processing: "Payment under way",
    dueNow: "Amount due",
    receipt: "Receipt",
    receivedOn: "Received on",
    startedOn: "Requested on",
    method: "Means of payment",
    unallocated: "Kept as your credit",
    dispute: "Dispute",
    claimed: "Disputed amount",
    line: "Disputed line",
    lines: "Disputed lines",
    promised: "Answer promised",
    handler: "Handled by",
    creditNote: "Credit note",
    creditNoteIssued: "Credited on",
    customer: "Customer",
    openedBy: "Disputed by",
    role: "You can",
  },
  methods: {
    card: "card",
    sepa_debit: "SEPA direct debit",
    transfer: "bank transfer",
    cheque: "cheque",
    cash: "cash",
    other: "another means",
  },
  actions: {
    see: "See the invoice",
    seeAndPay: (amount) => `See and pay ${amount}`,
    seeCreditNote: "See the credit note",
    receipt: "See the receipt",
    payAgain: (amount) => `Pay ${amount}`,
    followDispute: "Follow the dispute",
    readAnswer: "Read and reply",
    openDispute: "Open the dispute",
    signIn: "Sign in",
    open: "Open the portal",
  },
  "invoice-issued": {
    subject: (biller, number, amount, due) =>
      `${biller}: invoice ${number} for ${amount}, to pay by ${due}`,
    subjectNoDate: (biller, number, amount) => `${biller}: invoice ${number}, ${amount} to pay`,
    subjectNothingDue: (biller, number, amount) =>
      `${biller}: invoice ${number} for ${amount}, nothing to pay`,
    subjectAutomatic: (biller, number, amount, due) =>
      `${biller}: invoice ${number} of ${amount}, automatic payment, due on ${due}`,
    heading: "A new invoice",
    automatic: "By automatic payment",
    wordsAutomatic:
      "Automatic payment sees to it on the due date. We tell you some days before, with the day and the amount.",
    toPay: (due) => `To pay by ${due}`,
    toPayNoDate: "To pay",
    nothingDue: "Nothing to pay",
    words: (biller) => `${biller} sends you the invoice below.`,
    wordsNothingDue: (biller) =>
      `${biller} sends you the invoice below. It is already settled: there is nothing to do.`,
    contest: "A line looks wrong? You can dispute it from the invoice.",
  },
  "credit-note-issued": {
    subject: (biller, number, amount, day) =>
      `${biller}: credit note ${number} for ${amount}, ${day}`,
    heading: "A credit note for you",
    label: "In your favour",
    words: (biller) =>
      `${biller} grants you this credit note. It lowers what you owe: there is nothing to do.`,
  },
  "reminder-before": {
    subject: (biller, number, amount, due) =>
      `${biller}: reminder, invoice ${number}, ${amount} to pay by ${due}`,
    heading: "Due in a few days",
    words: (number) =>
      `Invoice ${number} is due soon. If you have already paid it, please ignore this message.`,
  },
  "reminder-due": {
    subject: (biller, number, amount, due) =>
      `${biller}: invoice ${number}, ${amount} to pay, due on ${due}`,
    heading: "Your invoice is due",
    words: (number, due) =>
      `Invoice ${number} is due on ${due}. If you have just paid it, please ignore this message.`,
  },
  "reminder-late": {
    subject: (biller, number, amount, late) =>
      `${biller}: invoice ${number}, ${amount} to pay, ${late}`,
    late: (days) => `${days} day${days > 1 ? "s" : ""} overdue`,
    heading: "An invoice is still to be paid",
    words: (number, late) =>
      `Invoice ${number} is ${late}. It may have been forgotten, or a payment may be on its way.`,
    help: "If paying is difficult at the moment, call us: we will look for a solution with you.",
  },
  reminder: {
    label: (due) => `To pay, due on ${due}`,
    contestedWords: (amount) => `The disputed ${amount} stays on hold: no reminder is about it.`,
    contest: "This invoice looks wrong? You can dispute a line from the invoice.",
  },
  "payment-received": {
    subject: (biller, amount, day, number) =>
      `${biller}: payment of ${amount} received on ${day}, receipt ${number}`,
    heading: "Payment received, thank you",
    label: (day) => `Received on ${day}`,
    words: (method) => `We have received your payment by ${method}.`,
    wordsOther: "We have received your payment.",
    settles: "This payment settles",
  },
  "payment-processing": {
    subject: (biller, amount, day) => `${biller}: your payment of ${amount} of ${day} is under way`,
    heading: "Payment under way",
    label: "Under way at the bank",
    words: "Your bank is handling the payment. It takes a few days: please do not pay again.",
    next: "We will write to you as soon as it has arrived.",
    pays: "This payment is for",
  },
  "payment-failed": {
    subject: (biller, amount, day) =>
      `${biller}: the payment of ${amount} of ${day} did not go through`,
    heading: "The payment did not go through",
    label: "Not paid",
    words: "The payment did not go through. You can pay another way, or try again.",
    automatic:
      "The automatic payment did not go through and will not be tried again. Nothing was taken: you can pay yourself.",
    reasons: {
      insufficient_funds: "The bank says that the balance was too low.",
      expired_card: "The bank says that the card has expired.",
      authentication_required: "The bank was waiting for your confirmation.",
      debit_not_authorized: "The bank says that the direct debit was not authorised.",
      other: "The bank did not accept the payment.",
    },
    concerns: "This payment was for",
  },
  "payment-refunded": moneyBackMail,
  ...autopayMail,
  ...planMails,
  "dispute-opened": {
    subject: (biller, reference, amount, number, day) =>
      `${biller}: dispute ${reference} for ${amount} received, invoice ${number}, answer by ${day}`,
    heading: "We have received your dispute",
    label: "Amount put on hold",
    words: (handler, day) => `${handler} will answer you by ${day}.`,
    frozen: "This amount is on hold: no reminder, no penalty.",
    rest: (amount) => `The rest of the invoice, ${amount}, can be paid as usual.`,
    yourWords: "Your message",
  },
  "dispute-answered": {
    subject: (biller, reference, amount, number, day) =>
      `${biller}: answer of ${day} to your dispute ${reference} for ${amount}, invoice ${number}`,
    heading: "An answer to your dispute",
    words: (author) => `${author} has answered you:`,
    frozen: (amount) => `The disputed ${amount} stays on hold.`,
  },
  "dispute-decided": {
    subject: (biller, outcome, reference, number, day) =>
      `${biller}: ${outcome}, dispute ${reference}, invoice ${number}, ${day}`,
    outcomes: {
      credit: (amount) => `credit of ${amount} granted`,
      "partial-credit": (amount) => `partial credit of ${amount} granted`,
      uphold: (amount) => `amount of ${amount} maintained`,
    },
    headings: {
      credit: "Your dispute is accepted",
      "partial-credit": "Your dispute is accepted in part",
      uphold: "The disputed amount is maintained",
    },
    labels: { credit: "Granted", "partial-credit": "Granted", uphold: "Maintained" },
    words: {
      credit: "A credit note will be issued. The amount stays on hold until it arrives.",
      "partial-credit":
        "A credit note will be issued for the part granted. That part stays on hold until it arrives.",
      uphold: "We have looked into it: the disputed amount is to be paid. It is no longer on hold.",
    },
    reason: (author) => `${author} explains:`,
    appeal: "You do not agree? Reply from the dispute, or call us.",
  },
  "dispute-credit-note": {
    subject: (biller, creditNote, amount, number, day) =>
      `${biller}: credit note ${creditNote} for ${amount} of ${day}, taken off invoice ${number}`,
    heading: "Your credit note has arrived",
    label: (number) => `Taken off invoice ${number}`,
    words: (reference) =>
      `The credit note promised after your dispute ${reference} has arrived. There is nothing to do.`,
  },
  "sign-in": {
    subject: (biller, until) => `${biller}: your sign-in link, valid until ${until}`,
    heading: "Sign in",
    words: "You asked to sign in. Use this button on the same device.",
    returns: "You will come back to the page you asked for.",
    otherDevice: "On another device, type this code:",
    until: (instant) => `The link and the code are valid once, until ${instant}.`,
    notYou: "You asked for nothing? Ignore this message: nobody can get in without it.",
    neverTell:
      "Do not give this code to anybody. We never ask for it, neither by phone nor by e-mail.",
  },
  "staff-dispute-opened": {
    subject: (customer, reference, amount, number, day) =>
      `${customer}: dispute ${reference} for ${amount}, invoice ${number}, to answer by ${day}`,
    heading: "A dispute is yours to handle",
    words: (customer, day) => `${customer} disputes an invoice. An answer is promised by ${day}.`,
    theirWords: (name) => `${name} writes:`,
  },
  "staff-dispute-reply": {
    subject: (customer, reference, amount, number, day) =>
      `${customer}: new message of ${day}, dispute ${reference} for ${amount}, invoice ${number}`,
    heading: "The customer has replied",
    words: (customer) => `${customer} has replied in a dispute that you handle.`,
  },
  "person-invited": {
    subject: (biller, customer, day) =>
      `${biller}: access to the invoices of ${customer}, opened on ${day}`,
    heading: "You have been given access",
    words: (inviter, customer) => `${inviter} gives you access to the invoices of ${customer}.`,
    wordsByBiller: (biller, customer) =>
      `${biller} gives you access to the invoices of ${customer}.`,
    roles: {
      owner: "see, pay, dispute, and manage people and preferences",
      payer: "see, pay and dispute",
      viewer: "see and download",
    },
    how: (email) => `To get in, give your address ${email}. There is no password.`,
    notYou: "You do not know this company? Call us, or ignore this message.",
  },
  "bank-details-changed": {
    subject: (biller, day) => `${biller}: our bank details changed on ${day}`,
    heading: "Our bank details have changed",
    where:
      "For your next transfers, use our new details. They are shown in your account, after you have signed in.",
    never:
      "This message does not contain them. Nobody will ever send you them by e-mail, neither we nor anyone else.",
    doubt: "A message or a call gives you others? Do not answer it, and call us.",
    changedOn: "Changed on",
  },
};
