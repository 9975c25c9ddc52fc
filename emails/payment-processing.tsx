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
import type { PaymentMethod } from "./payment-received.tsx";

export interface PaymentProcessingFacts {
  readonly amount: Money;
  readonly method: PaymentMethod;
  readonly startedOn: string;
  readonly invoices: readonly PaidInvoice[];
  readonly link: string;
  /** The link opens the only invoice without a password; with several invoices it asks to sign in. */
  readonly opensInvoice: boolean;
}

export function subject({ biller, language }: MailFrame, facts: PaymentProcessingFacts): string {
  return messagesFor(language).mail["payment-processing"].subject(
    biller.name,
    formatMoney(facts.amount, language),
    formatDay(facts.startedOn, language),
  );
}

export default function PaymentProcessing({ frame, facts }: MailProps<PaymentProcessingFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["payment-processing"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice={facts.opensInvoice}
      preview={`${formatMoney(facts.amount, language)}. ${words.words}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words}</Words>
      <Words frame={frame}>{words.next}</Words>
      <Amount amount={facts.amount} frame={frame} label={words.label} />
      <Action frame={frame} href={facts.link} label={mail.actions.see} />
      <Facts frame={frame}>
        <Fact
          frame={frame}
          label={mail.facts.startedOn}
          value={formatDay(facts.startedOn, language)}
        />
        <Fact
          frame={frame}
          label={mail.facts.method}
          value={facts.method === "other" ? null : mail.methods[facts.method]}
        />
      </Facts>
      <PaidInvoices frame={frame} invoices={facts.invoices} title={words.pays} />
    </Letter>
  );
}
