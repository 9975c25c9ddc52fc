import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { type DisputeFacts, DisputeSummary } from "./_components/dispute-summary.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface DisputeDecidedFacts {
  readonly dispute: DisputeFacts;
  readonly outcome: "credit" | "partial-credit" | "uphold";
  /** Granted, VAT included; what was claimed when upheld. */
  readonly amount: Money;
  readonly author: string;
  readonly reason: string;
  readonly decidedOn: string;
  readonly link: string;
}

export function subject(
  { biller, language }: MailFrame,
  { dispute, outcome, amount, decidedOn }: DisputeDecidedFacts,
): string {
  const words = messagesFor(language).mail["dispute-decided"];
  return words.subject(
    biller.name,
    words.outcomes[outcome](formatMoney(amount, language)),
    dispute.reference,
    dispute.invoiceNumber,
    formatDay(decidedOn, language),
  );
}

export default function DisputeDecided({ frame, facts }: MailProps<DisputeDecidedFacts>) {
  const { dispute, outcome, amount, author, reason, link } = facts;
  const { mail } = messagesFor(frame.language);
  const words = mail["dispute-decided"];
  return (
    <Letter
      frame={frame}
      heading={words.headings[outcome]}
      opensInvoice
      preview={`${dispute.reference}. ${words.words[outcome]}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words[outcome]}</Words>
      <Amount amount={amount} frame={frame} label={words.labels[outcome]} />
      {reason && (
        <>
          <SoftWords frame={frame}>{words.reason(author)}</SoftWords>
          <Quote frame={frame} words={reason} />
        </>
      )}
      <Action frame={frame} href={link} label={mail.actions.followDispute} />
      <DisputeSummary frame={frame} dispute={dispute} />
      <SoftWords frame={frame}>{words.appeal}</SoftWords>
    </Letter>
  );
}
