import type Big from "big.js";
import type { Totals } from "../../model.ts";
import { decimalOf, isDecimalText, normalDecimal, zero } from "../decimal-text.ts";
import type { InvoiceDraft } from "../draft.ts";

type Vat = { category?: string; rate?: string } | undefined;

/** Amounts of a document read and added up once, shared by every rule that computes. */
export class Figures {
  /** False when some amount is no decimal: sums would mislead. */
  reliable = true;
  /** Σ BT-131. */
  lines = zero;
  /** Σ BT-92 and Σ BT-99. */
  allowances = zero;
  charges = zero;
  /** Σ BT-117. */
  tax = zero;
  readonly totals: { [Name in keyof Totals]?: Big | null } = {};
  private readonly byCategory = new Map<string, Big>();
  private readonly byRate = new Map<string, Big>();

  constructor(invoice: InvoiceDraft) {
    for (const line of invoice.lines) {
      const net = this.read(line.netAmount);
      if (!net) continue;
      this.lines = this.lines.plus(net);
      this.group(line.vat, net);
    }
    for (const allowance of invoice.allowances) {
      const amount = this.read(allowance.amount);
      if (!amount) continue;
      this.allowances = this.allowances.plus(amount);
      this.group(allowance.vat, zero.minus(amount));
    }
    for (const charge of invoice.charges) {
      const amount = this.read(charge.amount);
      if (!amount) continue;
      this.charges = this.charges.plus(amount);
      this.group(charge.vat, amount);
    }
    for (const { taxableAmount, taxAmount, rate } of invoice.vatBreakdown) {
      const tax = this.read(taxAmount);
      if (tax) this.tax = this.tax.plus(tax);
      if (taxableAmount && !isDecimalText(taxableAmount)) this.reliable = false;
      if (rate && !isDecimalText(rate)) this.reliable = false;
    }
    const totals = invoice.totals ?? {};
    for (const name in totals)
      this.totals[name as keyof Totals] = this.read(totals[name as keyof Totals]);
  }

  /** Σ BT-131 − Σ BT-92 + Σ BT-99 of one VAT category. */
  ofCategory(category: string): Big {
    return this.byCategory.get(category) ?? zero;
  }

  /** The same of one category and rate; null when nothing in the document has them. */
  ofRate(category: string, rate: string): Big | null {
    return this.byRate.get(rateKey(category, rate)) ?? null;
  }

  private read(text: string | undefined): Big | null {
    const value = decimalOf(text);
    if (value === null && text !== undefined) this.reliable = false;
    return value;
  }

  private group(vat: Vat, amount: Big): void {
    if (vat?.category === undefined) return;
    add(this.byCategory, vat.category, amount);
    if (vat.rate !== undefined) add(this.byRate, rateKey(vat.category, vat.rate), amount);
  }
}

function add(sums: Map<string, Big>, key: string, amount: Big): void {
  const sum = sums.get(key);
  sums.set(key, sum ? sum.plus(amount) : amount);
}

/** Rates compare as numbers: 20 and 20.00 are one group. */
function rateKey(category: string, rate: string): string {
  return `${category} ${normalDecimal(rate)}`;
}
