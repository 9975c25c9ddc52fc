import type Big from "big.js";
import type { Totals } from "../../model.ts";
import { decimalOf, isDecimalText, normalDecimal, zero } from "../decimal-text.ts";
import type { Draft, InvoiceDraft } from "../draft.ts";

/** Amounts of a document read and added up once, shared by every rule that computes. */
export interface Figures {
  /** False when some amount is no decimal: sums would mislead. */
  readonly reliable: boolean;
  /** Σ BT-131. */
  readonly lines: Big;
  /** Σ BT-92 and Σ BT-99. */
  readonly allowances: Big;
  readonly charges: Big;
  /** Σ BT-117. */
  readonly tax: Big;
  readonly totals: { readonly [Name in keyof Totals]?: Big | null };
  /** Σ BT-131 − Σ BT-92 + Σ BT-99 of one VAT category. */
  ofCategory(category: string): Big;
  /** The same of one category and rate; null when nothing in the document has them. */
  ofRate(category: string, rate: string): Big | null;
}

export function figuresOf(invoice: InvoiceDraft): Figures {
  let reliable = true;
  const read = (text: string | undefined): Big | null => {
    const value = decimalOf(text);
    if (value === null && text !== undefined) reliable = false;
    return value;
  };

  const byCategory = new Map<string, Big>();
  const byRate = new Map<string, Big>();
  const group = (vat: { category?: string; rate?: string } | undefined, amount: Big) => {
    if (vat?.category === undefined) return;
    byCategory.set(vat.category, (byCategory.get(vat.category) ?? zero).plus(amount));
    if (vat.rate === undefined) return;
    const key = rateKey(vat.category, vat.rate);
    byRate.set(key, (byRate.get(key) ?? zero).plus(amount));
  };

  let lines = zero;
  for (const line of invoice.lines) {
    const net = read(line.netAmount) ?? zero;
    lines = lines.plus(net);
    group(line.vat, net);
  }
  let allowances = zero;
  for (const allowance of invoice.allowances) {
    const amount = read(allowance.amount) ?? zero;
    allowances = allowances.plus(amount);
    group(allowance.vat, amount.times(-1));
  }
  let charges = zero;
  for (const charge of invoice.charges) {
    const amount = read(charge.amount) ?? zero;
    charges = charges.plus(amount);
    group(charge.vat, amount);
  }
  let tax = zero;
  for (const breakdown of invoice.vatBreakdown) {
    tax = tax.plus(read(breakdown.taxAmount) ?? zero);
    if (breakdown.taxableAmount && !isDecimalText(breakdown.taxableAmount)) reliable = false;
    if (breakdown.rate && !isDecimalText(breakdown.rate)) reliable = false;
  }
  const totals: Record<string, Big | null> = {};
  const given = (invoice.totals ?? {}) as Draft<Totals> & Record<string, string | undefined>;
  for (const name in given) totals[name] = read(given[name]);

  return {
    reliable,
    lines,
    allowances,
    charges,
    tax,
    totals,
    ofCategory: (category) => byCategory.get(category) ?? zero,
    ofRate: (category, rate) => byRate.get(rateKey(category, rate)) ?? null,
  };
}

/** Rates compare as numbers: 20 and 20.00 are one group. */
function rateKey(category: string, rate: string): string {
  return `${category} ${normalDecimal(rate)}`;
}
