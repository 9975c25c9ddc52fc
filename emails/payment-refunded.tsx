import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Words } from "./_components/words.tsx";
import type { PaymentMethod } from "./payment-received.tsx";

export interface PaymentRefundedFacts {
  /**
   * `refunded`: we gave it back; `refund-failed`: that came to nothing; `taken-back`: the payer's bank took it after a dispute;
   * `reinstated`: and gave it to us again.
   */
  readonly what: "refunded" | "refund-failed" | "taken-back" | "reinstated";
  readonly amount: Money;
  /** Receipt number of the payment: "R-2026-000123". */
  readonly number: string;
  /** When the payment came. */
  readonly receivedOn: string;
  /** How the payment came: refunds go the same way. */
  readonly method: PaymentMethod;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PaymentRefundedFacts): string {
  const words = messagesFor(language).mail["payment-refunded"];
  return words.subjects[facts.what](
    biller.name,
    formatMoney(facts.amount, language),
    formatDay(facts.receivedOn, language),
  );
}

export default function PaymentRefunded({ frame, facts }: MailProps<PaymentRefundedFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["payment-refunded"];
  const { what, method } = facts;
  const byBank = method !== "card" && method !== "sepa_debit";
  const sentence = what === "refunded" && byBank ? words.byTransfer : words.words[what];
  return (
    <Letter
      frame={frame}
      heading={words.headings[what]}
      preview={`${formatMoney(facts.amount, language)}. ${sentence}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{sentence}</Words>
      <Amount amount={facts.amount} frame={frame} label={words.labels[what]} />
      <Action frame={frame} href={facts.link} label={mail.actions.receipt} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.receipt} value={facts.number} />
        <Fact
          frame={frame}
          label={mail.facts.receivedOn}
          value={formatDay(facts.receivedOn, language)}
        />
        <Fact
          frame={frame}
          label={mail.facts.method}
          value={method === "other" ? null : mail.methods[method]}
        />
      </Facts>
    </Letter>
  );
}
