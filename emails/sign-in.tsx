import { Text } from "react-email";
import { formatInstant } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Action } from "./_components/action.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { styles } from "./_components/styles.ts";
import { SoftWords, Words } from "./_components/words.tsx";

export interface SignInFacts {
  readonly link: string;
  /** Eight digits. */
  readonly code: string;
  readonly expiresAt: Date;
  /** True when the person asked for a certain page before signing in. */
  readonly returns: boolean;
}

/** The code is not in the subject: a locked screen shows subjects. */
export function subject(frame: MailFrame, { expiresAt }: SignInFacts): string {
  return messagesFor(frame.language).mail["sign-in"].subject(
    frame.biller.name,
    formatInstant(expiresAt, frame.language, frame.timeZone),
  );
}

export default function SignIn({ frame, facts }: MailProps<SignInFacts>) {
  const { language, timeZone } = frame;
  const { mail } = messagesFor(language);
  const words = mail["sign-in"];
  const until = words.until(formatInstant(facts.expiresAt, language, timeZone));
  return (
    <Letter frame={frame} heading={words.heading} preview={until} subject={subject(frame, facts)}>
      <Words frame={frame}>{facts.returns ? `${words.words} ${words.returns}` : words.words}</Words>
      <Action frame={frame} href={facts.link} label={mail.actions.signIn} />
      <Words frame={frame}>{words.otherDevice}</Words>
      <Text className="code ink" style={styles(frame.palette.light).code}>
        {facts.code}
      </Text>
      <Words frame={frame}>{until}</Words>
      <SoftWords frame={frame}>{words.neverTell}</SoftWords>
      <SoftWords frame={frame}>{words.notYou}</SoftWords>
    </Letter>
  );
}
