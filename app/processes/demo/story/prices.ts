import { createHash } from "node:crypto";
import Big from "big.js";
import type { Month } from "./calendar.ts";

/** What is sold by the meter. */
export type Energy = "electricity" | "gas" | "water" | "heat";

interface Tariff {
  /** Net, per unit, in the year of reference. */
  readonly price: number;
  /** Net, per month and delivery point. */
  readonly subscription: number;
  readonly decimals: number;
}

const referenceYear = 2023;
const tariffs: Readonly<Record<Energy, Tariff>> = {
  electricity: { price: 0.1742, subscription: 18.4, decimals: 4 },
  gas: { price: 0.0587, subscription: 14.9, decimals: 4 },
  water: { price: 2.0315, subscription: 4.2, decimals: 4 },
  heat: { price: 0.0913, subscription: 96, decimals: 4 },
};

/** Per cent against the reference, in a cycle: prices went up, a little down, and up again. */
const movements = [0, 4.6, 2.9, 6.1, 7.4, 9.8, 9.1, 11.5];

/** Net unit price of a month as a decimal string. Tariffs change each 1 February. */
export function unitPrice(energy: Energy, month: Month): string {
  const { price, decimals } = tariffs[energy];
  return new Big(price).times(factorOf(month)).toFixed(decimals);
}

/** Net monthly subscription as a decimal string. */
export function subscriptionPrice(energy: Energy, month: Month): string {
  return new Big(tariffs[energy].subscription).times(factorOf(month)).toFixed(2);
}

function factorOf(month: Month): Big {
  const year = Number(month.slice(0, 4)) - (month.slice(5, 7) === "01" ? 1 : 0);
  const since = Math.max(0, year - referenceYear);
  const rounds = Math.floor(since / movements.length);
  const percent = (movements[since % movements.length] ?? 0) + rounds * 12;
  return new Big(100).plus(percent).div(100);
}

/** Parts of a year's consumption by month, in thousandths, from January. */
const seasons = {
  heating: [168, 146, 121, 82, 44, 22, 17, 17, 36, 78, 122, 147],
  even: [85, 79, 84, 81, 82, 84, 86, 82, 83, 85, 83, 86],
  skiing: [152, 158, 136, 74, 38, 52, 71, 76, 42, 34, 52, 115],
} as const;
export type Season = keyof typeof seasons;

/** Units used in a month: the year's share of the season, more or less by what the month was like. Whole units. */
export function consumption(
  point: { id: string; yearly: number; season: Season },
  month: Month,
): number {
  const share = seasons[point.season][Number(month.slice(5, 7)) - 1] ?? 83;
  return Math.round(
    ((point.yearly * share) / 1000) * (0.93 + 0.14 * chance(`${point.id} ${month}`)),
  );
}

/** A number from 0 to 1 that looks random and is always the same for the same words. */
export function chance(words: string): number {
  return createHash("sha256").update(words).digest().readUInt32BE(0) / 2 ** 32;
}
