import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Fact, Facts } from "./facts.tsx";
import type { MailFrame } from "./frame.ts";
import { SoftWords } from "./words.tsx";

/** What a payment pays: each invoice with its part. */
export interface PaidInvoice {
  readonly number: string;
  readonly amount: Money;
}

/** More are counted on the portal's page; a combined payment may hold a hundred. */
const mostListed = 20;

export function PaidInvoices({
  frame,
  title,
  invoices,
}: {
  frame: MailFrame;
  title: string;
  invoices: readonly PaidInvoice[];
}) {
  const { mail } = messagesFor(frame.language);
  if (invoices.length === 0) return null;
  return (
    <>
      <SoftWords frame={frame}>{`${title}${mail.frame.colon}`}</SoftWords>
      <Facts frame={frame}>
        {invoices.slice(0, mostListed).map(({ number, amount }) => (
          <Fact
            frame={frame}
            key={number}
            label={`${mail.facts.invoice} ${number}`}
            value={formatMoney(amount, frame.language)}
          />
        ))}
      </Facts>
      {invoices.length > mostListed && <SoftWords frame={frame}>{mail.frame.cutShort}</SoftWords>}
    </>
  );
}
