import type { Language } from "#app/platform/i18n/language.ts";
import type { AllowanceCharge, DocumentAllowanceCharge } from "../../model.ts";
import { fractionDigits } from "../decimal-text.ts";
import { type Draft, exists } from "../draft.ts";
import type { Rule } from "./rule.ts";

type Words = Readonly<Record<Language, string>>;

/**
 * Allowances and charges, of the document (BG-20, BG-21) and of a line (BG-27, BG-28), obey the same rules under four
 * sets of ids. BR-CO-05 to BR-CO-08 (reason and code mean the same) cannot be told by a machine: the official artefacts
 * let them pass too.
 */
function allowanceChargeRules(ids: {
  amount: string;
  reason: readonly [string, string];
  amountDigits: string;
  baseDigits: string;
  words: { amount: Words; reason: Words };
}): readonly Rule<Draft<AllowanceCharge>>[] {
  const hasReason = (it: Draft<AllowanceCharge>) => exists(it.reason) || exists(it.reasonCode);
  return [
    { id: ids.amount, at: "/amount", holds: (it) => exists(it.amount), ...ids.words.amount },
    { id: ids.reason[0], at: "/reason", holds: hasReason, ...ids.words.reason },
    { id: ids.reason[1], at: "/reason", holds: hasReason, ...ids.words.reason },
    {
      id: ids.amountDigits,
      at: "/amount",
      holds: (it) => !it.amount || fractionDigits(it.amount) <= 2,
      fr: "Écrivez ce montant avec deux décimales au plus.",
      en: "Write this amount with at most two decimals.",
    },
    {
      id: ids.baseDigits,
      at: "/baseAmount",
      holds: (it) => !it.baseAmount || fractionDigits(it.baseAmount) <= 2,
      fr: "Écrivez le montant de base avec deux décimales au plus.",
      en: "Write the base amount with at most two decimals.",
    },
  ];
}

/** The VAT category that a document level allowance or charge must name. */
function categoryRule(id: string, words: Words): Rule<Draft<DocumentAllowanceCharge>> {
  return { id, at: "/vat/category", holds: (it) => exists(it.vat?.category), ...words };
}

export const documentAllowanceRules: readonly Rule<Draft<DocumentAllowanceCharge>>[] = [
  ...allowanceChargeRules({
    amount: "BR-31",
    reason: ["BR-33", "BR-CO-21"],
    amountDigits: "BR-DEC-01",
    baseDigits: "BR-DEC-02",
    words: {
      amount: {
        fr: "Indiquez le montant de la remise (BT-92).",
        en: "Give the amount of the allowance (BT-92).",
      },
      reason: {
        fr: "Donnez le motif de la remise (BT-97) ou son code (BT-98).",
        en: "Give the reason for the allowance (BT-97) or its code (BT-98).",
      },
    },
  }),
  categoryRule("BR-32", {
    fr: "Indiquez la catégorie de TVA de la remise (BT-95).",
    en: "Give the VAT category of the allowance (BT-95).",
  }),
];

export const documentChargeRules: readonly Rule<Draft<DocumentAllowanceCharge>>[] = [
  ...allowanceChargeRules({
    amount: "BR-36",
    reason: ["BR-38", "BR-CO-22"],
    amountDigits: "BR-DEC-05",
    baseDigits: "BR-DEC-06",
    words: {
      amount: {
        fr: "Indiquez le montant des frais (BT-99).",
        en: "Give the amount of the charge (BT-99).",
      },
      reason: {
        fr: "Donnez le motif des frais (BT-104) ou son code (BT-105).",
        en: "Give the reason for the charge (BT-104) or its code (BT-105).",
      },
    },
  }),
  categoryRule("BR-37", {
    fr: "Indiquez la catégorie de TVA des frais (BT-102).",
    en: "Give the VAT category of the charge (BT-102).",
  }),
];

export const lineAllowanceRules = allowanceChargeRules({
  amount: "BR-41",
  reason: ["BR-42", "BR-CO-23"],
  amountDigits: "BR-DEC-24",
  baseDigits: "BR-DEC-25",
  words: {
    amount: {
      fr: "Indiquez le montant de la remise de ligne (BT-136).",
      en: "Give the amount of the line allowance (BT-136).",
    },
    reason: {
      fr: "Donnez le motif de la remise de ligne (BT-139) ou son code (BT-140).",
      en: "Give the reason for the line allowance (BT-139) or its code (BT-140).",
    },
  },
});

export const lineChargeRules = allowanceChargeRules({
  amount: "BR-43",
  reason: ["BR-44", "BR-CO-24"],
  amountDigits: "BR-DEC-27",
  baseDigits: "BR-DEC-28",
  words: {
    amount: {
      fr: "Indiquez le montant des frais de ligne (BT-141).",
      en: "Give the amount of the line charge (BT-141).",
    },
    reason: {
      fr: "Donnez le motif des frais de ligne (BT-144) ou son code (BT-145).",
      en: "Give the reason for the line charge (BT-144) or its code (BT-145).",
    },
  },
});
