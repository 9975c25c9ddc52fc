import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { dueNowOfInvoice } from "./_components/invoice-summary.tsx";
import { Reminder, type ReminderFacts } from "./_components/reminder.tsx";

export function subject(
  { biller, language }: MailFrame,
  { invoice, daysLate }: ReminderFacts,
): string {
  const words = messagesFor(language).mail["reminder-late"];
  return words.subject(
    biller.name,
    invoice.number,
    formatMoney(dueNowOfInvoice(invoice), language),
    words.late(daysLate),
  );
}

/** "En retard de 7 jours", a fact and never a threat (product.md, Words). */
export default function ReminderLate({ frame, facts }: MailProps<ReminderFacts>) {
  const words = messagesFor(frame.language).mail["reminder-late"];
  return (
    <Reminder
      facts={facts}
      frame={frame}
      heading={words.heading}
      help={words.help}
      subject={subject(frame, facts)}
      words={words.words(facts.invoice.number, words.late(facts.daysLate))}
    />
  );
}
