import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type SavedMethod, savedMethodWords } from "./_components/saved-method.ts";
import { SoftWords, Words } from "./_components/words.tsx";

export interface AutopayNoticeFacts {
  /** Of the invoice. */
  readonly number: string;
  readonly title: string;
  readonly dueDate: string | null;
  /** The most that is taken. */
  readonly amount: Money;
  readonly chargeOn: string;
  readonly method: SavedMethod;
  /** `{appUrl}/i/{token}` */
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: AutopayNoticeFacts): string {
  return messagesFor(language).mail["autopay-notice"].subject(
    biller.name,
    formatMoney(facts.amount, language),
    facts.number,
    formatDay(facts.chargeOn, language),
  );
}

export default function AutopayNotice({ frame, facts }: MailProps<AutopayNoticeFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["autopay-notice"];
  const label = words.label(formatDay(facts.chargeOn, language));
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${formatMoney(facts.amount, language)}, ${label}. ${facts.title}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(facts.number)}</Words>
      <Amount amount={facts.amount} frame={frame} label={label} />
      <Action frame={frame} href={facts.link} label={mail.actions.see} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.invoice} value={facts.number} />
        <Fact frame={frame} label={mail.facts.about} value={facts.title} />
        <Fact
          frame={frame}
          label={mail.facts.due}
          value={facts.dueDate && formatDay(facts.dueDate, language)}
        />
        <Fact
          frame={frame}
          label={mail.autopay.method}
          value={savedMethodWords(facts.method, language)}
        />
      </Facts>
      <SoftWords frame={frame}>{words.stop}</SoftWords>
    </Letter>
  );
}
