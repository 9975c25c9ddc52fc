import type { Invoice } from "../model.ts";
import { normalDecimal } from "./decimal-text.ts";

type Lists<T> = { [K in keyof T]-?: T[K] extends unknown[] ? K : never }[keyof T];

/**
 * What a reader found, before the rules have spoken: the canonical shape with everything optional (lists that the model
 * requires are there, perhaps empty), decimals as they were written ("10.00", because BR-DEC counts digits), and `""`
 * where the document has an element or field with nothing in it.
 */
export type Draft<T> = T extends string
  ? T
  : T extends (infer Item)[]
    ? Draft<Item>[]
    : T extends object
      ? { [K in Lists<T>]: Draft<T[K]> } & { [K in Exclude<keyof T, Lists<T>>]?: Draft<T[K]> }
      : T;

export type InvoiceDraft = Draft<Invoice>;

/** The document has it, perhaps empty (XPath `exists()`). */
export function exists(value: unknown): boolean {
  return value !== undefined;
}

/** The document has it and says something (XPath `normalize-space() != ''`). */
export function filled(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

/** A draft with no content: what an empty document reads as. */
export function emptyDraft(): InvoiceDraft {
  return {
    notes: [],
    precedingInvoices: [],
    seller: { identifiers: [] },
    buyer: { identifiers: [] },
    paymentMeans: [],
    allowances: [],
    charges: [],
    totals: {},
    vatBreakdown: [],
    attachments: [],
    lines: [],
  };
}

/** Names of the decimal fields of the model, totals aside. */
export const decimalFields = new Set([
  ...["amount", "baseAmount", "percentage", "rate", "quantity", "netAmount", "netUnitPrice"],
  ...["priceDiscount", "grossUnitPrice", "baseQuantity", "taxableAmount", "taxAmount"],
]);

/**
 * Turns a draft that broke no rule into the canonical invoice, in place: decimals in normal form, empty strings and
 * empty groups dropped. The rules guarantee every field that the model requires, so the cast is theirs.
 */
export function settle(draft: InvoiceDraft): Invoice {
  const totals = draft.totals as Record<string, string | undefined>;
  for (const name in totals) {
    if (totals[name]) totals[name] = normalDecimal(totals[name]);
  }
  tidy(draft as Record<string, unknown>);
  return draft as Invoice;
}

/** Walks the draft once; answers whether the object holds nothing. */
function tidy(object: Record<string, unknown>): boolean {
  let empty = true;
  for (const key in object) {
    const value = object[key];
    if (value === undefined) continue;
    if (typeof value === "string") {
      if (value === "") {
        delete object[key];
        continue;
      }
      if (decimalFields.has(key)) object[key] = normalDecimal(value);
    } else if (Array.isArray(value)) {
      for (const item of value) if (typeof item === "object") tidy(item);
      if (value.length === 0) continue;
    } else if (tidy(value as Record<string, unknown>) && key !== "totals") {
      delete object[key];
      continue;
    }
    empty = false;
  }
  return empty;
}
