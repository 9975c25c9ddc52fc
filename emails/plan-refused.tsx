import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import { Fact, Facts } from "./_components/facts.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface PlanRefusedFacts {
  readonly invoiceNumber: string;
  readonly invoiceTitle: string;
  readonly due: Money;
  readonly answeredOn: string;
  /** Null: nobody answered until its first day. */
  readonly answer: { readonly author: string; readonly words: string } | null;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, facts: PlanRefusedFacts): string {
  return messagesFor(language).mail["plan-refused"].subject(
    biller.name,
    formatMoney(facts.due, language),
    facts.invoiceNumber,
    formatDay(facts.answeredOn, language),
  );
}

/** A refusal is in the words of whoever gave it; a proposal that nobody answered is our fault, and says so. */
export default function PlanRefused({ frame, facts }: MailProps<PlanRefusedFacts>) {
  const { mail } = messagesFor(frame.language);
  const words = mail["plan-refused"];
  const { answer } = facts;
  const next = answer ? words.again : words.callYou;
  return (
    <Letter
      frame={frame}
      heading={answer ? words.heading : words.unansweredHeading}
      opensInvoice
      preview={next}
      subject={subject(frame, facts)}
    >
      {answer ? (
        <>
          <Words frame={frame}>{words.words(answer.author)}</Words>
          <Quote frame={frame} words={answer.words} />
        </>
      ) : (
        <Words frame={frame}>{words.unanswered}</Words>
      )}
      <Amount amount={facts.due} frame={frame} label={words.label} />
      <Action frame={frame} href={facts.link} label={words.see} />
      <Facts frame={frame}>
        <Fact frame={frame} label={mail.facts.invoice} value={facts.invoiceNumber} />
        <Fact frame={frame} label={mail.facts.about} value={facts.invoiceTitle} />
      </Facts>
      <SoftWords frame={frame}>{next}</SoftWords>
    </Letter>
  );
}
