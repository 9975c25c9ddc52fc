import { formatDay, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface PlanDueFacts {
  /** Some days before a payment that was agreed, or the day after it has not come. */
  readonly what: "before" | "missed";
  readonly invoiceNumber: string;
  readonly invoiceTitle: string;
  readonly amount: Money;
  readonly dueOn: string;
  /** The last day on which it may arrive. */
  readonly until: string;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PlanDueFacts): string {
  return messagesFor(language).mail["plan-due"].subjects[facts.what](
    biller.name,
    formatMoney(facts.amount, language),
    facts.invoiceNumber,
    formatDay(facts.dueOn, language),
  );
}

/** The reminder of a payment that was agreed: in place of the reminders of the invoice. */
export default function PlanDue({ frame, facts }: MailProps<PlanDueFacts>) {
  const { language } = frame;
  const { mail } = messagesFor(language);
  const words = mail["plan-due"];
  const { what, amount, dueOn } = facts;
  const sentence = words.words[what](formatDayLong(dueOn, language));
  return (
    <Letter
      frame={frame}
      heading={words.headings[what]}
      opensInvoice
      preview={`${formatMoney(amount, language)}. ${sentence}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{sentence}</Words>
      {what === "missed" && (
        <Words frame={frame}>{words.until(formatDayLong(facts.until, language))}</Words>
      )}
      <Amount amount={amount} frame={frame} label={words.label(formatDay(dueOn, language))} />
      <Action
        frame={frame}
        href={facts.link}
        label={mail.actions.seeAndPay(formatMoney(amount, language))}
      />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.invoice} value={facts.invoiceNumber} />
        <Fact frame={frame} label={mail.facts.about} value={facts.invoiceTitle} />
      </Facts>
      <Words frame={frame}>{words.difficult}</Words>
      <SoftWords frame={frame}>{words.ignore}</SoftWords>
    </Letter>
  );
}
