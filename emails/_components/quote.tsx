import { Fragment } from "react";
import { Section, Text } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** Longer words are read on the portal: a mail above some hundred kilobytes is cut by its reader's program. */
const longest = 2000;

/** What somebody wrote, in their words. */
export function Quote({ frame, words }: { frame: MailFrame; words: string }) {
  const looks = styles(frame.palette.light);
  const catalog = messagesFor(frame.language).mail.frame;
  const told = words.trim();
  const lines = (told.length > longest ? `${told.slice(0, longest).trimEnd()}…` : told).split("\n");
  return (
    <>
      <Section className="quote" style={looks.quote}>
        <Text className="ink" style={looks.quoteWords}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a frozen text never move.
            <Fragment key={index}>
              {index > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </Text>
      </Section>
      {told.length > longest && (
        <Text className="soft" style={looks.soft}>
          {catalog.cutShort}
        </Text>
      )}
    </>
  );
}
