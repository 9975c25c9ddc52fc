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

export interface PaymentFailedFacts {
  readonly amount: Money;
  readonly method: PaymentMethod;
  readonly startedOn: string;
  /** Stripe's decline or failure code, as far as there are words for it. */
  readonly failureCode: string | null;
  /** Nobody pressed a button: it was taken on its due date. */
  readonly automatic: boolean;
  readonly invoices: readonly PaidInvoice[];
  readonly link: string;
  /** The link opens the only invoice without a password; with several invoices it asks to sign in. */
  readonly opensInvoice: boolean;
}

export function subject({ biller, language }: MailFrame, facts: PaymentFailedFacts): string {
  return messagesFor(language).mail["payment-failed"].subject(
    biller.name,
    formatMoney(facts.amount, language),
    formatDay(facts.startedOn, language),
  );
}

export default function PaymentFailed({ frame, facts }: MailProps<PaymentFailedFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["payment-failed"];
  const amount = formatMoney(facts.amount, language);
  const reason = reasonIn(words.reasons, facts.failureCode);
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice={facts.opensInvoice}
      preview={`${amount}. ${reason}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{`${reason} ${facts.automatic ? words.automatic : words.words}`}</Words>
      <Amount amount={facts.amount} frame={frame} label={words.label} />
      <Action frame={frame} href={facts.link} label={mail.actions.payAgain(amount)} />
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
      <PaidInvoices frame={frame} invoices={facts.invoices} title={words.concerns} />
    </Letter>
  );
}

/** The words for a code; banks give many codes, most of which say no more than "no". */
function reasonIn<Reasons extends { other: string }>(reasons: Reasons, code: string | null) {
  const found = code !== null && Object.hasOwn(reasons, code) && reasons[code as keyof Reasons];
  return typeof found === "string" ? found : reasons.other;
}
