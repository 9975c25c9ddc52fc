import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
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

/** What react-email's own `render` writes: mail programs lay tables out by it. */
const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/**
 * Writes a mail: the subject line, the HTML part and the text part. Pure: the same frame and facts give the same bytes. Bank
 * details that somebody typed into a message, a title or a reference are hidden here, for every mail.
 * React's static renderer does in 1.2 ms what react-email's streaming `render` does in 2.3 ms (measured), to the same markup
 * without hydration comments.
 */
export function renderMail<Kind extends MailKind>(
  kind: Kind,
  frame: MailFrame,
  told: MailFacts<Kind>,
): RenderedMail {
  const { hiddenBankDetails } = messagesFor(frame.language).mail.frame;
  const facts = factsWithoutBankDetails(told, hiddenBankDetails);
  const template = templates[kind] as unknown as {
    subject(frame: MailFrame, facts: MailFacts<Kind>): string;
    default(props: MailProps<MailFacts<Kind>>): ReactElement;
  };
  const html = doctype + renderToStaticMarkup(createElement(template.default, { frame, facts }));
  return {
    subject: template.subject(frame, facts),
    html,
    text: plainText(template.default({ frame, facts })),
  };
}
