import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Action } from "./_components/action.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Words } from "./_components/words.tsx";

/** The details are not among them: a mail that carried an account would teach people to believe mails that do. */
export interface BankDetailsChangedFacts {
  readonly changedOn: string;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: BankDetailsChangedFacts): string {
  return messagesFor(language).mail["bank-details-changed"].subject(
    biller.name,
    formatDay(facts.changedOn, language),
  );
}

export default function BankDetailsChanged({ frame, facts }: MailProps<BankDetailsChangedFacts>) {
  const { mail } = messagesFor(frame.language);
  const words = mail["bank-details-changed"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={words.where}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.where}</Words>
      <Action frame={frame} href={facts.link} label={mail.actions.signIn} />
      <Words frame={frame}>{words.never}</Words>
      <Words frame={frame}>{words.doubt}</Words>
      <Facts frame={frame}>
        <Fact
          frame={frame}
          label={words.changedOn}
          value={formatDay(facts.changedOn, frame.language)}
        />
      </Facts>
    </Letter>
  );
}
