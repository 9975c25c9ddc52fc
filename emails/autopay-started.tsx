import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type SavedMethod, savedMethodWords } from "./_components/saved-method.ts";
import { SoftWords, Words } from "./_components/words.tsx";

export interface AutopayStartedFacts {
  /** Who switched it on. */
  readonly person: string;
  readonly startedOn: string;
  readonly method: SavedMethod;
  /** Null: none. */
  readonly monthlyLimit: Money | null;
  /** Days between the notice of a payment and the payment. */
  readonly noticeDays: number;
  /** The page, after signing in. */
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: AutopayStartedFacts): string {
  return messagesFor(language).mail["autopay-started"].subject(
    biller.name,
    savedMethodWords(facts.method, language),
    formatDay(facts.startedOn, language),
    facts.monthlyLimit && formatMoney(facts.monthlyLimit, language),
  );
}

export default function AutopayStarted({ frame, facts }: MailProps<AutopayStartedFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["autopay-started"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={words.words(facts.person)}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(facts.person)}</Words>
      <Words frame={frame}>{words.notice(facts.noticeDays)}</Words>
      <Action frame={frame} href={facts.link} label={mail.autopay.actions.manage} />
      <Facts frame={frame}>
        <Fact
          frame={frame}
          label={mail.autopay.method}
          value={savedMethodWords(facts.method, language)}
        />
        <Fact
          frame={frame}
          label={words.limit}
          value={facts.monthlyLimit ? formatMoney(facts.monthlyLimit, language) : words.none}
        />
      </Facts>
      <SoftWords frame={frame}>{words.unexpected}</SoftWords>
    </Letter>
  );
}
