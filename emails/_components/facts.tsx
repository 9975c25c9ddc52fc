import type { ReactNode } from "react";
import { Section, Text } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** A list of what is so, one line each. */
export function Facts({ frame, children }: { frame: MailFrame; children: ReactNode }) {
  return (
    <Section className="rule" style={styles(frame.palette.light).facts}>
      {children}
    </Section>
  );
}

/** "Échéance : 30 nov. 2026". Nothing when there is nothing to say. */
export function Fact({
  frame,
  label,
  value,
}: {
  frame: MailFrame;
  label: string;
  value: string | null | undefined;
}) {
  if (!value) return null;
  const looks = styles(frame.palette.light);
  return (
    <Text className="ink" style={looks.fact}>
      <span className="soft" style={looks.label}>
        {`${label}${messagesFor(frame.language).mail.frame.colon} `}
      </span>
      <strong>{value}</strong>
    </Text>
  );
}
