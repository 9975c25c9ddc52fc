import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type PaidInvoice, PaidInvoices } from "./_components/paid-invoices.tsx";
import { Words } from "./_components/words.tsx";

export type PaymentMethod = "card" | "sepa_debit" | "transfer" | "cheque" | "cash" | "other";

export interface PaymentReceivedFacts {
  /** Receipt number: "R-2026-000123". */
  readonly number: string;
  readonly amount: Money;
  readonly method: PaymentMethod;
  readonly receivedOn: string;
  readonly reference: string | null;
  readonly invoices: readonly PaidInvoice[];
  /** Received but paying nothing yet; null when nothing is left. */
  readonly unallocated: Money | null;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PaymentReceivedFacts): string {
  return messagesFor(language).mail["payment-received"].subject(
    biller.name,
    formatMoney(facts.amount, language),
    formatDay(facts.receivedOn, language),
    facts.number,
  );
}

export default function PaymentReceived({ frame, facts }: MailProps<PaymentReceivedFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["payment-received"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={`${formatMoney(facts.amount, language)}, ${mail.methods[facts.method]}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>
        {facts.method === "other" ? words.wordsOther : words.words(mail.methods[facts.method])}
      </Words>
      <Amount
        amount={facts.amount}
        frame={frame}
        label={words.label(formatDay(facts.receivedOn, language))}
      />
      <Action frame={frame} href={facts.link} label={mail.actions.receipt} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.receipt} value={facts.number} />
        <Fact frame={frame} label={mail.facts.method} value={mail.methods[facts.method]} />
        <Fact frame={frame} label={mail.facts.reference} value={facts.reference} />
        <Fact
          frame={frame}
          label={mail.facts.unallocated}
          value={facts.unallocated && formatMoney(facts.unallocated, language)}
        />
      </Facts>
      <PaidInvoices frame={frame} invoices={facts.invoices} title={words.settles} />
    </Letter>
  );
}
