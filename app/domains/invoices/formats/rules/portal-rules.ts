import Big from "big.js";
import { currencyDigits } from "#app/platform/money.ts";
import type { AllowanceCharge, Line } from "../../model.ts";
import { currencyCodes } from "../code-lists.ts";
import {
  decimalOf,
  fractionDigits,
  normalDecimal,
  percentOf,
  roundToCents,
  zero,
} from "../decimal-text.ts";
import type { Draft, InvoiceDraft } from "../draft.ts";
import type { Rule } from "./rule.ts";

/** Longer numbers are no numbers that a person can quote on the phone, and no key of a database index. */
const longestNumber = 200;

/** What one page, one PDF and one transaction can bear. */
const mostLines = 10_000;

/** Whole digits an amount may have, so that its minor units stay exact integers (`Money`). */
const mostDigits = 12;

const storedTotals = ["net", "vat", "gross", "prepaid", "payable"] as const;

/** What this portal needs beyond EN 16931 in order to hold and show a document. */
export const portalRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: null,
    at: "/number",
    holds: ({ number }) => !number || number.length <= longestNumber,
    fr: `Raccourcissez le numéro de facture à ${longestNumber} caractères au plus.`,
    en: `Shorten the invoice number to at most ${longestNumber} characters.`,
  },
  {
    id: null,
    at: "/customerNumber",
    holds: ({ customerNumber }) => !customerNumber || customerNumber.length <= longestNumber,
    fr: `Raccourcissez le numéro de client à ${longestNumber} caractères au plus.`,
    en: `Shorten the customer number to at most ${longestNumber} characters.`,
  },
  {
    id: null,
    at: "/lines",
    holds: ({ lines }) => lines.length <= mostLines,
    fr: "Répartissez les lignes sur plusieurs factures, 10 000 au plus chacune.",
    en: "Spread the lines over several invoices, at most 10,000 each.",
  },
  ...storedTotals.map(
    (total): Rule<InvoiceDraft> => ({
      id: null,
      at: `/totals/${total}`,
      arithmetic: true,
      holds: ({ totals, currency }) => {
        const text = totals?.[total];
        if (!text || !currency || !currencyCodes.has(currency)) return true;
        const normal = normalDecimal(text);
        if (normal.replace("-", "").split(".")[0]!.length > mostDigits) return false;
        const places = fractionDigits(normal);
        // More than two is BR-DEC's to say.
        return places > 2 || places <= currencyDigits(currency);
      },
      values: ({ currency }) => ({ currency: currency ?? "" }),
      fr: "Ce total ne s’exprime pas en {currency}, il a trop de chiffres avant ou après la virgule.",
      en: "This total cannot be expressed in {currency}, it has too many digits before or after the point.",
    }),
  ),
];

/**
 * Peppol BIS 3 calculation rules that EN 16931 leaves open: told as warnings, since documents that break them are
 * legally whole. PEPPOL-EN16931-R120: BT-131 = BT-129 × BT-146 ÷ BT-149 + Σ BT-141 − Σ BT-136, within 0.02.
 */
export const lineAdvice: readonly Rule<Draft<Line>>[] = [
  {
    id: "PEPPOL-EN16931-R120",
    at: "/netAmount",
    arithmetic: true,
    warning: true,
    holds: (line) => {
      const expected = lineNet(line);
      const net = decimalOf(line.netAmount);
      return !expected || !net || near(net, expected);
    },
    values: (line) => ({
      found: line.netAmount ?? "–",
      expected: lineNet(line)?.toFixed() ?? "–",
    }),
    fr: "Le montant net de la ligne est {found}, or quantité × prix, remises et frais donnent {expected}.",
    en: "The line’s net amount is {found}, but quantity × price, allowances and charges make {expected}.",
  },
];

const tolerance = new Big("0.02");

function near(value: Big, expected: Big): boolean {
  return value.minus(expected).abs().lte(tolerance);
}

function lineNet(line: Draft<Line>) {
  const quantity = decimalOf(line.quantity);
  const price = decimalOf(line.netUnitPrice);
  const base = decimalOf(line.baseQuantity);
  if (!quantity || !price || base?.eq(zero)) return null;
  let net =
    base && line.baseQuantity !== "1" ? quantity.times(price).div(base) : quantity.times(price);
  for (const charge of line.charges) net = net.plus(decimalOf(charge.amount) ?? zero);
  for (const allowance of line.allowances) net = net.minus(decimalOf(allowance.amount) ?? zero);
  return roundToCents(net);
}

/** PEPPOL-EN16931-R040: amount = base × percentage ÷ 100, within 0.02. */
export const allowanceChargeAdvice: readonly Rule<Draft<AllowanceCharge>>[] = [
  {
    id: "PEPPOL-EN16931-R040",
    at: "/amount",
    arithmetic: true,
    warning: true,
    holds: (it) => {
      const amount = decimalOf(it.amount);
      const expected = shareOf(it);
      return !amount || !expected || near(amount, expected);
    },
    values: (it) => ({ found: it.amount ?? "–", expected: shareOf(it)?.toFixed() ?? "–" }),
    fr: "Le montant est {found}, or base × pourcentage donne {expected}.",
    en: "The amount is {found}, but base × percentage makes {expected}.",
  },
];

function shareOf(it: Draft<AllowanceCharge>) {
  const base = decimalOf(it.baseAmount);
  const percentage = decimalOf(it.percentage);
  return base && percentage ? roundToCents(percentOf(base, percentage)) : null;
}
