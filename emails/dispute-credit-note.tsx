import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Words } from "./_components/words.tsx";

export interface DisputeCreditNoteFacts {
  readonly reference: string;
  readonly invoiceNumber: string;
  readonly creditNote: {
    readonly number: string;
    readonly amount: Money;
    readonly issueDate: string;
  };
  /** What is left to pay of the invoice. */
  readonly dueNow: Money;
  readonly link: string;
}

export function subject(
  { biller, language }: MailFrame,
  { creditNote, invoiceNumber }: DisputeCreditNoteFacts,
): string {
  return messagesFor(language).mail["dispute-credit-note"].subject(
    biller.name,
    creditNote.number,
    formatMoney(creditNote.amount, language),
    invoiceNumber,
    formatDay(creditNote.issueDate, language),
  );
}

export default function DisputeCreditNote({ frame, facts }: MailProps<DisputeCreditNoteFacts>) {
  const { reference, invoiceNumber, creditNote, dueNow, link } = facts;
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["dispute-credit-note"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${formatMoney(creditNote.amount, language)}. ${words.words(reference)}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(reference)}</Words>
      <Amount amount={creditNote.amount} frame={frame} label={words.label(invoiceNumber)} />
      <Action frame={frame} href={link} label={mail.actions.see} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.creditNote} value={creditNote.number} />
        <Fact
          frame={frame}
          label={mail.facts.creditNoteIssued}
          value={formatDay(creditNote.issueDate, language)}
        />
        <Fact frame={frame} label={mail.facts.invoice} value={invoiceNumber} />
        <Fact frame={frame} label={mail.facts.dispute} value={reference} />
        <Fact frame={frame} label={mail.facts.dueNow} value={formatMoney(dueNow, language)} />
      </Facts>
    </Letter>
  );
}
