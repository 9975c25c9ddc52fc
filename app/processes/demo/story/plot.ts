import { addDays, type Day } from "#app/platform/calendar.ts";
import { autopayMoments } from "./autopay.ts";
import { at, type Calendar } from "./calendar.ts";
import { contractInvoices } from "./contracts.ts";
import { creditNotes, disputeMoments } from "./disputes.ts";
import { type NumberedDocument, numberAll } from "./document.ts";
import { paymentMoments } from "./payments.ts";
import { planMoments } from "./plans.ts";
import type { Moment } from "./stage.server.ts";
import { workInvoices } from "./works.ts";

/** Everything that happens, in no particular order. `withCheckout`: payments can be made at our own stand-in for Stripe. */
export function momentsOf(calendar: Calendar, withCheckout: boolean): Moment[] {
  const documents = numberAll([
    ...contractInvoices(calendar.months),
    ...workInvoices(calendar),
    ...creditNotes(calendar),
  ]);
  return [
    ...sendings(documents),
    ...paymentMoments(calendar, documents, withCheckout),
    ...(withCheckout ? autopayMoments(calendar) : []),
    ...planMoments(calendar),
    ...disputeMoments(calendar),
    ...reminders(calendar, documents),
  ];
}

/** The biller's system sends what a day brought in the evening. */
function sendings(documents: readonly NumberedDocument[]): Moment[] {
  const days = new Map<Day, NumberedDocument[]>();
  for (const document of documents)
    days.set(document.issued, [...(days.get(document.issued) ?? []), document]);
  return [...days].map(([day, ofDay]) => ({
    at: at(day, "18:30"),
    happen: (stage) => stage.send(ofDay),
  }));
}

/** Days on which a reminder may come due: the worker looks then, and finds out by itself what is still owed. */
function reminders(calendar: Calendar, documents: readonly NumberedDocument[]): Moment[] {
  const days = new Set<Day>();
  for (const { due } of documents)
    for (const offset of [-7, 0, 7, 15]) if (due) days.add(addDays(due, offset));
  return [...days]
    .filter((day) => day >= calendar.liveFrom && day < calendar.today)
    .map((day) => ({ at: at(day, "08:30"), happen: (stage) => stage.remind() }));
}
