import type { AllowanceCharge } from "../model.ts";
import type { Draft } from "./draft.ts";
import { dayOf } from "./ubl-schema.ts";
import type { XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

/** UBL has two documents: what the model tells by type code (BT-3), UBL tells by its root. */
export function isCreditNoteRoot(root: XmlElement): boolean {
  return root.name === "CreditNote";
}

/** A calendar day (`xsd:date`). */
export function readDay(
  source: XmlSource,
  parent: XmlElement | undefined,
  path: string,
  at: string,
): string | undefined {
  const text = source.text(parent, path, at);
  return text === undefined ? undefined : dayOf(text);
}

/** BG-14, BG-26. A period that only carries the VAT point code (BT-8) is none. */
export function readPeriod(source: XmlSource, parent: XmlElement, at: string) {
  return source.group(parent, "InvoicePeriod", at, (period, where) => {
    const start = readDay(source, period, "StartDate", `${where}/start`);
    const end = readDay(source, period, "EndDate", `${where}/end`);
    if (
      start === undefined &&
      end === undefined &&
      parent === source.root &&
      child(period, "DescriptionCode")
    )
      return undefined;
    return { start, end };
  });
}

export function readAllowanceCharge(
  source: XmlSource,
  it: XmlElement,
  at: string,
): Draft<AllowanceCharge> {
  return {
    amount: source.text(it, "Amount", `${at}/amount`),
    baseAmount: source.text(it, "BaseAmount", `${at}/baseAmount`),
    percentage: source.text(it, "MultiplierFactorNumeric", `${at}/percentage`),
    reason: source.text(it, "AllowanceChargeReason", `${at}/reason`),
    reasonCode: source.text(it, "AllowanceChargeReasonCode", `${at}/reasonCode`),
  };
}

/** Only a category under the scheme VAT is one (BT-95, 102, 118, 151). */
export function readVatCategory(source: XmlSource, categories: XmlElement[], at: string) {
  const category = categories.find(isVat);
  if (!category) return {};
  source.places.set(at, category);
  return {
    category: source.text(category, "ID", `${at}/category`),
    rate: source.text(category, "Percent", `${at}/rate`),
  };
}

/** Whether a TaxCategory, ClassifiedTaxCategory or PartyTaxScheme stands under the tax scheme VAT. */
export function isVat(element: XmlElement): boolean {
  return child(child(element, "TaxScheme"), "ID")?.text.trim().toUpperCase() === "VAT";
}

/** Allowances or charges directly inside an element, by their indicator (`xsd:boolean`: 1 and 0 count too). */
export function allowanceCharges(parent: XmlElement, charges: boolean): XmlElement[] {
  return childrenNamed(parent, "AllowanceCharge").filter((it) => {
    const indicator = child(it, "ChargeIndicator")?.text.trim();
    return charges
      ? indicator === "true" || indicator === "1"
      : indicator === "false" || indicator === "0";
  });
}
