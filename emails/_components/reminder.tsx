import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { Action } from "./action.tsx";
import { Amount } from "./amount.tsx";
import type { MailFrame } from "./frame.ts";
import { dueNowOfInvoice, type InvoiceFacts, InvoiceSummary } from "./invoice-summary.tsx";
import { Letter } from "./letter.tsx";
import { SoftWords, Words } from "./words.tsx";

export interface ReminderFacts {
  readonly invoice: InvoiceFacts & { readonly dueDate: string };
  /** Whole days since the due date; 0 on the day, negative before. */
  readonly daysLate: number;
  /** `{appUrl}/i/{token}` */
  readonly link: string;
}

/** What the three reminders share: the amount asked for now, one button, the facts, and how to contest. */
export function Reminder({
  frame,
  facts: { invoice, link },
  subject,
  heading,
  words,
  help,
}: {
  frame: MailFrame;
  facts: ReminderFacts;
  subject: string;
  heading: string;
  words: string;
  help?: string;
}) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const amount = formatMoney(dueNowOfInvoice(invoice), language);
  const label = mail.reminder.label(formatDay(invoice.dueDate, language));
  return (
    <Letter
      frame={frame}
      heading={heading}
      opensInvoice
      preview={`${amount}, ${label}. ${invoice.title}`}
      subject={subject}
    >
      <Words frame={frame}>{words}</Words>
      <Amount amount={dueNowOfInvoice(invoice)} frame={frame} label={label} />
      <Action frame={frame} href={link} label={mail.actions.seeAndPay(amount)} />
      <InvoiceSummary frame={frame} invoice={invoice} />
      {invoice.contested > 0 && (
        <Words frame={frame}>
          {mail.reminder.contestedWords(
            formatMoney(money(invoice.contested, invoice.currency), language),
          )}
        </Words>
      )}
      {help && <Words frame={frame}>{help}</Words>}
      <SoftWords frame={frame}>{mail.reminder.contest}</SoftWords>
    </Letter>
  );
}
