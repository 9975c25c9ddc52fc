import type Big from "big.js";
import type { VatBreakdown } from "../../model.ts";
import {
  decimalOf,
  fractionDigits,
  percentOf,
  roundHalfUp,
  roundToCents,
  zero,
} from "../decimal-text.ts";
import { type Draft, exists, type InvoiceDraft } from "../draft.ts";
import type { Rule, Whole } from "./rule.ts";

type Breakdown = Draft<VatBreakdown>;

export const vatDocumentRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: "BR-CO-18",
    at: "/vatBreakdown",
    holds: (invoice) => invoice.vatBreakdown.length > 0,
    fr: "Donnez au moins une ligne de ventilation de la TVA (BG-23).",
    en: "Give at least one VAT breakdown (BG-23).",
  },
];

/** Every VAT breakdown (BG-23), whatever its category. */
export const vatBreakdownRules: readonly Rule<Breakdown>[] = [
  {
    id: "BR-45",
    at: "/taxableAmount",
    holds: (breakdown) => exists(breakdown.taxableAmount),
    fr: "Indiquez la base d’imposition (BT-116).",
    en: "Give the taxable amount (BT-116).",
  },
  {
    id: "BR-46",
    at: "/taxAmount",
    holds: (breakdown) => exists(breakdown.taxAmount),
    fr: "Indiquez le montant de TVA (BT-117).",
    en: "Give the VAT amount (BT-117).",
  },
  {
    id: "BR-47",
    at: "/category",
    holds: (breakdown) => exists(breakdown.category),
    fr: "Indiquez la catégorie de TVA (BT-118), par exemple S.",
    en: "Give the VAT category (BT-118), for example S.",
  },
  {
    id: "BR-48",
    at: "/rate",
    holds: (breakdown) => exists(breakdown.rate) || breakdown.category === "O",
    fr: "Indiquez le taux de TVA (BT-119).",
    en: "Give the VAT rate (BT-119).",
  },
  {
    id: "BR-CO-17",
    at: "/taxAmount",
    arithmetic: true,
    // BT-117 = BT-116 × BT-119 ÷ 100; the official check lets less than one unit pass, and in CII one unit too.
    holds: (breakdown, { syntax }) => {
      const tax = decimalOf(breakdown.taxAmount);
      if (!tax) return false;
      const rate = decimalOf(breakdown.rate);
      if (!rate || roundHalfUp(rate).eq(zero)) return roundHalfUp(tax).eq(zero);
      return withinOne(breakdown, rate, syntax === "cii");
    },
    values: expectedTax,
    fr: "La TVA (BT-117) est {found}, or base × taux donne {expected}. Corrigez l’une ou l’autre.",
    en: "The VAT (BT-117) is {found}, but base × rate makes {expected}. Correct one or the other.",
  },
  {
    id: "BR-CO-17",
    at: "/taxAmount",
    arithmetic: true,
    warning: true,
    // The portal's finer check: one cent per line of rounding at most.
    holds: (breakdown, whole) => {
      const tax = decimalOf(breakdown.taxAmount);
      const exact = taxOf(breakdown);
      if (!tax || !exact || !withinOne(breakdown, decimalOf(breakdown.rate) ?? zero)) return true;
      const lines = Math.max(1, whole.invoice.lines.length);
      return tax
        .minus(exact)
        .abs()
        .lte(lines / 100);
    },
    values: expectedTax,
    fr: "La TVA (BT-117) est {found}, base × taux donne {expected}. Vérifiez l’arrondi.",
    en: "The VAT (BT-117) is {found}, base × rate makes {expected}. Check the rounding.",
  },
  {
    id: "BR-DEC-19",
    at: "/taxableAmount",
    holds: ({ taxableAmount }) => !taxableAmount || fractionDigits(taxableAmount) <= 2,
    fr: "Écrivez la base d’imposition (BT-116) avec deux décimales au plus.",
    en: "Write the taxable amount (BT-116) with at most two decimals.",
  },
  {
    id: "BR-DEC-20",
    at: "/taxAmount",
    holds: ({ taxAmount }) => !taxAmount || fractionDigits(taxAmount) <= 2,
    fr: "Écrivez le montant de TVA (BT-117) avec deux décimales au plus.",
    en: "Write the VAT amount (BT-117) with at most two decimals.",
  },
];

/** Base × rate ÷ 100 to the cent, or null when either is missing. */
function taxOf(breakdown: Breakdown): Big | null {
  const base = decimalOf(breakdown.taxableAmount);
  const rate = decimalOf(breakdown.rate);
  return base && rate ? roundToCents(percentOf(base, rate)) : null;
}

/** BR-CO-17, BR-S-09 and their kin: |tax| and |base| × rate are less than one apart (or just one). */
export function withinOne(breakdown: Breakdown, rate: Big | null, inclusive = false): boolean {
  const base = decimalOf(breakdown.taxableAmount);
  const tax = decimalOf(breakdown.taxAmount);
  if (!base || !tax || !rate) return false;
  const exact = roundToCents(percentOf(base.abs(), rate));
  const difference = tax.abs().minus(exact).abs();
  return inclusive ? difference.lte(1) : difference.lt(1);
}

export function expectedTax(breakdown: Breakdown): Record<string, string> {
  return {
    found: breakdown.taxAmount || "–",
    expected: taxOf(breakdown)?.toFixed() ?? "–",
  };
}

/** What BT-116 of a breakdown must be, for messages. */
export function expectedBase(breakdown: Breakdown, { figures }: Whole): Record<string, string> {
  const category = breakdown.category ?? "";
  const byRate = category === "S" || category === "L" || category === "M";
  const sum = byRate
    ? figures.ofRate(category, breakdown.rate ?? "")
    : figures.ofCategory(category);
  return { found: breakdown.taxableAmount || "–", expected: (sum ?? zero).toFixed() };
}
