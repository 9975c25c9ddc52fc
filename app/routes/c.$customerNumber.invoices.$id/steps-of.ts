import type { InvoiceView } from "#app/domains/invoices/view-invoice.server.ts";
import { formatDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money, toMinor } from "#app/platform/money.ts";
import type { TimelineStep } from "#app/ui/timeline.tsx";

interface MailStep {
  id: string;
  recipient: string;
  /** Where it stands, reduced to what the customer needs to know. */
  fate: "sent" | "delivered" | "failed";
  at: Date;
}

interface PromisedAnswer {
  reference: string;
  promisedOn: string;
}

/** What happened to the invoice and what comes next, in the reader's words, oldest first. */
export function stepsOf(
  view: InvoiceView,
  t: Messages["invoices"],
  language: Language,
  also: { mails: readonly MailStep[]; promised: readonly PromisedAnswer[] },
): TimelineStep[] {
  const amount = (data: Record<string, unknown>) => {
    const currency = String(data.currency ?? view.currency);
    const minor = toMinor(String(data.amount ?? "0"), currency);
    return formatMoney(money(Math.abs(minor ?? 0), currency), language);
  };
  const told = view.timeline.flatMap((entry): TimelineStep[] => {
    const number = entry.subject.number ?? "";
    const text = {
      "invoice.issued": t.timeline.issued,
      "credit_note.issued":
        entry.subject.id === view.id
          ? t.timeline.creditIssued
          : t.timeline.credited(amount(entry.data), number),
      "payment.received": t.timeline.paid(amount(entry.data)),
      "payment.processing": t.timeline.processing,
      "payment.failed": t.timeline.paymentFailed,
      "payment.refunded": t.timeline.refunded(amount(entry.data)),
      "invoice.settled": t.timeline.settled,
      "dispute.opened": t.timeline.disputeOpened(number),
      "dispute.answered": t.timeline.disputeAnswered(number),
      "dispute.credit_requested": t.timeline.disputeDecided(number),
      "dispute.upheld": t.timeline.disputeDecided(number),
    }[entry.type as string];
    if (!text) return [];
    const state = entry.type === "payment.failed" ? "trouble" : "done";
    const issued = entry.type === "invoice.issued" || entry.subject.id === view.id;
    return [
      issued && entry.type.endsWith("issued")
        ? { key: `event-${entry.id}`, text, at: view.issueDate, dayOnly: true, state }
        : { key: `event-${entry.id}`, text, at: entry.createdAt, state },
    ];
  });
  const mailed = also.mails.map(
    (mail): TimelineStep => ({
      key: `mail-${mail.id}`,
      text: {
        sent: t.timeline.mailSent,
        delivered: t.timeline.mailDelivered,
        failed: t.timeline.mailFailed,
      }[mail.fate](mail.recipient),
      at: mail.at,
      state: mail.fate === "failed" ? "trouble" : "done",
    }),
  );
  const past = [...told, ...mailed].sort((a, b) => momentOf(a) - momentOf(b));
  const coming: TimelineStep[] = [
    ...also.promised.map(({ reference, promisedOn }) => ({
      key: `promise-${reference}`,
      text: t.timeline.promised(formatDay(promisedOn, language)),
      at: promisedOn,
      dayOnly: true,
      state: "todo" as const,
    })),
    ...(view.kind === "invoice" && view.outstanding > 0 && view.dueDate
      ? [
          {
            key: "due",
            text: t.timeline.due,
            at: view.dueDate,
            dayOnly: true,
            state: "todo" as const,
          },
        ]
      : []),
  ];
  return [...past, ...coming.sort((a, b) => momentOf(a) - momentOf(b))];
}

function momentOf(step: TimelineStep): number {
  return new Date(step.at).getTime();
}
