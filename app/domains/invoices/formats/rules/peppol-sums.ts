import Big from "big.js";
import type { AllowanceCharge, Line } from "../../model.ts";
import { decimalOf, percentOf, roundToCents, zero } from "../decimal-text.ts";
import type { Draft } from "../draft.ts";
import type { Rule } from "./rule.ts";

/**
 * Peppol’s calculation rules that EN 16931 leaves open: told of every document, for whoever pays may ask about them.
 * PEPPOL-EN16931-R120: BT-131 = BT-129 × BT-146 ÷ BT-149 + Σ BT-141 − Σ BT-136, within 0.02.
 */
export const lineAdvice: readonly Rule<Draft<Line>>[] = [
  {
    id: "PEPPOL-EN16931-R120",
    at: "/netAmount",
    arithmetic: true,
    warning: true,
    holds: (line) => {
      const expected = lineNet(line);
      const net = given(line.netAmount, zero);
      return !expected || !net || near(net, expected);
    },
    values: (line) => ({ found: line.netAmount ?? "–", expected: shown(lineNet(line)) }),
    fr: "Le montant net de la ligne est {found}, or quantité × prix, remises et frais donnent {expected}.",
    en: "The line’s net amount is {found}, but quantity × price, allowances and charges make {expected}.",
  },
];

const tolerance = new Big("0.02");
const one = new Big(1);

function near(value: Big, expected: Big): boolean {
  return value.minus(expected).abs().lte(tolerance);
}

/** What is absent counts as the official rule counts it; null when something is there that is no number. */
function given(text: string | undefined, absent: Big): Big | null {
  return text === undefined ? absent : decimalOf(text);
}

const shown = (amount: Big | null) => (amount ? roundToCents(amount).toFixed() : "–");

function lineNet(line: Draft<Line>): Big | null {
  const quantity = given(line.quantity, one);
  const price = given(line.netUnitPrice, zero);
  const base = given(line.baseQuantity, one);
  if (!quantity || !price || !base) return null;
  let net = quantity.times(price);
  // A base of nothing is R121's to tell.
  if (line.baseQuantity !== undefined && line.baseQuantity !== "1" && !base.eq(zero))
    net = net.div(base);
  for (const charge of line.charges) net = net.plus(decimalOf(charge.amount) ?? zero);
  for (const allowance of line.allowances) net = net.minus(decimalOf(allowance.amount) ?? zero);
  return net;
}

/** PEPPOL-EN16931-R040: amount = base × percentage ÷ 100, within 0.02. */
export const allowanceChargeAdvice: readonly Rule<Draft<AllowanceCharge>>[] = [
  {
    id: "PEPPOL-EN16931-R040",
    at: "/amount",
    arithmetic: true,
    warning: true,
    holds: (it) => {
      const amount = given(it.amount, zero);
      const expected = shareOf(it);
      return !amount || !expected || near(amount, expected);
    },
    values: (it) => ({ found: it.amount ?? "–", expected: shown(shareOf(it)) }),
    fr: "Le montant est {found}, or base × pourcentage donne {expected}.",
    en: "The amount is {found}, but base × percentage makes {expected}.",
  },
];

function shareOf(it: Draft<AllowanceCharge>): Big | null {
  const base = decimalOf(it.baseAmount);
  const percentage = decimalOf(it.percentage);
  return base && percentage ? percentOf(base, percentage) : null;
}
