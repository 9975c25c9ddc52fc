import type { MailKind } from "#emails/templates.ts";

/** What a mail is about, as its row names it. */
export type MailSubject = "invoice" | "payment" | "dispute" | "customer" | "sign-in";

export interface Kind {
  readonly subject: MailSubject;
  /** 2 somebody waits for it at a screen, 1 about what somebody just did, 0 the rest. */
  readonly urgent: 0 | 1 | 2;
  /** May a person choose not to receive it? What law or safety requires cannot be switched off. */
  readonly switchable: boolean;
  /**
   * Who is told: `everybody` of the customer; `payers` (owners and payers); the dispute's `handler`, or the contact of who
   * proposes something; a `person` by
   * name, whatever they chose.
   * Customers who chose paper get none of the first two.
   */
  readonly audience: "everybody" | "payers" | "handler" | "person";
  /**
   * What must still be so in the transaction that marks it as sending: `owed` what the mail asks for; `asked` the same, if it
   * asks for anything; what is `planned` to be taken, to the cent and the day; the payment attempt is still `processing`, or
   * `failed` and not made up for; the `instalment` of an arrangement is still to be paid; `fact`: it happened.
   */
  readonly truth: "owed" | "asked" | "planned" | "processing" | "failed" | "instalment" | "fact";
}

/** Every mail the portal sends: one line each. Its words are in the catalogs, its look in `emails/`. */
export const kinds = {
  "invoice-issued": kind("invoice", 0, "always", "everybody", "asked"),
  "credit-note-issued": kind("invoice", 0, "always", "everybody", "fact"),
  "reminder-before": kind("invoice", 0, "switchable", "payers", "owed"),
  "reminder-due": kind("invoice", 0, "switchable", "payers", "owed"),
  "reminder-late": kind("invoice", 0, "always", "payers", "owed"),
  "payment-received": kind("payment", 1, "switchable", "payers", "fact"),
  "payment-processing": kind("payment", 1, "switchable", "payers", "processing"),
  "payment-failed": kind("payment", 1, "always", "payers", "failed"),
  "payment-refunded": kind("payment", 1, "always", "payers", "fact"),
  "autopay-notice": kind("invoice", 0, "always", "payers", "planned"),
  "autopay-limit": kind("invoice", 0, "always", "payers", "owed"),
  "autopay-started": kind("customer", 1, "always", "payers", "fact"),
  "autopay-stopped": kind("customer", 1, "always", "payers", "fact"),
  "plan-accepted": kind("invoice", 1, "always", "payers", "fact"),
  "plan-refused": kind("invoice", 1, "always", "payers", "fact"),
  "plan-due": kind("invoice", 0, "switchable", "payers", "instalment"),
  "plan-broken": kind("invoice", 0, "always", "payers", "owed"),
  "dispute-opened": kind("dispute", 1, "always", "payers", "fact"),
  "dispute-answered": kind("dispute", 1, "always", "payers", "fact"),
  "dispute-decided": kind("dispute", 1, "always", "payers", "fact"),
  "dispute-credit-note": kind("dispute", 1, "always", "payers", "fact"),
  "sign-in": kind("sign-in", 2, "always", "person", "fact"),
  "staff-dispute-opened": kind("dispute", 1, "always", "handler", "fact"),
  "staff-dispute-reply": kind("dispute", 1, "always", "handler", "fact"),
  "staff-plan-proposed": kind("invoice", 1, "always", "handler", "fact"),
  "person-invited": kind("customer", 1, "always", "person", "fact"),
  "bank-details-changed": kind("customer", 0, "always", "person", "fact"),
} as const satisfies Record<MailKind, Kind>;

export const mailKinds = Object.keys(kinds) as MailKind[];

/** The line of a kind. Throws for a kind that no version of this program knows. */
export function kindOf(name: string): Kind {
  const found = (kinds as Record<string, Kind>)[name];
  if (!found) throw new Error(`No mail of the kind ${name}`);
  return found;
}

export function isMailKind(name: string): name is MailKind {
  return Object.hasOwn(kinds, name);
}

function kind<S extends MailSubject>(
  subject: S,
  urgent: Kind["urgent"],
  choice: "switchable" | "always",
  audience: Kind["audience"],
  truth: Kind["truth"],
) {
  return { subject, urgent, switchable: choice === "switchable", audience, truth };
}
