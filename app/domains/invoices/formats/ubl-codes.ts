import { type CodeRule, codeRules } from "./rules/code-rules.ts";
import { attribute, type CodedTerm, type CodeReport, checkCodes, value } from "./xml-codes.ts";
import { child, type XmlElement } from "./xml-tree.ts";

const inside =
  (parent: string, term: CodedTerm): CodedTerm =>
  (element) =>
    element.parent?.name === parent ? term(element) : undefined;

const firstOf =
  (...terms: CodedTerm[]): CodedTerm =>
  (element) => {
    for (const term of terms) {
      const found = term(element);
      if (found) return found;
    }
    return undefined;
  };

const isCharge = (it: XmlElement | null) =>
  /^(?:true|1)$/.test(child(it ?? undefined, "ChargeIndicator")?.text.trim() ?? "");

/** An amount without a currency breaks the rule as well as the schema. */
const currencyID: CodedTerm = ({ attributes }) => [
  codeRules.amountCurrency,
  attributes.currencyID?.trim() ?? "",
];
const unitCode = attribute(codeRules.unit, "unitCode");

/** A SEPA creditor id (BT-90) hides among the identifiers of seller and payee. */
const partyId: CodedTerm = (element) => {
  const scheme = element.attributes.schemeID?.trim();
  if (scheme === undefined) return undefined;
  if (scheme === "SEPA") {
    for (let above = element.parent; above; above = above.parent) {
      if (above.name === "AccountingSupplierParty" || above.name === "PayeeParty") return undefined;
    }
  }
  return [codeRules.partyScheme, scheme];
};

/** BT-18 and BT-128 are the document references of type 130. */
const objectId: CodedTerm = (element) => {
  const parent = element.parent;
  const isReference =
    parent?.name === "AdditionalDocumentReference" || parent?.name === "DocumentReference";
  if (!isReference || child(parent, "DocumentTypeCode")?.text.trim() !== "130") return undefined;
  return attribute(codeRules.objectScheme, "schemeID")(element);
};

/** BT-21 stands between number signs at the head of a note; other uses of the sign are free text. */
const noteSubject: CodedTerm = (element) => {
  if (element.parent?.parent) return undefined;
  const subject = /#([^#]*)#/.exec(element.text)?.[1];
  return subject?.length === 3 ? [codeRules.noteSubject, subject] : undefined;
};

/** The UBL binding of the code lists (CEN BR-CL), by element name. */
const terms: ReadonlyMap<string, CodedTerm> = new Map<string, CodedTerm>([
  ["InvoiceTypeCode", value(codeRules.invoiceType)],
  ["CreditNoteTypeCode", value(codeRules.creditNoteType)],
  ["DocumentCurrencyCode", value(codeRules.currency)],
  ["TaxCurrencyCode", value(codeRules.vatCurrency)],
  ["Amount", currencyID],
  ["BaseAmount", currencyID],
  ["PriceAmount", currencyID],
  ["TaxAmount", currencyID],
  ["TaxableAmount", currencyID],
  ["LineExtensionAmount", currencyID],
  ["TaxExclusiveAmount", currencyID],
  ["TaxInclusiveAmount", currencyID],
  ["AllowanceTotalAmount", currencyID],
  ["ChargeTotalAmount", currencyID],
  ["PrepaidAmount", currencyID],
  ["PayableRoundingAmount", currencyID],
  ["PayableAmount", currencyID],
  ["DescriptionCode", inside("InvoicePeriod", value(codeRules.taxPointDate))],
  ["Note", noteSubject],
  ["CompanyID", inside("PartyLegalEntity", attribute(codeRules.legalScheme, "schemeID"))],
  ["EndpointID", attribute(codeRules.electronicAddressScheme, "schemeID")],
  [
    "ID",
    firstOf(
      inside("PartyIdentification", partyId),
      inside("TaxCategory", value(codeRules.vatCategory)),
      inside("ClassifiedTaxCategory", value(codeRules.lineVatCategory)),
      inside("StandardItemIdentification", attribute(codeRules.itemScheme, "schemeID")),
      inside("DeliveryLocation", attribute(codeRules.locationScheme, "schemeID")),
      objectId,
    ),
  ],
  [
    "IdentificationCode",
    firstOf(
      inside("Country", value(codeRules.country)),
      inside("OriginCountry", value(codeRules.originCountry)),
    ),
  ],
  ["PaymentMeansCode", inside("PaymentMeans", value(codeRules.paymentMeans))],
  [
    "AllowanceChargeReasonCode",
    (element) =>
      value(isCharge(element.parent) ? codeRules.chargeReason : codeRules.allowanceReason)(element),
  ],
  ["TaxExemptionReasonCode", value(codeRules.exemptionReason)],
  ["InvoicedQuantity", unitCode],
  ["CreditedQuantity", unitCode],
  ["BaseQuantity", unitCode],
  ["ItemClassificationCode", attribute(codeRules.classificationScheme, "listID")],
  ["EmbeddedDocumentBinaryObject", attribute(codeRules.mediaType, "mimeCode")],
]);

/** Reports every coded term of a UBL document whose code is in none of its lists. */
export function checkUblCodes(
  root: XmlElement,
  report: CodeReport,
  narrower?: ReadonlyMap<CodeRule, CodeRule>,
): void {
  checkCodes(root, terms, report, narrower);
}
