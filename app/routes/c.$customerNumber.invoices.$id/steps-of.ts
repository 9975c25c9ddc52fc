import type { InvoiceView } from "#app/domains/invoices/view-invoice.server.ts";
import { formatDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import type { TimelineStep } from "#app/ui/timeline.tsx";
import { type Mail, mailSteps } from "./mail-steps.ts";

type Words = Messages["invoices"] & { plans: Messages["plans"] };

interface PromisedAnswer {
  reference: string;
  promisedOn: string;
}

/** What happened to the invoice and what comes next, in the reader's words, oldest first. */
export function stepsOf(
  view: InvoiceView,
  t: Words,
  language: Language,
  also: {
    mails: readonly Mail[];
    promised: readonly PromisedAnswer[];
    /** Payments that were agreed on and are still to come. Minor units. */
    agreed: readonly { dueOn: string; left: number }[];
  },
): TimelineStep[] {
  const say = (minor: number) => formatMoney(money(Math.abs(minor), view.currency), language);
  const told = view.timeline.flatMap((entry): TimelineStep[] => {
    const number = entry.subject.number ?? "";
    const own = entry.subject.id === view.id;
    const text = {
      "invoice.issued": t.timeline.issued,
      "credit_note.issued": own ? t.timeline.creditIssued : undefined,
      "payment.processing": t.timeline.processing,
      "payment.failed": t.timeline.paymentFailed,
      "invoice.settled": t.timeline.settled,
      "dispute.opened": t.timeline.disputeOpened(number),
      "dispute.answered": t.timeline.disputeAnswered(number),
      "dispute.credit_requested": t.timeline.disputeDecided(number),
      "dispute.upheld": t.timeline.disputeDecided(number),
      "payment_plan.proposed": t.plans.timeline.proposed,
      "payment_plan.accepted":
        entry.data.kind === "promise"
          ? t.plans.timeline.acceptedPromise
          : t.plans.timeline.acceptedParts,
      "payment_plan.refused": t.plans.timeline.refused,
      "payment_plan.withdrawn": t.plans.timeline.withdrawn,
      "payment_plan.kept": t.plans.timeline.kept,
      "payment_plan.broken": t.plans.timeline.broken,
    }[entry.type as string];
    if (!text) return [];
    const key = `event-${entry.id}`;
    const state = entry.type === "payment.failed" ? "trouble" : "done";
    return [
      entry.type.endsWith(".issued")
        ? { key, text, at: view.issueDate, dayOnly: true, state }
        : { key, text, at: entry.createdAt, state },
    ];
  });
  // What settled it is told by the settlements: a payment of several invoices paid this one only in part.
  const settled = view.settlements.map(
    ({ id, source, creditNoteNumber, amount, createdAt }): TimelineStep => ({
      key: `settlement-${id}`,
      text:
        amount < 0
          ? t.timeline.refunded(say(amount))
          : source === "creditNote"
            ? t.timeline.credited(say(amount), creditNoteNumber ?? "")
            : t.timeline.paid(say(amount)),
      at: createdAt,
      state: "done",
    }),
  );
  const mailed = mailSteps(also.mails, t, language);
  const past = [...told, ...settled, ...mailed].sort((a, b) => momentOf(a) - momentOf(b));
  const coming: TimelineStep[] = [
    ...also.promised.map(({ reference, promisedOn }) => ({
      key: `promise-${reference}`,
      text: t.timeline.promised(formatDay(promisedOn, language)),
      at: promisedOn,
      dayOnly: true,
      state: "todo" as const,
    })),
    ...also.agreed.map(({ dueOn, left }) => ({
      key: `agreed-${dueOn}`,
      text: t.plans.timeline.due(say(left)),
      at: dueOn,
      dayOnly: true,
      state: "todo" as const,
    })),
    // What was agreed on takes the place of the due date.
    ...(view.kind === "invoice" && view.outstanding > 0 && view.dueDate && also.agreed.length === 0
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
