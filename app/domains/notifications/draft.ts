import type { Language } from "#app/platform/i18n/language.ts";
import type { MailFacts, MailKind } from "#emails/templates.ts";

export interface Recipient {
  readonly personId: string | null;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** A mail that is to be written: everything but its words. */
export interface Draft<Kind extends MailKind = MailKind> {
  readonly kind: Kind;
  /** The customer that the mail is about and whose contact it names; null for people without one. */
  readonly about: { readonly customerId: string; readonly others?: number } | null;
  readonly subjectId: string;
  /** Tells repetitions of a kind on one subject apart; the same step is never told twice to the same address. */
  readonly step: string;
  readonly to: Recipient;
  /** The invoice that a link without password opens; null when the link asks to sign in. */
  readonly opensInvoice: string | null;
  /** What the template is told. `link` is `{appUrl}/i/{token}`, or null when `opensInvoice` is. */
  readonly facts: (link: string | null) => MailFacts<Kind>;
  readonly stated?: { readonly dueNow: number; readonly chargeOn?: string };
  readonly expiresAt?: Date;
}

/** A draft of one kind among drafts of all kinds. */
export function draft<Kind extends MailKind>(of: Draft<Kind>): Draft {
  // Safe because `kind` and `facts` stay together: whoever renders passes both to the same template.
  return of as unknown as Draft;
}

/** A link that a draft asked for by `opensInvoice`. */
export function madeLink(link: string | null): string {
  if (link === null) throw new Error("A mail without its link");
  return link;
}
