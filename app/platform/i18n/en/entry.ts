import type { Messages } from "../messages.ts";

export const entry: Messages["entry"] = {
  verify: {
    title: "Check a message or an invoice",
    intro:
      "Every e-mail and every invoice we send carries a code, at its end. Type it here to know whether it is from us.",
    code: "Code of the message or the invoice",
    codeHint: "For example M-7KQ2-XW4T on an e-mail, F-9XR4-20BD on an invoice",
    check: "Check",
    ours: "Yes, this message is from us.",
    sentOn: (day, what) => `We sent it on ${day}. It is about: ${what}.`,
    notOurs: "We sent nothing with this code.",
    notOursHint:
      "Read the code again. If it is the same, do not click anything in that message, pay nothing and call us.",
    empty: "Type the code that stands at the end of the message or the invoice.",
    noFile: "Choose the file of the invoice, or type its code.",
    document: {
      ours: "Yes, we issued this invoice.",
      facts: (title, day, total) => `${title}, issued on ${day}, total including VAT ${total}.`,
      compare: "Compare this with what you have before you: if a figure differs, call us.",
    },
    file: {
      label: "Or the file of the invoice",
      hint: "The PDF or XML as you received it. We do not keep it.",
      check: "Check the file",
      ours: "Yes, this file is from us and nobody has changed it.",
      notOurs: "This file is not one of ours, or it was changed.",
      notOursHint:
        "A file that was saved again or scanned is not recognised either: type the code printed at its end. If in doubt, pay nothing and call us.",
    },
    never: "We never send bank details by e-mail.",
  },
  accessibility: {
    title: "Accessibility",
    paragraphs: [
      "This site aims to meet WCAG 2.2 level AA and the French RGAA 4.1.",
      "Everything works by keyboard, with a screen reader, on a phone and without JavaScript.",
      "Invoices in PDF are tagged for screen readers.",
      "Is something in your way? Call us or write to us: we help you, and we mend it.",
    ],
  },
  privacy: {
    title: "Personal data",
    paragraphs: [
      "We keep your name, your e-mail address and what you do here, to handle your invoices.",
      "One cookie keeps you signed in, another keeps your language. There is no tracker, neither on the site nor in e-mails.",
      "Payments by card or direct debit are made at Stripe: we never see your card number.",
      "Invoices are kept for ten years, as the law requires.",
      "You can ask to see, correct or erase your data: call us or write to us.",
    ],
  },
  legal: {
    title: "Legal notice",
    publisher: "Publisher",
    identifiers: "Identifiers",
    contact: "How to reach us",
  },
};
