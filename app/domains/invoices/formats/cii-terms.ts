import type { Address, AllowanceCharge, Period } from "../model.ts";
import { dayOf } from "./cii-schema.ts";
import type { Draft } from "./draft.ts";
import { first, type XmlSource } from "./xml-source.ts";
import { child, childrenNamed, select, type XmlElement } from "./xml-tree.ts";

/** A calendar day; the path ends at the element around DateTimeString or DateString. */
export function readDay(
  source: XmlSource,
  parent: XmlElement | undefined,
  path: string,
  at: string,
): string | undefined {
  const value = first(parent, path)?.children[0];
  if (!value) return undefined;
  source.places.set(at, value);
  return dayOf(value);
}

/** BG-14, BG-26. */
export function readPeriod(source: XmlSource, parent: XmlElement | undefined, at: string) {
  return source.group(
    parent,
    "BillingSpecifiedPeriod",
    at,
    (period, where): Draft<Period> => ({
      start: readDay(source, period, "StartDateTime", `${where}/start`),
      end: readDay(source, period, "EndDateTime", `${where}/end`),
    }),
  );
}

export function readAddress(source: XmlSource, parent: XmlElement | undefined, at: string) {
  return source.group(
    parent,
    "PostalTradeAddress",
    at,
    (address, where): Draft<Address> => ({
      line1: source.text(address, "LineOne", `${where}/line1`),
      line2: source.text(address, "LineTwo", `${where}/line2`),
      line3: source.text(address, "LineThree", `${where}/line3`),
      city: source.text(address, "CityName", `${where}/city`),
      postCode: source.text(address, "PostcodeCode", `${where}/postCode`),
      subdivision: source.text(address, "CountrySubDivisionName", `${where}/subdivision`),
      country: source.text(address, "CountryID", `${where}/country`),
    }),
  );
}

export function readAllowanceCharge(
  source: XmlSource,
  it: XmlElement,
  at: string,
): Draft<AllowanceCharge> {
  return {
    amount: source.text(it, "ActualAmount", `${at}/amount`),
    baseAmount: source.text(it, "BasisAmount", `${at}/baseAmount`),
    percentage: source.text(it, "CalculationPercent", `${at}/percentage`),
    reason: source.text(it, "Reason", `${at}/reason`),
    reasonCode: source.text(it, "ReasonCode", `${at}/reasonCode`),
  };
}

/** Only a tax of type VAT is one (BT-95, 102, 118, 151). */
export function readVatCategory(source: XmlSource, taxes: readonly XmlElement[], at: string) {
  const tax = taxes.find(isVat);
  if (!tax) return {};
  source.places.set(at, tax);
  return {
    category: source.text(tax, "CategoryCode", `${at}/category`),
    rate: source.text(tax, "RateApplicablePercent", `${at}/rate`),
  };
}

export function isVat(tax: XmlElement): boolean {
  return child(tax, "TypeCode")?.text.trim().toUpperCase() === "VAT";
}

/** Allowances or charges directly inside an element, by their indicator (`xsd:boolean`: 1 and 0 count too). */
export function allowanceCharges(parent: XmlElement | undefined, charges: boolean): XmlElement[] {
  return childrenNamed(parent, "SpecifiedTradeAllowanceCharge").filter(
    (it) => isCharge(it) === charges,
  );
}

/** Whether it is a charge or an allowance; undefined when it does not say. */
export function isCharge(it: XmlElement): boolean | undefined {
  const indicator = select(it, "ChargeIndicator/Indicator")[0]?.text.trim();
  if (indicator === "true" || indicator === "1") return true;
  return indicator === "false" || indicator === "0" ? false : undefined;
}

/** A referenced document's type (UNTDID 1001): 50 is a tender (BT-17), 130 an invoiced object (BT-18, BT-128). */
export function referencesOfType(parent: XmlElement | undefined, type: string): XmlElement[] {
  return childrenNamed(parent, "AdditionalReferencedDocument").filter(
    (it) => child(it, "TypeCode")?.text.trim() === type,
  );
}

/** BT-18 and BT-128 hold their scheme in an element of its own. */
export function readObject(source: XmlSource, reference: XmlElement | undefined, at: string) {
  if (!reference) return undefined;
  source.places.set(at, reference);
  const scheme = source.text(reference, "ReferenceTypeCode", `${at}/scheme`);
  return {
    id: source.text(reference, "IssuerAssignedID", `${at}/id`),
    ...(scheme === undefined ? {} : { scheme }),
  };
}
