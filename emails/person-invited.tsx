import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Action } from "./_components/action.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface PersonInvitedFacts {
  readonly customerName: string;
  /** null when the biller's own systems added the person. */
  readonly invitedBy: string | null;
  readonly role: "owner" | "payer" | "viewer";
  readonly email: string;
  readonly invitedOn: string;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PersonInvitedFacts): string {
  return messagesFor(language).mail["person-invited"].subject(
    biller.name,
    facts.customerName,
    formatDay(facts.invitedOn, language),
  );
}

export default function PersonInvited({ frame, facts }: MailProps<PersonInvitedFacts>) {
  const { mail } = messagesFor(frame.language);
  const words = mail["person-invited"];
  const told = facts.invitedBy
    ? words.words(facts.invitedBy, facts.customerName)
    : words.wordsByBiller(frame.biller.name, facts.customerName);
  return (
    <Letter frame={frame} heading={words.heading} preview={told} subject={subject(frame, facts)}>
      <Words frame={frame}>{told}</Words>
      <Words frame={frame}>{words.how(facts.email)}</Words>
      <Action frame={frame} href={facts.link} label={mail.actions.open} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.role} value={words.roles[facts.role]} />
      </Facts>
      <SoftWords frame={frame}>{words.notYou}</SoftWords>
    </Letter>
  );
}
