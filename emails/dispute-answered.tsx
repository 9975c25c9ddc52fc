import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { type DisputeFacts, DisputeSummary } from "./_components/dispute-summary.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { Words } from "./_components/words.tsx";

export interface DisputeAnsweredFacts {
  readonly dispute: DisputeFacts;
  readonly author: string;
  readonly message: string;
  readonly answeredOn: string;
  /** What stays frozen; null when nothing does any more. */
  readonly frozen: Money | null;
  readonly link: string;
}

export function subject(
  { biller, language }: MailFrame,
  { dispute, answeredOn }: DisputeAnsweredFacts,
): string {
  return messagesFor(language).mail["dispute-answered"].subject(
    biller.name,
    dispute.reference,
    formatMoney(dispute.claimed, language),
    dispute.invoiceNumber,
    formatDay(answeredOn, language),
  );
}

export default function DisputeAnswered({ frame, facts }: MailProps<DisputeAnsweredFacts>) {
  const { dispute, author, message, frozen, link } = facts;
  const { mail } = messagesFor(frame.language);
  const words = mail["dispute-answered"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${dispute.reference}. ${words.words(author)}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(author)}</Words>
      <Quote frame={frame} words={message} />
      <Action frame={frame} href={link} label={mail.actions.readAnswer} />
      {frozen && <Words frame={frame}>{words.frozen(formatMoney(frozen, frame.language))}</Words>}
      <DisputeSummary frame={frame} dispute={dispute} />
    </Letter>
  );
}
