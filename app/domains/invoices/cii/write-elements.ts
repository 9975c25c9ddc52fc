import Big from "big.js";
import { currencyDigits } from "#app/platform/money.ts";
import type { Address, AllowanceCharge, Decimal, Period, VatCategory } from "../model.ts";
import { element, leaf, type XmlPart } from "./xml-writer.ts";

/** An amount with the currency's decimals, more only where it has more (a unit price). */
export function amount(
  name: string,
  value: Decimal | undefined,
  currency: string,
  attributes: Readonly<Record<string, string>> = {},
): XmlPart {
  if (value === undefined) return null;
  const given = value.split(".")[1]?.length ?? 0;
  return leaf(name, new Big(value).toFixed(Math.max(given, currencyDigits(currency))), attributes);
}

/** A calendar day, UNTDID 2379 format 102 (CCYYMMDD). */
export function dateTime(name: string, day: string | undefined): XmlPart {
  return element(name, leaf("udt:DateTimeString", day?.replaceAll("-", ""), { format: "102" }));
}

export function period(value: Period | undefined): XmlPart {
  return element(
    "ram:BillingSpecifiedPeriod",
    dateTime("ram:StartDateTime", value?.start),
    dateTime("ram:EndDateTime", value?.end),
  );
}

export function address(value: Address | undefined): XmlPart {
  if (!value) return null;
  return element(
    "ram:PostalTradeAddress",
    leaf("ram:PostcodeCode", value.postCode),
    leaf("ram:LineOne", value.line1),
    leaf("ram:LineTwo", value.line2),
    leaf("ram:LineThree", value.line3),
    leaf("ram:CityName", value.city),
    leaf("ram:CountryID", value.country),
    leaf("ram:CountrySubDivisionName", value.subdivision),
  );
}

/** BG-20, 21, 27, 28: `vat` only on the document's own. */
export function allowanceCharge(
  kind: "allowance" | "charge",
  value: AllowanceCharge & { vat?: VatCategory },
  currency: string,
): XmlPart {
  return element(
    "ram:SpecifiedTradeAllowanceCharge",
    element("ram:ChargeIndicator", leaf("udt:Indicator", String(kind === "charge"))),
    leaf("ram:CalculationPercent", value.percentage),
    amount("ram:BasisAmount", value.baseAmount, currency),
    amount("ram:ActualAmount", value.amount, currency),
    leaf("ram:ReasonCode", value.reasonCode),
    leaf("ram:Reason", value.reason),
    value.vat ? tradeTax("ram:CategoryTradeTax", value.vat) : null,
  );
}

export function tradeTax(name: string, vat: VatCategory): XmlPart {
  return element(
    name,
    leaf("ram:TypeCode", "VAT"),
    leaf("ram:CategoryCode", vat.category),
    leaf("ram:RateApplicablePercent", vat.rate),
  );
}
