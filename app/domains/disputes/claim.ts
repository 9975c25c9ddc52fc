import Big from "big.js";
import { roundToMinor, toDecimal } from "#app/platform/money.ts";

/** The parts of a line that a claim is computed from. `netAmount` in minor units, the others decimal strings. */
export interface ClaimableLine {
  quantity: string;
  netAmount: number;
  vatRate: string | null;
}

function withVat(net: Big, vatRate: string | null): Big {
  return net.times(new Big(100).plus(vatRate ?? 0)).div(100);
}

/** The whole line, VAT included, in minor units (BT-131 × (1 + BT-152 ÷ 100), rounded as EN 16931 rounds). */
export function grossOfLine(line: ClaimableLine, currency: string): number {
  return roundToMinor(withVat(major(line.netAmount, currency), line.vatRate), currency);
}

/** A contested quantity of the line, VAT included: its share of the line's net amount, so that discounts count. */
export function grossOfQuantity(line: ClaimableLine, contested: string, currency: string): number {
  const whole = new Big(line.quantity);
  if (whole.eq(0)) return 0;
  const share = major(line.netAmount, currency).times(contested).div(whole);
  return roundToMinor(withVat(share, line.vatRate), currency);
}

function major(minor: number, currency: string): Big {
  return new Big(toDecimal(minor, currency));
}
