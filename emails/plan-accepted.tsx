import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type PlanFacts, PlanSchedule } from "./_components/plan-schedule.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface PlanAcceptedFacts {
  readonly plan: PlanFacts;
  /** Who of the staff accepted it, with their words; null: the rules did. */
  readonly answer: { readonly author: string; readonly words: string } | null;
  readonly link: string;
}

export function subject({ biller, language }: MailFrame, { plan }: PlanAcceptedFacts): string {
  return messagesFor(language).mail["plan-accepted"].subjects[plan.kind](
    biller.name,
    formatMoney(plan.amount, language),
    plan.invoiceNumber,
    formatDay(plan.parts[0]?.dueOn ?? "", language),
  );
}

export default function PlanAccepted({ frame, facts }: MailProps<PlanAcceptedFacts>) {
  const { plan, answer, link } = facts;
  const words = messagesFor(frame.language).mail["plan-accepted"];
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      opensInvoice
      preview={words.words}
      subject={subject(frame, facts)}
    >
      <Words frame={frame}>{words.words}</Words>
      {answer && (
        <>
          <SoftWords frame={frame}>{words.theirWords(answer.author)}</SoftWords>
          <Quote frame={frame} words={answer.words} />
        </>
      )}
      <Amount amount={plan.amount} frame={frame} label={words.label[plan.kind]} />
      <PlanSchedule frame={frame} plan={plan} />
      <Action frame={frame} href={link} label={words.see} />
      <SoftWords frame={frame}>{words.earlier}</SoftWords>
    </Letter>
  );
}
