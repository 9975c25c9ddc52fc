import { formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Fact, Facts } from "./facts.tsx";
import type { MailFrame } from "./frame.ts";

/** A dispute as a mail tells it. */
export interface DisputeFacts {
  /** "DIS-4F7K" */
  readonly reference: string;
  readonly invoiceNumber: string;
  /** VAT included. */
  readonly claimed: Money;
  /** Names of the contested lines. */
  readonly lines: readonly string[];
  /** The day by which an answer was promised; null once it is no news. */
  readonly promisedOn: string | null;
  readonly handler: string;
}

const mostListed = 10;

export function DisputeSummary({ frame, dispute }: { frame: MailFrame; dispute: DisputeFacts }) {
  const words = messagesFor(frame.language).mail.facts;
  const listed = dispute.lines.slice(0, mostListed).join(" · ");
  return (
    <Facts frame={frame}>
      <Fact frame={frame} label={words.dispute} value={dispute.reference} />
      <Fact frame={frame} label={words.invoice} value={dispute.invoiceNumber} />
      <Fact
        frame={frame}
        label={dispute.lines.length > 1 ? words.lines : words.line}
        value={dispute.lines.length > mostListed ? `${listed} …` : listed}
      />
      <Fact
        frame={frame}
        label={words.claimed}
        value={formatMoney(dispute.claimed, frame.language)}
      />
      <Fact
        frame={frame}
        label={words.promised}
        value={dispute.promisedOn && formatDayLong(dispute.promisedOn, frame.language)}
      />
      <Fact frame={frame} label={words.handler} value={dispute.handler} />
    </Facts>
  );
}
