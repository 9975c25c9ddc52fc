import { createElement, type ReactElement } from "react";
import { render } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { factsWithoutBankDetails } from "./_components/bank-details.ts";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { plainText } from "./plain-text.ts";
import { type MailFacts, type MailKind, templates } from "./templates.ts";

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Writes a mail: the subject line, the HTML part and the text part. Pure: the same frame and facts give the same bytes. Bank
 * details that somebody typed into a message, a title or a reference are hidden here, for every mail.
 */
export async function renderMail<Kind extends MailKind>(
  kind: Kind,
  frame: MailFrame,
  told: MailFacts<Kind>,
): Promise<RenderedMail> {
  const { hiddenBankDetails } = messagesFor(frame.language).mail.frame;
  const facts = factsWithoutBankDetails(told, hiddenBankDetails);
  const template = templates[kind] as unknown as {
    subject(frame: MailFrame, facts: MailFacts<Kind>): string;
    default(props: MailProps<MailFacts<Kind>>): ReactElement;
  };
  const html = await render(createElement(template.default, { frame, facts }));
  return {
    subject: template.subject(frame, facts),
    html,
    text: plainText(template.default({ frame, facts })),
  };
}
