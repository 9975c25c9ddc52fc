import type { Day } from "#app/platform/calendar.ts";
import { invoices } from "#db/schema/invoices.ts";
import { dueNowOf, type InvoiceStatus, statusOf } from "./status.ts";

/** An invoice or credit note as lists show it. Amounts in minor units of `currency`. */
export interface InvoiceSummary {
  id: string;
  number: string;
  kind: "invoice" | "creditNote";
  /** What it is about, from its lines. */
  title: string;
  reference: string | null;
  issueDate: Day;
  dueDate: Day | null;
  currency: string;
  gross: number;
  payable: number;
  outstanding: number;
  contested: number;
  processing: number;
  /** What is asked for now: outstanding less contested and processing. */
  dueNow: number;
  status: InvoiceStatus;
}

export const summaryColumns = {
  id: invoices.id,
  number: invoices.number,
  kind: invoices.kind,
  title: invoices.title,
  reference: invoices.reference,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  currency: invoices.currency,
  gross: invoices.gross,
  payable: invoices.payable,
  settled: invoices.settled,
  credited: invoices.credited,
  outstanding: invoices.outstanding,
  contested: invoices.contested,
  processing: invoices.processing,
};

type SummaryRow = Omit<InvoiceSummary, "dueNow" | "status"> & { settled: number; credited: number };

/** Adds what depends on the day and is never stored. */
export function summaryOf(row: SummaryRow, today: Day): InvoiceSummary {
  const { settled: _settled, credited: _credited, ...summary } = row;
  return { ...summary, dueNow: dueNowOf(row), status: statusOf(row, today) };
}
