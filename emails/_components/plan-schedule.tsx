import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Fact, Facts } from "./facts.tsx";
import type { MailFrame } from "./frame.ts";

/** An arrangement as a mail tells it. */
export interface PlanFacts {
  readonly kind: "promise" | "instalments";
  readonly invoiceNumber: string;
  readonly invoiceTitle: string;
  /** All of it. */
  readonly amount: Money;
  /** The first due first; days YYYY-MM-DD. */
  readonly parts: readonly { readonly dueOn: string; readonly amount: Money }[];
}

/** The invoice, and each payment with its day. */
export function PlanSchedule({ frame, plan }: { frame: MailFrame; plan: PlanFacts }) {
  const { language } = frame;
  const { facts, planFacts } = messagesFor(language).mail;
  return (
    <Facts frame={frame}>
      <Fact frame={frame} label={facts.invoice} value={plan.invoiceNumber} />
      <Fact frame={frame} label={facts.about} value={plan.invoiceTitle} />
      {plan.parts.map(({ dueOn, amount }, index) => (
        <Fact
          key={dueOn}
          frame={frame}
          label={planFacts.payment(index + 1)}
          value={planFacts.day(formatMoney(amount, language), formatDay(dueOn, language))}
        />
      ))}
    </Facts>
  );
}
