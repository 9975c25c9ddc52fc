import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { type DisputeFacts, DisputeSummary } from "./_components/dispute-summary.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface StaffDisputeReplyFacts {
  readonly dispute: DisputeFacts;
  readonly customerName: string;
  readonly author: string;
  readonly message: string;
  readonly repliedOn: string;
  readonly link: string;
}

export function subject(
  { language }: MailFrame,
  { dispute, customerName, repliedOn }: StaffDisputeReplyFacts,
): string {
  return messagesFor(language).mail["staff-dispute-reply"].subject(
    customerName,
    dispute.reference,
    formatMoney(dispute.claimed, language),
    dispute.invoiceNumber,
    formatDay(repliedOn, language),
  );
}

export default function StaffDisputeReply({ frame, facts }: MailProps<StaffDisputeReplyFacts>) {
  const { dispute, customerName, author, message, link } = facts;
  const { mail } = messagesFor(frame.language);
  const words = mail["staff-dispute-reply"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={`${dispute.reference}. ${words.words(customerName)}`}
      subject={subject(frame, facts)}
      toStaff
    >
      <Words frame={frame}>{words.words(customerName)}</Words>
      <SoftWords frame={frame}>{mail["staff-dispute-opened"].theirWords(author)}</SoftWords>
      <Quote frame={frame} words={message} />
      <Action frame={frame} href={link} label={mail.actions.readAnswer} />
      <DisputeSummary dispute={dispute} frame={frame} />
    </Letter>
  );
}
