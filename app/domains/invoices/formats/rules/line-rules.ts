import type { Line } from "../../model.ts";
import { decimalOf, fractionDigits, zero } from "../decimal-text.ts";
import { type Draft, exists, filled } from "../draft.ts";
import { reversed } from "./document-rules.ts";
import type { Rule } from "./rule.ts";

/** Every line (BG-25). */
export const lineRules: readonly Rule<Draft<Line>>[] = [
  {
    id: "BR-21",
    at: "/id",
    holds: (line) => filled(line.id),
    fr: "Donnez un identifiant à la ligne (BT-126).",
    en: "Give the line an identifier (BT-126).",
  },
  {
    id: "BR-22",
    at: "/quantity",
    holds: (line) => exists(line.quantity),
    fr: "Indiquez la quantité facturée (BT-129).",
    en: "Give the invoiced quantity (BT-129).",
  },
  {
    id: "BR-23",
    at: "/unitCode",
    holds: (line) => exists(line.unitCode),
    fr: "Indiquez l’unité de la quantité (BT-130), par exemple C62 pour une pièce.",
    en: "Give the unit of the quantity (BT-130), for example C62 for a piece.",
  },
  {
    id: "BR-24",
    at: "/netAmount",
    holds: (line) => exists(line.netAmount),
    fr: "Indiquez le montant net de la ligne (BT-131).",
    en: "Give the line’s net amount (BT-131).",
  },
  {
    id: "BR-25",
    at: "/name",
    holds: (line) => filled(line.name),
    fr: "Nommez l’article ou le service (BT-153).",
    en: "Name the item or service (BT-153).",
  },
  {
    id: "BR-26",
    at: "/netUnitPrice",
    holds: (line) => exists(line.netUnitPrice),
    fr: "Indiquez le prix unitaire net (BT-146).",
    en: "Give the net unit price (BT-146).",
  },
  {
    id: "BR-27",
    at: "/netUnitPrice",
    arithmetic: true,
    holds: (line) => decimalOf(line.netUnitPrice)?.gte(zero) ?? false,
    fr: "Le prix unitaire net (BT-146) ne peut pas être négatif, rendez plutôt la quantité négative.",
    en: "The net unit price (BT-146) cannot be negative, make the quantity negative instead.",
  },
  {
    id: "BR-28",
    at: "/grossUnitPrice",
    arithmetic: true,
    holds: (line) =>
      !exists(line.grossUnitPrice) || (decimalOf(line.grossUnitPrice)?.gte(zero) ?? false),
    fr: "Le prix unitaire brut (BT-148) ne peut pas être négatif.",
    en: "The gross unit price (BT-148) cannot be negative.",
  },
  {
    id: "BR-30",
    at: "/period/end",
    holds: ({ period }) => !period || !reversed(period),
    fr: "La période de la ligne finit avant de commencer, corrigez BT-134 ou BT-135.",
    en: "The line’s period ends before it starts, correct BT-134 or BT-135.",
  },
  {
    id: "BR-64",
    at: "/standardItemId/scheme",
    holds: ({ standardItemId }) => !standardItemId || exists(standardItemId.scheme),
    fr: "Indiquez le schéma de l’identifiant standard de l’article (BT-157-1), par exemple 0160 pour un GTIN.",
    en: "Give the scheme of the item’s standard identifier (BT-157-1), for example 0160 for a GTIN.",
  },
  {
    id: "BR-CO-04",
    at: "/vat/category",
    holds: (line) => exists(line.vat?.category),
    fr: "Indiquez la catégorie de TVA de la ligne (BT-151), par exemple S.",
    en: "Give the line’s VAT category (BT-151), for example S.",
  },
  {
    id: "BR-CO-20",
    at: "/period",
    holds: ({ period }) => !period || exists(period.start) || exists(period.end),
    fr: "Donnez un début (BT-134) ou une fin (BT-135) à la période de la ligne.",
    en: "Give the line’s period a start (BT-134) or an end (BT-135).",
  },
  {
    id: "BR-DEC-23",
    at: "/netAmount",
    holds: (line) => !line.netAmount || fractionDigits(line.netAmount) <= 2,
    fr: "Écrivez le montant net de la ligne (BT-131) avec deux décimales au plus.",
    en: "Write the line’s net amount (BT-131) with at most two decimals.",
  },
];

/** Attributes of an item (BG-32). */
export const attributeRules: readonly Rule<Draft<{ name: string; value: string }>>[] = [
  {
    id: "BR-54",
    at: "",
    holds: (attribute) => exists(attribute.name) && exists(attribute.value),
    fr: "Donnez à l’attribut de l’article un nom (BT-160) et une valeur (BT-161).",
    en: "Give the item attribute a name (BT-160) and a value (BT-161).",
  },
];

/** Classifications of an item (BT-158). */
export const classificationRules: readonly Rule<Draft<{ id: string; scheme?: string }>>[] = [
  {
    id: "BR-65",
    at: "/scheme",
    holds: (classification) => exists(classification.scheme),
    fr: "Indiquez le schéma de classification de l’article (BT-158-1).",
    en: "Give the scheme of the item classification (BT-158-1).",
  },
];
