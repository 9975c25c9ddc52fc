import { Link } from "@remix-run/react";
import { type Day, formatDay, formatDayLong } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useLanguage, useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Timeline, type TimelineStep } from "#app/ui/timeline.tsx";

export interface DisputeFactsProps {
  state: "open" | "waiting-customer" | "credit-requested" | "credited" | "upheld" | "withdrawn";
  invoiceNumber: string;
  invoiceTo: string;
  reference: string;
  reason: string;
  lines: string[];
  claimed: Money;
  /** What is really on hold: nothing when the invoice was paid already. */
  frozen: Money;
  granted: Money | null;
  creditNote: { number: string; to: string } | null;
  handlerName: string;
  promisedOn: Day;
  isLate: boolean;
  openedAt: Date;
  readAt: Date | null;
  answeredAt: Date | null;
  decidedAt: Date | null;
}

/** Just after sending: the reference, who answers, until when, what is on hold. */
export function DoneNotice(props: { done: "opened" | "replied" | null; facts: DisputeFactsProps }) {
  const t = useMessages().disputes;
  const language = useLanguage();
  const { done, facts } = props;
  if (done === null) return null;
  if (done === "replied")
    return (
      <Notice tone="paid" live>
        <p>{t.replySent}</p>
      </Notice>
    );
  return (
    <Notice tone="paid" live>
      <h2>{t.sentTitle(facts.reference)}</h2>
      <p>{t.sentText(facts.handlerName, formatDayLong(facts.promisedOn, language))}</p>
      <p>
        {facts.frozen.minor > 0 ? t.sentFrozen(formatMoney(facts.frozen, language)) : t.sentPaid}
      </p>
    </Notice>
  );
}

export function DisputeFacts(props: { facts: DisputeFactsProps }) {
  const t = useMessages().disputes;
  const { facts } = props;
  const reason = t.reasonShort[facts.reason] ?? facts.reason;
  return (
    <section className="sheet stack" aria-labelledby="claimed">
      <h2 id="claimed">
        {t.amount}
        <br />
        <Amount value={facts.claimed} className="big" />
      </h2>
      <p>
        {facts.lines.join(", ")}
        <br />
        <span className="muted">{reason}</span>
      </p>
      <p>
        <strong>{useNextStep(facts)}</strong>
      </p>
      {facts.creditNote ? (
        <Link to={facts.creditNote.to} reloadDocument className="action-link">
          {t.creditNoteLink(facts.creditNote.number)}
        </Link>
      ) : null}
      <Timeline steps={useSteps(facts)} />
    </section>
  );
}

function useNextStep(facts: DisputeFactsProps): string {
  const { nextStep } = useMessages().disputes;
  const language = useLanguage();
  const day = formatDay(facts.promisedOn, language);
  const granted = formatMoney(facts.granted ?? facts.claimed, language);
  switch (facts.state) {
    case "open":
      return facts.isLate
        ? nextStep.late(facts.handlerName, day)
        : nextStep.open(facts.handlerName, day);
    case "waiting-customer":
      return nextStep.waiting;
    case "credit-requested":
      return nextStep.creditRequested(granted);
    case "credited":
      return nextStep.credited(granted);
    case "upheld":
      return nextStep.upheld;
    case "withdrawn":
      return nextStep.withdrawn;
  }
}

function useSteps(facts: DisputeFactsProps): TimelineStep[] {
  const { steps } = useMessages().disputes;
  const past: [string, string, Date | null][] = [
    ["opened", steps.opened, facts.openedAt],
    ["read", steps.read, facts.readAt],
    ["answered", steps.answered, facts.answeredAt],
    ["decided", steps.decided, facts.state === "withdrawn" ? null : facts.decidedAt],
  ];
  const done = past.flatMap(([key, text, at]): TimelineStep[] => (at ? [{ key, text, at }] : []));
  if (facts.answeredAt || facts.state === "withdrawn") return done;
  return [
    ...done,
    {
      key: "promised",
      text: steps.promised,
      at: facts.promisedOn,
      dayOnly: true,
      state: facts.isLate ? "trouble" : "todo",
    },
  ];
}
