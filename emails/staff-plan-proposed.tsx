import { formatDay, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import { Action } from "./_components/action.tsx";
import { Amount } from "./_components/amount.tsx";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import { Letter } from "./_components/letter.tsx";
import { type PlanFacts, PlanSchedule } from "./_components/plan-schedule.tsx";
import { Quote } from "./_components/quote.tsx";
import { SoftWords, Words } from "./_components/words.tsx";

export interface StaffPlanProposedFacts {
  readonly plan: PlanFacts;
  readonly customerName: string;
  readonly proposedBy: string;
  readonly message: string | null;
  readonly answerBy: string;
  readonly link: string;
}

export function subject(
  { language }: MailFrame,
  { plan, customerName, answerBy }: StaffPlanProposedFacts,
): string {
  return messagesFor(language).mail["staff-plan-proposed"].subject(
    customerName,
    formatMoney(plan.amount, language),
    plan.invoiceNumber,
    formatDay(answerBy, language),
  );
}

export default function StaffPlanProposed({ frame, facts }: MailProps<StaffPlanProposedFacts>) {
  const { plan, customerName, proposedBy, message, answerBy, link } = facts;
  const words = messagesFor(frame.language).mail["staff-plan-proposed"];
  const promise = words.words(customerName, formatDayLong(answerBy, frame.language));
  return (
    <Letter
      frame={frame}
      heading={words.heading}
      preview={promise}
      subject={subject(frame, facts)}
      toStaff
    >
      <Words frame={frame}>{promise}</Words>
      <Amount amount={plan.amount} frame={frame} label={words.label} />
      {message && (
        <>
          <SoftWords frame={frame}>{words.theirWords(proposedBy)}</SoftWords>
          <Quote frame={frame} words={message} />
        </>
      )}
      <Action frame={frame} href={link} label={words.open} />
      <PlanSchedule frame={frame} plan={plan} />
    </Letter>
  );
}
