import { readTypedDecimal, toDecimal, toMinor } from "#app/platform/money.ts";

/** How far customers may put off a payment by themselves. The columns of the same names have the same defaults. */
export interface PlanLimits {
  /** 0: promises are not offered. */
  promiseWithinDays: number;
  /** 2 to 6; 0: not offered. */
  instalmentsMost: number;
  instalmentsWithinDays: number;
  /** Minor units by currency; in a currency that is not there the staff decide. */
  plansAcceptedUpTo: Record<string, number>;
}

export const usualPlanLimits: PlanLimits = {
  promiseWithinDays: 14,
  instalmentsMost: 3,
  instalmentsWithinDays: 90,
  plansAcceptedUpTo: { EUR: 100_000, CHF: 100_000, GBP: 100_000, USD: 100_000 },
};

/** Reads "1 000,00 EUR", an amount a line, as minor units by currency; null where a line is none. */
export function readAmountsByCurrency(typed: string): Record<string, number> | null {
  const amounts: Record<string, number> = {};
  for (const line of typed.split(/[\n;]+/).map((each) => each.trim())) {
    if (line === "") continue;
    const currency = /[A-Za-z]{3}/.exec(line)?.[0].toUpperCase();
    const decimal = readTypedDecimal(line.replace(/[A-Za-z]{3}/, ""));
    const minor = currency && decimal ? toMinor(decimal, currency) : null;
    if (!currency || minor === null || minor < 0) return null;
    amounts[currency] = minor;
  }
  return amounts;
}

/** As the form shows them again. */
export function amountsByCurrency(amounts: Readonly<Record<string, number>>): string {
  return Object.entries(amounts)
    .map(([currency, minor]) => `${toDecimal(minor, currency)} ${currency}`)
    .join("\n");
}
