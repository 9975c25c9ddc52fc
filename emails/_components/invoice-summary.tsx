import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money, money } from "#app/platform/money.ts";
import { Fact, Facts } from "./facts.tsx";
import type { MailFrame } from "./frame.ts";

/** An invoice as a mail tells it. Amounts in minor units of `currency`; days YYYY-MM-DD. */
export interface InvoiceFacts {
  readonly number: string;
  /** What it is about, from its lines. */
  readonly title: string;
  readonly issueDate: string;
  readonly dueDate: string | null;
  readonly reference: string | null;
  readonly currency: string;
  readonly payable: number;
  readonly settled: number;
  readonly contested: number;
  readonly processing: number;
  /** What is asked for now: outstanding − contested − processing. */
  readonly dueNow: number;
}

export function dueNowOfInvoice(invoice: InvoiceFacts): Money {
  return money(invoice.dueNow, invoice.currency);
}

/** The facts of an invoice; amounts other than the whole only where they differ from it. */
export function InvoiceSummary({ frame, invoice }: { frame: MailFrame; invoice: InvoiceFacts }) {
  const { language } = frame;
  const words = messagesFor(language).mail.facts;
  const amount = (minor: number) => formatMoney(money(minor, invoice.currency), language);
  const ifAny = (minor: number) => (minor > 0 ? amount(minor) : null);
  return (
    <Facts frame={frame}>
      <Fact frame={frame} label={words.invoice} value={invoice.number} />
      <Fact frame={frame} label={words.about} value={invoice.title} />
      <Fact frame={frame} label={words.issued} value={formatDay(invoice.issueDate, language)} />
      <Fact
        frame={frame}
        label={words.due}
        value={invoice.dueDate && formatDay(invoice.dueDate, language)}
      />
      <Fact frame={frame} label={words.reference} value={invoice.reference} />
      {invoice.dueNow !== invoice.payable && (
        <Fact frame={frame} label={words.gross} value={amount(invoice.payable)} />
      )}
      <Fact frame={frame} label={words.paidAlready} value={ifAny(invoice.settled)} />
      <Fact frame={frame} label={words.processing} value={ifAny(invoice.processing)} />
      <Fact frame={frame} label={words.contested} value={ifAny(invoice.contested)} />
    </Facts>
  );
}
