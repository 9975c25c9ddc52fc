import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import {
  dueNowOfInvoice,
  type InvoiceFacts,
  InvoiceSummary,
} from "./_components/invoice-summary.tsx";
import { Letter } from "./_components/letter.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface InvoiceIssuedFacts {
  readonly invoice: InvoiceFacts;
  /** Automatic payment will see to it on its due date. */
  readonly automatic: boolean;
  /** `{appUrl}/i/{token}` */
  readonly link: string;
}

export function subject(
  { biller, language }: MailFrame,
  { invoice, automatic }: InvoiceIssuedFacts,
): string {
  const words = messagesFor(language).mail["invoice-issued"];
  if (invoice.dueNow === 0) {
    const whole = formatMoney(money(invoice.payable, invoice.currency), language);
    return words.subjectNothingDue(biller.name, invoice.number, whole);
  }
  const amount = formatMoney(dueNowOfInvoice(invoice), language);
  if (automatic && invoice.dueDate)
    return words.subjectAutomatic(
      biller.name,
      invoice.number,
      amount,
      formatDay(invoice.dueDate, language),
    );
  return invoice.dueDate
    ? words.subject(biller.name, invoice.number, amount, formatDay(invoice.dueDate, language))
    : words.subjectNoDate(biller.name, invoice.number, amount);
}

export default function InvoiceIssued({ frame, facts }: MailProps<InvoiceIssuedFacts>) {
  const { invoice, automatic, link } = facts;
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["invoice-issued"];
  const due = invoice.dueNow > 0;
  const amount = due ? dueNowOfInvoice(invoice) : money(invoice.payable, invoice.currency);
  const label = !due
    ? words.nothingDue
    : automatic
      ? words.automatic
      : invoice.dueDate
        ? words.toPay(formatDay(invoice.dueDate, language))
        : words.toPayNoDate;
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${formatMoney(amount, language)}, ${label}. ${invoice.title}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>
        {due ? words.words(frame.biller.name) : words.wordsNothingDue(frame.biller.name)}
      </Words>
      {due && automatic ? <Words frame={frame}>{words.wordsAutomatic}</Words> : null}
      <Amount amount={amount} frame={frame} label={label} />
      <Action
        frame={frame}
        href={link}
        label={
          due && !automatic
            ? mail.actions.seeAndPay(formatMoney(amount, language))
            : mail.actions.see
        }
      />
      <InvoiceSummary frame={frame} invoice={invoice} />
      <SoftWords frame={frame}>{words.contest}</SoftWords>
    </Letter>
  );
}
