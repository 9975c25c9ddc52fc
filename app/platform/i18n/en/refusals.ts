import type { Messages } from "../messages.ts";

/** The log of what the API refused, for whoever connects a software. */
export const refusals: Messages["refusals"] = {
  title: "Requests that the API refused",
  intro:
    "What your software asked for and the portal refused, with every error. Neither what was sent nor any key is kept.",
  docs: "What each refusal means",
  section: "Refused requests",
  sectionIntro: "When a software sends something wrong, every error is kept here for 30 days.",
  all: "See the refused requests",
  lastDay: "Refused in 24 h",
  lastDayOf: (count, name) => `${count} refused in 24 h, key “${name}”`,
  strangersLastDay: (count) => `Without a valid key: ${count} in 24 h`,
  none: "Nothing was refused in the last 30 days.",
  noneFound: "No refusal matches this search.",
  kept: "Kept for 30 days, the latest 1000 of each key. Equal refusals within one hour are one row.",
  search: "Number of an invoice or a customer, or a rule",
  searchHint: "Such as FA-2026-01902, C-1042 or BR-CO-10",
  key: "Key",
  everyKey: "Every key",
  noKey: "No valid key",
  unknownKey: (prefix) => `Unknown key, starts with ${prefix}`,
  revoked: "revoked",
  status: "Code",
  everyStatus: "Every code",
  pages: "Pages of refusals",
  when: "When",
  times: (count) => `${count} times`,
  request: "Request",
  answer: "Answer",
  about: "Invoice, customer",
  line: (line) => `line ${line} of the batch`,
  moreErrors: (count) => (count === "1" ? "and 1 more error" : `and ${count} more errors`),
  kinds: {
    "no-such-call": "An address that the API does not have",
    "more-lines": "More refused lines of the same batch",
  },
  linesLeftOut: (count, most) =>
    `${count} more lines of this batch were refused. Only the first ${most} are kept one by one; the batch’s answer has them all.`,
  back: "Refused requests",
  first: "First",
  last: "Last",
  count: "How often",
  invoice: "Invoice number",
  customer: "Customer number",
  size: "Size",
  bytes: (size) => `${size} bytes`,
  errors: "Errors",
  errorsNone: "The answer names no error in particular.",
  errorsLeftOut: (count) =>
    count === "1"
      ? "One more error is not kept. The answer that the software got has it."
      : `${count} more errors are not kept. The answer that the software got has them.`,
  sentIn: {
    fr: "These sentences are what the software got, in French: the language it asked for.",
    en: "These sentences are what the software got.",
  },
  rule: "Rule",
  where: "Place",
  message: "What is wrong",
  wholeDocument: "the whole document",
  explained: "What this refusal means",
};
