import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Action } from "./_components/action.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type SavedMethod, savedMethodWords } from "./_components/saved-method.ts";
import { SoftWords, Words } from "./_components/words.tsx";

export interface AutopayStoppedFacts {
  /** `asked`: somebody stopped it; `method-gone`: the bank takes the card or the account no more. */
  readonly reason: "asked" | "method-gone";
  readonly stoppedOn: string;
  readonly method: SavedMethod;
  /** The page, after signing in. */
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: AutopayStoppedFacts): string {
  return messagesFor(language).mail["autopay-stopped"].subject(
    biller.name,
    savedMethodWords(facts.method, language),
    formatDay(facts.stoppedOn, language),
  );
}

export default function AutopayStopped({ frame, facts }: MailProps<AutopayStoppedFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["autopay-stopped"];
  const { actions, method } = mail.autopay;
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={words.words[facts.reason]}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words[facts.reason]}</Words>
      <Action
        frame={frame}
        href={facts.link}
        label={facts.reason === "asked" ? actions.manage : actions.again}
      />
      <Facts frame={frame}>
        <Fact frame={frame} label={method} value={savedMethodWords(facts.method, language)} />
      </Facts>
      <SoftWords frame={frame}>{words.next}</SoftWords>
    </Letter>
  );
}
