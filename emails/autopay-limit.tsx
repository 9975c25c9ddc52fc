import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
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

export interface AutopayLimitFacts {
  readonly invoice: InvoiceFacts & { readonly dueDate: string };
  /** `{appUrl}/i/{token}` */
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, { invoice }: AutopayLimitFacts): string {
  return messagesFor(language).mail["autopay-limit"].subject(
    biller.name,
    invoice.number,
    formatMoney(dueNowOfInvoice(invoice), language),
    formatDay(invoice.dueDate, language),
  );
}

export default function AutopayLimit({ frame, facts }: MailProps<AutopayLimitFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["autopay-limit"];
  const { invoice } = facts;
  const amount = formatMoney(dueNowOfInvoice(invoice), language);
  const label = words.label(formatDay(invoice.dueDate, language));
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${amount}, ${label}. ${words.words(invoice.number)}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words(invoice.number)}</Words>
      <Amount amount={dueNowOfInvoice(invoice)} frame={frame} label={label} />
      <Action frame={frame} href={facts.link} label={mail.actions.seeAndPay(amount)} />
      <InvoiceSummary frame={frame} invoice={invoice} />
      <SoftWords frame={frame}>{words.next}</SoftWords>
    </Letter>
  );
}
