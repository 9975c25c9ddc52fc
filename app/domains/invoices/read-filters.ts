import { isDay } from "#app/platform/calendar.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { readTypedDecimal } from "#app/platform/money.ts";
import { type InvoiceSort, invoiceSorts } from "./invoice-order.ts";
import type { InvoiceSearch } from "./search-invoices.server.ts";
import { type InvoiceStatus, invoiceStatuses } from "./status.ts";

/** The filters as they stand in the URL: shown again in the form, right or wrong. */
export type TypedFilters = Partial<Record<(typeof names)[number], string>>;

const names = ["q", "status", "contested", "from", "to", "min", "max", "sort"] as const;

/**
 * Reads search, filters and sort from the URL (contract.md, Pages). What cannot be read is left out of the search and
 * explained; an unknown status or sort is simply not one.
 */
export function readFilters(
  query: URLSearchParams,
  t: Messages["invoices"],
): { search: InvoiceSearch; typed: TypedFilters; errors: Record<string, string> } {
  const typed: TypedFilters = {};
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (value) typed[name] = value;
  }
  const errors: Record<string, string> = {};
  const search: InvoiceSearch = {};
  if (typed.q) search.q = typed.q.slice(0, 200);
  if (isStatus(typed.status)) search.status = typed.status;
  if (typed.contested) search.contested = true;
  for (const name of ["from", "to"] as const) {
    const value = typed[name];
    if (!value) continue;
    if (isDay(value)) search[name] = value;
    else errors[name] = t.badFilter.date;
  }
  for (const name of ["min", "max"] as const) {
    const value = typed[name];
    if (!value) continue;
    const decimal = readTypedDecimal(value);
    if (decimal !== null) search[name] = decimal;
    else errors[name] = t.badFilter.amount;
  }
  if (isSort(typed.sort)) search.sort = typed.sort;
  const after = query.get("after");
  if (after) search.after = after;
  return { search, typed, errors };
}

/** The same list from its first page. */
export function withoutCursor(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const [name, value] of query) if (name !== "after" && value.trim()) kept.set(name, value);
  return kept;
}

function isStatus(value: string | undefined): value is InvoiceStatus {
  return (invoiceStatuses as readonly (string | undefined)[]).includes(value);
}

function isSort(value: string | undefined): value is InvoiceSort {
  return (invoiceSorts as readonly (string | undefined)[]).includes(value);
}
