import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { dueNowOfInvoice } from "./_components/invoice-summary.tsx";
import { Reminder, type ReminderFacts } from "./_components/reminder.tsx";

export function subject({ biller, language }: MailFrame, { invoice }: ReminderFacts): string {
  return messagesFor(language).mail["reminder-due"].subject(
    biller.name,
    invoice.number,
    formatMoney(dueNowOfInvoice(invoice), language),
    formatDay(invoice.dueDate, language),
  );
}

export default function ReminderDue({ frame, facts }: MailProps<ReminderFacts>) {
  const words = messagesFor(frame.language).mail["reminder-due"];
  return (
    <Reminder
      facts={facts}
      frame={frame}
      heading={words.heading}
      subject={subject(frame, facts)}
      words={words.words(facts.invoice.number, formatDay(facts.invoice.dueDate, frame.language))}
    />
  );
}
