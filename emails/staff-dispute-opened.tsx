import { formatDay, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { type DisputeFacts, DisputeSummary } from "./_components/dispute-summary.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface StaffDisputeOpenedFacts {
  readonly dispute: DisputeFacts & { readonly promisedOn: string };
  readonly customerName: string;
  readonly openedBy: string;
  readonly message: string | null;
  readonly link: string;
}

export function subject(
  { language }: MailFrame,
  { dispute, customerName }: StaffDisputeOpenedFacts,
): string {
  return messagesFor(language).mail["staff-dispute-opened"].subject(
    customerName,
    dispute.reference,
    formatMoney(dispute.claimed, language),
    dispute.invoiceNumber,
    formatDay(dispute.promisedOn, language),
  );
}

export default function StaffDisputeOpened({ frame, facts }: MailProps<StaffDisputeOpenedFacts>) {
  const { dispute, customerName, openedBy, message, link } = facts;
  const { mail } = messagesFor(frame.language);
  const words = mail["staff-dispute-opened"];
  const promise = words.words(customerName, formatDayLong(dispute.promisedOn, frame.language));
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={promise}
      subject={subject(frame, facts)}
      toStaff
    >
      <Words frame={frame}>{promise}</Words>
      <Amount amount={dispute.claimed} frame={frame} label={mail.facts.claimed} />
      {message && (
        <>
          <SoftWords frame={frame}>{words.theirWords(openedBy)}</SoftWords>
          <Quote frame={frame} words={message} />
        </>
      )}
      <Action frame={frame} href={link} label={mail.actions.openDispute} />
      <DisputeSummary dispute={dispute} frame={frame} />
    </Letter>
  );
}
