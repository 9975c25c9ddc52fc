import type Big from "big.js";
import type { Totals, VatBreakdown } from "../model.ts";
import { decimalOf, normalDecimal, percentOf, roundToCents, zero } from "./decimal-text.ts";
import type { Draft, InvoiceDraft } from "./draft.ts";

/** VATEX codes of the categories that can have no other reason (BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
const onlyReason: Readonly<Record<string, string>> = {
  AE: "VATEX-EU-AE",
  K: "VATEX-EU-IC",
  G: "VATEX-EU-G",
  O: "VATEX-EU-O",
};

/**
 * Computes what a JSON invoice may leave out, from what it says: the VAT breakdown (BG-23) as a whole, and each missing
 * total (BG-22) by its own formula. Nothing that was given is changed; the rules compare it afterwards.
 */
export function completeFigures(draft: InvoiceDraft): void {
  if (draft.vatBreakdown.length === 0) draft.vatBreakdown = breakdownOf(draft);
  const totals: Draft<Totals> = draft.totals ?? {};
  draft.totals = totals;
  const given = (name: keyof Totals) => decimalOf(totals[name]) ?? zero;
  const fill = (name: keyof Totals, compute: () => Big) => {
    totals[name] ??= compute().toFixed();
  };
  fill("lineNet", () => sum(draft.lines, (line) => line.netAmount));
  if (draft.allowances.length > 0)
    fill("allowances", () => sum(draft.allowances, (it) => it.amount));
  if (draft.charges.length > 0) fill("charges", () => sum(draft.charges, (it) => it.amount));
  fill("net", () => given("lineNet").minus(given("allowances")).plus(given("charges")));
  fill("vat", () => sum(draft.vatBreakdown, (breakdown) => breakdown.taxAmount));
  fill("gross", () => given("net").plus(given("vat")));
  fill("payable", () => given("gross").minus(given("prepaid")).plus(given("rounding")));
}

/** One breakdown per category and rate, in the order in which the document first uses them. */
function breakdownOf(draft: InvoiceDraft): Draft<VatBreakdown>[] {
  const groups = new Map<string, { category: string; rate?: string; base: Big }>();
  const add = (vat: { category?: string; rate?: string } | undefined, amount: Big) => {
    if (!vat?.category) return;
    const rate = vat.rate === undefined ? undefined : normalDecimal(vat.rate);
    const key = `${vat.category} ${rate ?? ""}`;
    const group = groups.get(key);
    if (group) group.base = group.base.plus(amount);
    else groups.set(key, { category: vat.category, rate, base: amount });
  };
  for (const line of draft.lines) add(line.vat, decimalOf(line.netAmount) ?? zero);
  for (const it of draft.allowances) add(it.vat, (decimalOf(it.amount) ?? zero).times(-1));
  for (const it of draft.charges) add(it.vat, decimalOf(it.amount) ?? zero);
  return [...groups.values()].map(({ category, rate, base }) => ({
    category,
    rate,
    taxableAmount: base.toFixed(),
    taxAmount: roundToCents(percentOf(base, decimalOf(rate) ?? zero)).toFixed(),
    exemptionReasonCode: onlyReason[category],
  }));
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => string | undefined): Big {
  let total = zero;
  for (const item of items) total = total.plus(decimalOf(amount(item)) ?? zero);
  return total;
}
