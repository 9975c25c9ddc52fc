import type { Invoice } from "../model.ts";
import { writeAgreement, writeDelivery } from "./write-agreement.ts";
import { dateTime } from "./write-elements.ts";
import { writeLine } from "./write-line.ts";
import { writeSettlement } from "./write-settlement.ts";
import { element, leaf } from "./xml-writer.ts";

/** BT-24 of what this writer makes: the core of EN 16931, without any national extension. */
export const en16931Guideline = "urn:cen.eu:en16931:2017";

/**
 * Writes the canonical invoice as UN/CEFACT CrossIndustryInvoice D16B, profile EN 16931 (the one that Factur-X and
 * ZUGFeRD embed), in the order of its schema. Everything of the model is written but `disputeReference`, which is
 * outside the standard; BT-24 becomes `en16931Guideline`, since a national profile's promises are not ours to repeat.
 * Amounts get the currency's decimals. Deterministic: the same model gives the same bytes.
 */
export function writeCii(invoice: Invoice): string {
  const body = [
    element(
      "rsm:ExchangedDocumentContext",
      element(
        "ram:BusinessProcessSpecifiedDocumentContextParameter",
        leaf("ram:ID", invoice.processId),
      ),
      element("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", en16931Guideline)),
    ),
    element(
      "rsm:ExchangedDocument",
      leaf("ram:ID", invoice.number),
      leaf("ram:TypeCode", invoice.typeCode),
      dateTime("ram:IssueDateTime", invoice.issueDate),
      invoice.notes.map((note) =>
        element(
          "ram:IncludedNote",
          leaf("ram:Content", note.text),
          leaf("ram:SubjectCode", note.subjectCode),
        ),
      ),
    ),
    element(
      "rsm:SupplyChainTradeTransaction",
      invoice.lines.map((line) => writeLine(line, invoice.currency)),
      writeAgreement(invoice),
      writeDelivery(invoice),
      writeSettlement(invoice),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice ${namespaces}>${body.join("")}</rsm:CrossIndustryInvoice>\n`;
}

const namespaces = [
  'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"',
  'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"',
  'xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"',
  'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"',
].join(" ");
