import Big from "big.js";
import { roundToMinor, toDecimal, toMinor } from "#app/platform/money.ts";
import type { Invoice, Line } from "./model.ts";

/** One cause of a difference. `amount` in minor units, VAT excluded but for `vat`: positive where more is asked than before. */
export type ChangePart =
  | {
      readonly cause: "quantity" | "price";
      readonly name: string;
      readonly unitCode: string;
      /** Decimal strings: quantities, or prices for one unit. */
      readonly from: string;
      readonly to: string;
      readonly amount: number;
    }
  | { readonly cause: "new" | "gone"; readonly name: string; readonly amount: number }
  /** Allowances and charges of the whole document. */
  | { readonly cause: "document"; readonly amount: number }
  | { readonly cause: "vat"; readonly amount: number };

export interface Comparison {
  /** Total with VAT (BT-112) now, minus then; the sum of all parts. Minor units. */
  readonly difference: number;
  /** The largest first. */
  readonly parts: ChangePart[];
}

/** Below this, the two say too little about each other: what share of either's lines (by amount) the other has too. */
const leastCommon = 0.5;

/**
 * Explains the difference between an invoice and an earlier one: lines are matched by item and unit, and what a matched line
 * costs more is split into quantity effect ((q₁ − q₀) · p₀) and price effect ((p₁ − p₀) · q₁), the split of a sales variance.
 * The parts add up to the difference to the cent. null where nothing honest can be said: another currency, amounts that are not
 * money, or less than half in common.
 */
export function compareInvoices(earlier: Invoice, later: Invoice): Comparison | null {
  if (earlier.currency !== later.currency) return null;
  const { currency } = later;
  const before = totalsOf(earlier);
  const after = totalsOf(later);
  const [from, to] = [itemsOf(earlier), itemsOf(later)];
  if (!before || !after || !from || !to) return null;
  if (shareIn(from, to) < leastCommon || shareIn(to, from) < leastCommon) return null;

  const parts: ChangePart[] = [];
  for (const [key, item] of to) {
    const old = from.get(key);
    if (!old) {
      parts.push({ cause: "new", name: item.name, amount: item.net });
      continue;
    }
    const effects = effectsOf(old, item, currency);
    if (!effects) return null;
    parts.push(...effects);
  }
  for (const [key, { name, net }] of from)
    if (!to.has(key)) parts.push({ cause: "gone", name, amount: -net });
  // What is left of the net difference: allowances and charges of the document, and cents of rounding.
  const ofLines = parts.reduce((sum, { amount }) => sum + amount, 0);
  parts.push({ cause: "document", amount: after.net - before.net - ofLines });
  parts.push({ cause: "vat", amount: after.gross - after.net - (before.gross - before.net) });
  return {
    difference: after.gross - before.gross,
    parts: parts
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
  };
}

/** Lines of one item and unit, added up. */
interface Item {
  readonly name: string;
  readonly unitCode: string;
  readonly quantity: Big;
  /** Minor units. */
  readonly net: number;
  readonly lines: number;
  /** For one unit, as stated; null where the lines do not agree. */
  readonly stated: Big | null;
}

function itemsOf({ lines, currency }: Invoice): Map<string, Item> | null {
  const items = new Map<string, Item>();
  const nameOf = namesOf(lines);
  for (const line of lines) {
    const net = toMinor(line.netAmount, currency);
    if (net === null) return null;
    const key = `${itemKeyOf(line)}\u0000${line.unitCode}`;
    const stated = new Big(line.netUnitPrice).div(baseQuantityOf(line));
    const known = items.get(key);
    items.set(key, {
      name: nameOf(line),
      unitCode: line.unitCode,
      quantity: new Big(line.quantity).plus(known?.quantity ?? 0),
      net: net + (known?.net ?? 0),
      lines: 1 + (known?.lines ?? 0),
      stated: !known || known.stated?.eq(stated) ? stated : null,
    });
  }
  return items;
}

/** A name that several items bear (a meter at each site) says also what tells them apart. */
function namesOf(lines: readonly Line[]): (line: Line) => string {
  const bearers = new Map<string, Set<string>>();
  for (const line of lines)
    bearers.set(line.name, (bearers.get(line.name) ?? new Set()).add(itemKeyOf(line)));
  return (line) => {
    const detail = line.note ?? line.objectIdentifier?.id ?? line.description;
    return detail && (bearers.get(line.name)?.size ?? 0) > 1
      ? `${line.name}, ${detail}`
      : line.name;
  };
}

function baseQuantityOf({ baseQuantity = "1" }: Line): Big {
  const base = new Big(baseQuantity);
  return base.eq(0) ? new Big(1) : base;
}

/** What a line is of: its number in a catalogue and its meter, else its name without the dates that every month changes. */
function itemKeyOf(line: Line): string {
  const number = line.sellerItemId ?? line.standardItemId?.id ?? line.buyerItemId;
  const object = line.objectIdentifier?.id ?? "";
  return `${object}\u0000${number ?? nameWithoutDates(line.name)}`;
}

const months = ["fr", "en", "de"].flatMap((locale) =>
  ["long", "short"].flatMap((month) => {
    const format = new Intl.DateTimeFormat(locale, { month: month as "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, index) =>
      format.format(new Date(Date.UTC(2000, index))).toLowerCase(),
    );
  }),
);
const dates = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,4}[-/.]\\d{1,2}(?:[-/.]\\d{1,4})?|(?:19|20)\\d\\d|[qt][1-4]|${months.map((word) => word.replace(/\./g, "\\.")).join("|")})(?![\\p{L}\\p{N}])`,
  "gu",
);

function nameWithoutDates(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(dates, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return bare || name;
}

/** Price effect and quantity effect of one item; null where its amounts say nothing (none of it, and still an amount). */
function effectsOf(old: Item, item: Item, currency: string): ChangePart[] | null {
  const difference = item.net - old.net;
  if (difference === 0) return [];
  const [was, is] = [priceOf(old, currency), priceOf(item, currency)];
  if (!was || !is) return null;
  const sameQuantity = old.quantity.eq(item.quantity);
  const ofPrice = sameQuantity
    ? difference
    : roundToMinor(is.minus(was).times(item.quantity), currency);
  const { name, unitCode } = item;
  const parts: ChangePart[] = [];
  if (!was.eq(is))
    parts.push({
      cause: "price",
      name,
      unitCode,
      from: was.toFixed(),
      to: is.toFixed(),
      amount: ofPrice,
    });
  if (!sameQuantity)
    parts.push({
      cause: "quantity",
      name,
      unitCode,
      from: old.quantity.toFixed(),
      to: item.quantity.toFixed(),
      amount: was.eq(is) ? difference : difference - ofPrice,
    });
  return parts;
}

/** The stated price where it explains the amount, else (allowances of the line, several prices) what one unit came to. */
function priceOf({ quantity, net, lines, stated }: Item, currency: string): Big | null {
  if (stated) {
    const explained = roundToMinor(stated.times(quantity), currency);
    if (Math.abs(explained - net) <= lines) return stated;
  }
  if (quantity.eq(0)) return null;
  return new Big(toDecimal(net, currency)).div(quantity).round(6);
}

/** What share of `items`, by amount, is in `others` too. */
function shareIn(others: ReadonlyMap<string, Item>, items: ReadonlyMap<string, Item>): number {
  let [all, common] = [0, 0];
  for (const [key, { net }] of items) {
    all += Math.abs(net);
    if (others.has(key)) common += Math.abs(net);
  }
  return all === 0 ? 0 : common / all;
}

/** Minor units. */
function totalsOf({ totals, currency }: Invoice): { net: number; gross: number } | null {
  const net = toMinor(totals.net, currency);
  const gross = toMinor(totals.gross, currency);
  return net === null || gross === null ? null : { net, gross };
}
