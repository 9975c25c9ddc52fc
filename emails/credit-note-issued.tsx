import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Words } from "./_components/words.tsx";

export interface CreditNoteIssuedFacts {
  readonly number: string;
  readonly title: string;
  readonly issueDate: string;
  readonly amount: Money;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: CreditNoteIssuedFacts): string {
  return messagesFor(language).mail["credit-note-issued"].subject(
    biller.name,
    facts.number,
    formatMoney(facts.amount, language),
    formatDay(facts.issueDate, language),
  );
}

export default function CreditNoteIssued({ frame, facts }: MailProps<CreditNoteIssuedFacts>) {
  const { mail } = messagesFor(frame.language);
  const words = mail["credit-note-issued"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${formatMoney(facts.amount, frame.language)}. ${facts.title}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(frame.biller.name)}</Words>
      <Amount amount={facts.amount} frame={frame} label={words.label} />
      <Action frame={frame} href={facts.link} label={mail.actions.seeCreditNote} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.creditNote} value={facts.number} />
        <Fact frame={frame} label={mail.facts.about} value={facts.title} />
        <Fact
          frame={frame}
          label={mail.facts.creditNoteIssued}
          value={formatDay(facts.issueDate, frame.language)}
        />
      </Facts>
    </Letter>
  );
}
