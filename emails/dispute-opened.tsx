import { formatDay, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { type DisputeFacts, DisputeSummary } from "./_components/dispute-summary.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface DisputeOpenedFacts {
  readonly dispute: DisputeFacts & { readonly promisedOn: string };
  /** What the customer wrote; null when the form's words were left empty. */
  readonly message: string | null;
  /** The part of the invoice that can still be paid; null when nothing is left. */
  readonly rest: Money | null;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, { dispute }: DisputeOpenedFacts): string {
  return messagesFor(language).mail["dispute-opened"].subject(
    biller.name,
    dispute.reference,
    formatMoney(dispute.claimed, language),
    dispute.invoiceNumber,
    formatDay(dispute.promisedOn, language),
  );
}

export default function DisputeOpened({ frame, facts }: MailProps<DisputeOpenedFacts>) {
  const { dispute, message, rest, link } = facts;
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["dispute-opened"];
  const promise = words.words(dispute.handler, formatDayLong(dispute.promisedOn, language));
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${dispute.reference}. ${promise}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{promise}</Words>
      <Amount amount={dispute.claimed} frame={frame} label={words.label} />
      <Words frame={frame}>
        {rest ? `${words.frozen} ${words.rest(formatMoney(rest, language))}` : words.frozen}
      </Words>
      <Action frame={frame} href={link} label={mail.actions.followDispute} />
      <DisputeSummary frame={frame} dispute={dispute} />
      {message && (
        <>
          <SoftWords frame={frame}>{`${words.yourWords}${mail.frame.colon}`}</SoftWords>
          <Quote frame={frame} words={message} />
        </>
      )}
    </Letter>
  );
}
