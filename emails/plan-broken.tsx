import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Words } from "./_components/words.tsx";

export interface PlanBrokenFacts {
  readonly invoiceNumber: string;
  readonly invoiceTitle: string;
  /** The day that was agreed and missed. */
  readonly missedOn: string;
  /** What is due of the invoice now. */
  readonly due: Money;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PlanBrokenFacts): string {
  return messagesFor(language).mail["plan-broken"].subject(
    biller.name,
    formatMoney(facts.due, language),
    facts.invoiceNumber,
    formatDay(facts.missedOn, language),
  );
}

/** No reproach: what is so, and whom to call. */
export default function PlanBroken({ frame, facts }: MailProps<PlanBrokenFacts>) {
  const { language, contact } = frame;
  const { mail } = messagesFor(language);
  const words = mail["plan-broken"];
  const due = formatMoney(facts.due, language);
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={`${words.words} ${words.next(contact.name, contact.phone)}`}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words}</Words>
      <Words frame={frame}>{words.next(contact.name, contact.phone)}</Words>
      <Amount amount={facts.due} frame={frame} label={words.label} />
      <Action frame={frame} href={facts.link} label={mail.actions.seeAndPay(due)} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.invoice} value={facts.invoiceNumber} />
        <Fact frame={frame} label={mail.facts.about} value={facts.invoiceTitle} />
      </Facts>
      <Words frame={frame}>{words.owed}</Words>
    </Letter>
  );
}
