import type Big from "big.js";
import type { Totals } from "../../model.ts";
import { fractionDigits, roundToCents } from "../decimal-text.ts";
import { exists, type InvoiceDraft } from "../draft.ts";
import type { Rule, Whole } from "./rule.ts";

/**
 * Document totals (BG-22). Sums agree exactly, to the cent, rounded as the official XSLT rounds; an operand that is
 * missing breaks the sum as well as its own presence rule, as it does there.
 */
export const totalsRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: "BR-12",
    at: "/totals/lineNet",
    holds: ({ totals }) => exists(totals?.lineNet),
    fr: "Indiquez la somme des montants nets de ligne (BT-106).",
    en: "Give the sum of the lines’ net amounts (BT-106).",
  },
  {
    id: "BR-13",
    at: "/totals/net",
    holds: ({ totals }) => exists(totals?.net),
    fr: "Indiquez le total hors TVA (BT-109).",
    en: "Give the total without VAT (BT-109).",
  },
  {
    id: "BR-14",
    at: "/totals/gross",
    holds: ({ totals }) => exists(totals?.gross),
    fr: "Indiquez le total avec TVA (BT-112).",
    en: "Give the total with VAT (BT-112).",
  },
  {
    id: "BR-15",
    at: "/totals/payable",
    holds: ({ totals }) => exists(totals?.payable),
    fr: "Indiquez le montant à payer (BT-115).",
    en: "Give the amount due (BT-115).",
  },
  /** BT-106 = Σ BT-131. */
  sum({
    id: "BR-CO-10",
    total: "lineNet",
    expected: ({ figures }) => figures.lines,
    fr: "Le total des lignes (BT-106) est {found}, or leur somme est {expected}. Corrigez l’un ou l’autre.",
    en: "The total of the lines (BT-106) is {found}, but they add up to {expected}. Correct one or the other.",
  }),
  /** BT-107 = Σ BT-92; absent when there is none. */
  sum({
    id: "BR-CO-11",
    total: "allowances",
    when: ({ invoice }) => exists(invoice.totals?.allowances) || invoice.allowances.length > 0,
    expected: ({ figures }) => figures.allowances,
    fr: "Le total des remises (BT-107) est {found}, or leur somme est {expected}. Corrigez l’un ou l’autre.",
    en: "The total of the allowances (BT-107) is {found}, but they add up to {expected}. Correct one or the other.",
  }),
  /** BT-108 = Σ BT-99; absent when there is none. */
  sum({
    id: "BR-CO-12",
    total: "charges",
    when: ({ invoice }) => exists(invoice.totals?.charges) || invoice.charges.length > 0,
    expected: ({ figures }) => figures.charges,
    fr: "Le total des frais (BT-108) est {found}, or leur somme est {expected}. Corrigez l’un ou l’autre.",
    en: "The total of the charges (BT-108) is {found}, but they add up to {expected}. Correct one or the other.",
  }),
  /** BT-109 = BT-106 − BT-107 + BT-108. */
  sum({
    id: "BR-CO-13",
    total: "net",
    expected: ({ figures: { totals } }) => {
      if (!totals.lineNet) return null;
      let net = totals.lineNet;
      if (totals.allowances) net = net.minus(totals.allowances);
      if (totals.charges) net = net.plus(totals.charges);
      return net;
    },
    fr: "Le total hors TVA (BT-109) est {found}, or lignes moins remises plus frais donnent {expected}.",
    en: "The total without VAT (BT-109) is {found}, but lines less allowances plus charges make {expected}.",
  }),
  /** BT-110 = Σ BT-117. */
  sum({
    id: "BR-CO-14",
    total: "vat",
    when: ({ invoice }) => exists(invoice.totals?.vat) && invoice.vatBreakdown.length > 0,
    expected: ({ figures }) => figures.tax,
    fr: "Le total de TVA (BT-110) est {found}, or la ventilation donne {expected}. Corrigez l’un ou l’autre.",
    en: "The total VAT (BT-110) is {found}, but the breakdown adds up to {expected}. Correct one or the other.",
  }),
  /** BT-112 = BT-109 + BT-110, in the document currency. */
  sum({
    id: "BR-CO-15",
    total: "gross",
    when: ({ invoice }) => exists(invoice.currency),
    expected: ({ figures: { totals } }) =>
      totals.net && totals.vat ? totals.net.plus(totals.vat) : null,
    fr: "Le total avec TVA (BT-112) est {found}, or le total hors TVA plus la TVA donnent {expected}.",
    en: "The total with VAT (BT-112) is {found}, but the total without VAT plus VAT make {expected}.",
  }),
  /** BT-115 = BT-112 − BT-113 + BT-114. */
  sum({
    id: "BR-CO-16",
    total: "payable",
    expected: ({ figures: { totals } }) => {
      if (!totals.gross) return null;
      let due = totals.gross;
      if (totals.prepaid) due = due.minus(totals.prepaid);
      if (totals.rounding) due = due.plus(totals.rounding);
      return due;
    },
    fr: "Le montant à payer (BT-115) est {found}, or total moins acompte plus arrondi donnent {expected}.",
    en: "The amount due (BT-115) is {found}, but total less prepaid plus rounding make {expected}.",
  }),
  digits("BR-DEC-09", "lineNet", "BT-106"),
  digits("BR-DEC-10", "allowances", "BT-107"),
  digits("BR-DEC-11", "charges", "BT-108"),
  digits("BR-DEC-12", "net", "BT-109"),
  digits("BR-DEC-13", "vat", "BT-110"),
  digits("BR-DEC-14", "gross", "BT-112"),
  digits("BR-DEC-15", "vatInAccountingCurrency", "BT-111"),
  digits("BR-DEC-16", "prepaid", "BT-113"),
  digits("BR-DEC-17", "rounding", "BT-114"),
  digits("BR-DEC-18", "payable", "BT-115"),
];

/** A total that must equal a sum; `expected` answers null when an operand is missing. */
function sum(rule: {
  id: string;
  total: keyof Totals;
  when?: (whole: Whole) => boolean;
  expected: (whole: Whole) => Big | null;
  fr: string;
  en: string;
}): Rule<InvoiceDraft> {
  return {
    id: rule.id,
    at: `/totals/${rule.total}`,
    arithmetic: true,
    fr: rule.fr,
    en: rule.en,
    holds: (_, whole) => {
      if (rule.when && !rule.when(whole)) return true;
      const expected = rule.expected(whole);
      const found = whole.figures.totals[rule.total];
      return !!expected && !!found && (found.eq(expected) || found.eq(roundToCents(expected)));
    },
    values: (_, whole) => ({
      found: whole.invoice.totals?.[rule.total] || "–",
      expected: rule.expected(whole)?.toFixed() ?? "–",
    }),
  };
}

/** BR-DEC: at most two decimals, counted as written. */
function digits(id: string, total: keyof Totals, term: string): Rule<InvoiceDraft> {
  return {
    id,
    at: `/totals/${total}`,
    holds: ({ totals }) => !totals?.[total] || fractionDigits(totals[total]) <= 2,
    fr: `Écrivez ce total (${term}) avec deux décimales au plus.`,
    en: `Write this total (${term}) with at most two decimals.`,
  };
}
