import { dueNowOf } from "#app/domains/invoices/status.ts";
import { addDays, type Day } from "#app/platform/calendar.ts";
import { workingDaysAfter } from "#app/platform/working-days.ts";
import type { Part } from "./schedule.ts";

/** Working days for a transfer that is on its way, after the day of a payment. */
const graceDays = 2;
/** Days for what a dispute held back, after the last day on which it did. */
const thawDays = 7;

/** What was agreed on. Amounts in minor units. */
export interface Agreement {
  parts: readonly Part[];
  /** `paidByPayments` of the invoice when it was proposed. */
  paidBefore: number;
  frozenOn: Day | null;
}

/** Where the money of its invoice stands. Amounts in minor units. */
export interface InvoiceMoney {
  kind: "invoice" | "creditNote";
  settled: number;
  credited: number;
  processing: number;
  outstanding: number;
  contested: number;
}

/** A payment of the plan as it stands today: `amount` = `paid` + `underWay` + `left`. */
export interface CoveredPart {
  dueOn: Day;
  /** What it asks for: less than agreed when a credit note or a dispute took something off. */
  amount: number;
  paid: number;
  /** At the bank: counts as paid until the bank says otherwise. */
  underWay: number;
  left: number;
}

/** What payments have paid of an invoice, money under way included and credit notes not. */
export function paidByPayments({ settled, credited, processing }: InvoiceMoney): number {
  return settled - credited + processing;
}

/**
 * Lays what came since the agreement over its payments, the first first. What a credit note or a dispute took off is taken off
 * the last ones: whoever pays as agreed is not ahead because of it, and nothing becomes late when a dispute ends.
 */
export function coverParts(agreement: Agreement, invoice: InvoiceMoney): CoveredPart[] {
  const { parts, paidBefore, frozenOn } = agreement;
  const agreed = sumOf(parts);
  const paid = Math.min(Math.max(paidByPayments(invoice) - paidBefore, 0), agreed);
  const rest = Math.min(agreed - paid, dueNowOf(invoice));
  let takenOff = agreed - paid - rest;
  const asked = parts
    .toReversed()
    .map(({ dueOn, amount }) => {
      const less = Math.min(takenOff, amount);
      takenOff -= less;
      return { dueOn, amount: amount - less };
    })
    .toReversed();
  let arrived = Math.max(paid - invoice.processing, 0);
  let underWay = paid - arrived;
  const thawed = frozenOn === null ? null : addDays(frozenOn, thawDays);
  return asked.map(({ dueOn, amount }) => {
    const ofArrived = Math.min(arrived, amount);
    arrived -= ofArrived;
    const ofUnderWay = Math.min(underWay, amount - ofArrived);
    underWay -= ofUnderWay;
    const left = amount - ofArrived - ofUnderWay;
    return {
      dueOn: left > 0 && thawed !== null && thawed > dueOn ? thawed : dueOn,
      amount,
      paid: ofArrived,
      underWay: ofUnderWay,
      left,
    };
  });
}

/** What the plan still asks for. */
export function restOf(parts: readonly CoveredPart[]): number {
  return parts.reduce((sum, { left }) => sum + left, 0);
}

/** The payment that is asked for next, and how much of it; null when nothing is. */
export function nextPart(parts: readonly CoveredPart[]): CoveredPart | null {
  return parts.find(({ left }) => left > 0) ?? null;
}

/** The last day on which a payment of this day may arrive. */
export function lastDayFor(dueOn: Day, closedDays: readonly Day[]): Day {
  return workingDaysAfter(dueOn, graceDays, closedDays);
}

/**
 * What has become of an accepted plan on the biller's `today`: null while it holds. It is kept when nothing is left to ask,
 * nothing is at the bank, and no dispute holds a part back; broken when a payment has not come two working days after its day.
 */
export function outcomeOf(
  agreement: Agreement,
  invoice: InvoiceMoney,
  today: Day,
  closedDays: readonly Day[],
): "kept" | "broken" | null {
  const parts = coverParts(agreement, invoice);
  if (restOf(parts) > 0) {
    const missed = parts.some(
      ({ left, dueOn }) => left > 0 && today > lastDayFor(dueOn, closedDays),
    );
    return missed ? "broken" : null;
  }
  const isUnderWay = parts.some(({ underWay }) => underWay > 0);
  const isWhole = sumOf(parts) === sumOf(agreement.parts);
  return isUnderWay || (invoice.contested > 0 && !isWhole) ? null : "kept";
}

function sumOf(parts: readonly { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}
