import type { Language } from "#app/platform/i18n/language.ts";
import type { Palette } from "./palette.ts";

/** Somebody with a name, a telephone and hours, in the reader's language. */
export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly hours: string;
}

/** What every mail says, whatever it is about: from whom, about which customer, whom to call, and how to check it. */
export interface MailFrame {
  readonly language: Language;
  /** IANA zone in which instants are told. */
  readonly timeZone: string;
  /** The only host that mails link to, without trailing slash. */
  readonly appUrl: string;
  readonly biller: {
    readonly name: string;
    readonly legalName: string;
    /** On one line. */
    readonly address: string;
  };
  readonly palette: Palette;
  /** null on mails to staff and to people without a customer. */
  readonly customer: {
    readonly name: string;
    readonly number: string;
    /** How many other customers this person acts for (sign-in mails). */
    readonly others?: number;
  } | null;
  readonly contact: Person;
  /** The person greeted. */
  readonly recipient: string;
  /** "M-7KQ2-9FXH": what `{appUrl}/verify` recognises. */
  readonly code: string;
}

export interface MailProps<Facts> {
  readonly frame: MailFrame;
  readonly facts: Facts;
}
