import { isCharge } from "./cii-terms.ts";
import { type CodeRule, codeRules } from "./rules/code-rules.ts";
import { attribute, type CodedTerm, type CodeReport, checkCodes, value } from "./xml-codes.ts";
import type { XmlElement } from "./xml-tree.ts";

const within = (element: XmlElement, name: string): boolean => {
  for (let above = element.parent; above; above = above.parent)
    if (above.name === name) return true;
  return false;
};

/** BT-8 in CII is a code of UNTDID 2475, another list than UBL's. */
const taxPointDate: CodeRule = {
  id: codeRules.taxPointDate.id,
  list: new Set(["5", "29", "72"]),
  fr: "Le code d’exigibilité {found} n’existe pas, employez 5, 29 ou 72.",
  en: "The VAT point code {found} does not exist, use 5, 29 or 72.",
};

/** BT-29, 46, 60, 71 and 157 carry their scheme in the same element; the official contexts tell them apart. */
const globalId: CodedTerm = (element) => {
  if (element.parent?.name === "SpecifiedTradeProduct")
    return attribute(codeRules.itemScheme, "schemeID")(element);
  if (within(element, "SpecifiedTradeProduct")) return undefined;
  if (within(element, "ShipToTradeParty")) {
    const header = element.parent?.parent?.name === "ApplicableHeaderTradeDelivery";
    return header ? attribute(codeRules.locationScheme, "schemeID")(element) : undefined;
  }
  return attribute(codeRules.partyScheme, "schemeID")(element);
};

const id: CodedTerm = (element) => {
  const parent = element.parent?.name;
  if (parent === "OriginTradeCountry") return [codeRules.originCountry, element.text.trim()];
  if (within(element, "SpecifiedTaxRegistration")) return undefined;
  return attribute(codeRules.legalScheme, "schemeID")(element);
};

const category: CodedTerm = (element) => {
  const parent = element.parent?.name;
  if (parent === "CategoryTradeTax") return [codeRules.vatCategory, element.text.trim()];
  if (parent === "ApplicableTradeTax") return [codeRules.lineVatCategory, element.text.trim()];
  return undefined;
};

const reason: CodedTerm = (element) => {
  const { parent } = element;
  if (parent?.name !== "SpecifiedTradeAllowanceCharge") return undefined;
  const charge = isCharge(parent);
  if (charge === undefined) return undefined;
  return [charge ? codeRules.chargeReason : codeRules.allowanceReason, element.text.trim()];
};

const typeCode: CodedTerm = (element) => {
  const parent = element.parent?.name;
  if (parent === "ExchangedDocument") return [codeRules.documentType, element.text.trim()];
  if (parent === "SpecifiedTradeSettlementPaymentMeans")
    return [codeRules.paymentMeans, element.text.trim()];
  return undefined;
};

const unit = attribute(codeRules.unit, "unitCode");

/** The CII binding of the code lists (CEN BR-CL), by element name. */
const terms: ReadonlyMap<string, CodedTerm> = new Map<string, CodedTerm>([
  ["TypeCode", typeCode],
  ["TaxTotalAmount", attribute(codeRules.amountCurrency, "currencyID")],
  ["InvoiceCurrencyCode", value(codeRules.currency)],
  ["TaxCurrencyCode", value(codeRules.vatCurrency)],
  ["DueDateTypeCode", value(taxPointDate)],
  ["ReferenceTypeCode", value(codeRules.objectScheme)],
  ["SubjectCode", value(codeRules.noteSubject)],
  ["GlobalID", globalId],
  ["ID", id],
  ["ClassCode", attribute(codeRules.classificationScheme, "listID")],
  ["CountryID", value(codeRules.country)],
  ["CategoryCode", category],
  ["ReasonCode", reason],
  ["ExemptionReasonCode", value(codeRules.exemptionReason)],
  ["BasisQuantity", unit],
  ["BilledQuantity", unit],
  ["AttachmentBinaryObject", attribute(codeRules.mediaType, "mimeCode")],
  [
    "URIID",
    (element) =>
      element.parent?.name === "URIUniversalCommunication"
        ? attribute(codeRules.electronicAddressScheme, "schemeID")(element)
        : undefined,
  ],
]);

/** Reports every coded term of a CII document whose code is in none of its lists. */
export function checkCiiCodes(
  root: XmlElement,
  report: CodeReport,
  narrower?: ReadonlyMap<CodeRule, CodeRule>,
): void {
  checkCodes(root, terms, report, narrower);
}
