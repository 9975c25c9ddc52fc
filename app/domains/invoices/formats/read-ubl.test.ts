import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { readInvoice } from "./read-invoice.ts";
import { ublNamespaces } from "./ubl-schema.ts";

const vat = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>";
const eur = (name: string, value: string) => `<cbc:${name} currencyID="EUR">${value}</cbc:${name}>`;
const party = (name: string, inside = "") => `<cac:Party>${inside}
  <cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>FR32552100554</cbc:CompanyID>${vat}</cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`;

/** A small credit note, every part in its place. */
const creditNote = `<CreditNote xmlns="${ublNamespaces.creditNote}" xmlns:cac="${ublNamespaces.aggregate}" xmlns:cbc="${ublNamespaces.basic}">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>AV-1</cbc:ID>
  <cbc:IssueDate>2026-10-31</cbc:IssueDate>
  <cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:InvoicePeriod><cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod>
  <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>FA-1</cbc:ID><cbc:IssueDate>2026-09-30</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
  <cac:AdditionalDocumentReference><cbc:ID schemeID="AAA">P-9</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
  <cac:AdditionalDocumentReference><cbc:ID>PRJ</cbc:ID><cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
  <cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cac:Attachment>
    <cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="a.pdf">JVBE
    Rg==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
  <cac:AccountingSupplierParty>${party("Val", '<cac:PartyIdentification><cbc:ID schemeID="SEPA">FR12ZZZ</cbc:ID></cac:PartyIdentification>')}</cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>${party("Fournil", "<cac:PartyIdentification><cbc:ID>C-1</cbc:ID></cac:PartyIdentification>")}</cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode name="SEPA">59</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-11-30</cbc:PaymentDueDate>
    <cac:PaymentMandate><cbc:ID>M-1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>FR76</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate></cac:PaymentMeans>
  <cac:TaxTotal>${eur("TaxAmount", "2.00")}<cac:TaxSubtotal>${eur("TaxableAmount", "10.00")}${eur("TaxAmount", "2.00")}
    <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>${vat}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal>${eur("LineExtensionAmount", "10.00")}${eur("TaxExclusiveAmount", "10.00")}${eur("TaxInclusiveAmount", "12.00")}${eur("PayableAmount", "12.00")}</cac:LegalMonetaryTotal>
  <cac:CreditNoteLine><cbc:ID>1</cbc:ID><cbc:CreditedQuantity unitCode="C62">2</cbc:CreditedQuantity>${eur("LineExtensionAmount", "10.00")}
    <cac:AllowanceCharge><cbc:ChargeIndicator>0</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Geste</cbc:AllowanceChargeReason>${eur("Amount", "2.00")}</cac:AllowanceCharge>
    <cac:Item><cbc:Name>Pain</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20.0</cbc:Percent>${vat}</cac:ClassifiedTaxCategory>
      <cac:AdditionalItemProperty><cbc:Name>Farine</cbc:Name><cbc:Value>T65</cbc:Value></cac:AdditionalItemProperty></cac:Item>
    <cac:Price>${eur("PriceAmount", "6.00")}<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>${eur("Amount", "1.00")}${eur("BaseAmount", "7.00")}</cac:AllowanceCharge></cac:Price></cac:CreditNoteLine>
</CreditNote>`;

function read(text: string, language: "fr" | "en" = "en") {
  return readInvoice(new TextEncoder().encode(text), "application/xml", { language });
}

function invoiceOf(text: string): Invoice {
  const answer = read(text);
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors, null, 1));
  return answer.invoice;
}

function errorsOf(text: string, language: "fr" | "en" = "en"): Finding[] {
  const answer = read(text, language);
  return isRefused(answer) ? answer.errors : [];
}

const told = (text: string) => errorsOf(text).map(({ pointer, rule }) => [pointer, rule]);

/** The credit note with one thing changed; throws when there was nothing to change. */
function changed(from: string | RegExp, to: string): string {
  const text = creditNote.replace(from, to);
  if (text === creditNote) throw new Error(`nothing to change: ${from}`);
  return text;
}

describe("a UBL credit note", () => {
  test("is read whole, the terms that hide in odd places too", () => {
    expect(invoiceOf(creditNote)).toMatchObject({
      number: "AV-1",
      typeCode: "381",
      dueDate: "2026-11-30",
      taxPointCode: "35",
      projectReference: "PRJ",
      invoicedObject: { id: "P-9", scheme: "AAA" },
      customerNumber: "C-1",
      precedingInvoices: [{ number: "FA-1", issueDate: "2026-09-30" }],
      seller: { name: "Val", identifiers: [], vatId: "FR32552100554" },
      paymentMeans: [
        {
          code: "59",
          text: "SEPA",
          mandateReference: "M-1",
          creditorId: "FR12ZZZ",
          debitedIban: "FR76",
        },
      ],
      attachments: [
        { id: "A1", content: "JVBERg==", mediaType: "application/pdf", fileName: "a.pdf" },
      ],
      lines: [
        {
          quantity: "2",
          netUnitPrice: "6",
          priceDiscount: "1",
          grossUnitPrice: "7",
          vat: { category: "S", rate: "20" },
          allowances: [{ amount: "2", reason: "Geste" }],
          attributes: [{ name: "Farine", value: "T65" }],
        },
      ],
    });
    expect(invoiceOf(creditNote).period).toBeUndefined();
  });

  test("holds no empty text and no undefined group once it is an invoice", () => {
    const text = JSON.stringify(
      invoiceOf(changed("<cbc:ID>FA-1</cbc:ID>", "<cbc:ID>FA-1</cbc:ID>  ")),
    );
    expect(text).not.toContain('""');
    expect(text).not.toContain("{}");
  });
});

describe("findings point by XPath and say what to do", () => {
  test("a missing term points to where it should stand", () => {
    expect(told(changed("<cbc:ID>AV-1</cbc:ID>", ""))).toEqual([["/cn:CreditNote", "BR-02"]]);
    expect(told(changed("<cbc:Name>Pain</cbc:Name>", ""))).toEqual([
      ["/cn:CreditNote/cac:CreditNoteLine", "BR-25"],
    ]);
  });

  test("a wrong sum points to the total", () => {
    const errors = errorsOf(
      changed("12.00</cbc:TaxInclusiveAmount>", "12.01</cbc:TaxInclusiveAmount>"),
      "fr",
    );
    expect(errors[0]).toEqual({
      pointer: "/cn:CreditNote/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
      rule: "BR-CO-15",
      message: "Le total avec TVA (BT-112) est 12.01, or le total hors TVA plus la TVA donnent 12.",
    });
  });

  test("several at once, in the order of the document", () => {
    const text = changed(">381<", ">999<")
      .replace('unitCode="C62"', 'unitCode="KILO"')
      .replace("2026-09-30", "30.9.2026");
    expect(told(text)).toEqual([
      ["/cn:CreditNote/cbc:CreditNoteTypeCode", "BR-CL-01"],
      ["/cn:CreditNote/cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate", null],
      ["/cn:CreditNote/cac:CreditNoteLine/cbc:CreditedQuantity", "BR-CL-23"],
    ]);
  });
});

describe("the UBL schema", () => {
  const id = "<cbc:ID>AV-1</cbc:ID>";
  const date = "<cbc:IssueDate>2026-10-31</cbc:IssueDate>";

  test.each([
    ["order", changed(new RegExp(`${id}\\s*${date}`), `${date}${id}`), "too late"],
    ["cardinality", changed(id, id + id), "only once"],
    ["an unknown element", changed(id, `${id}<cbc:Colour>blue</cbc:Colour>`), "does not belong"],
    [
      "a foreign namespace",
      changed(id, `${id}<IssueTime xmlns="urn:x">10:00:00</IssueTime>`),
      "does not belong",
    ],
    ["text among elements", changed(id, `${id}hello`), "remove the text"],
    ["elements in a value", changed(id, "<cbc:ID>AV-1<cbc:ID/></cbc:ID>"), "remove the elements"],
    ["a date", changed("2026-10-31", "2026-02-30"), "not a date"],
    ["a decimal", changed(">6.00<", ">6,00<"), "not a decimal"],
    ["a number in words of a computer", changed(">6.00<", ">6e0<"), "not a decimal"],
    ["a boolean", changed(">false<", ">no<"), "not a boolean"],
    ["base64", changed("JVBE", "JV*E"), "not base64"],
    [
      "something missing",
      changed("<cac:AccountingSupplierParty>", "<cac:Signature/><cac:AccountingSupplierParty>"),
      "ID is missing",
    ],
  ])("%s", (_, text, words) => {
    const errors = errorsOf(text);
    expect(errors.map(({ message }) => message).join()).toContain(words);
  });

  test("a value of the wrong form spoils no sum", () => {
    expect(
      told(changed("10.00</cbc:LineExtensionAmount><", "10,00</cbc:LineExtensionAmount><")),
    ).toHaveLength(1);
  });

  test("extensions may hold anything", () => {
    const extension = `<ext:UBLExtensions xmlns:ext="${ublNamespaces.extension}"><ext:UBLExtension><ext:ExtensionContent><any xmlns="urn:x">1</any></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>`;
    expect(
      invoiceOf(changed("<cbc:CustomizationID>", `${extension}<cbc:CustomizationID>`)).number,
    ).toBe("AV-1");
  });

  test("a document that breaks everything is told in bounded words", () => {
    const errors = errorsOf(
      changed("</CreditNote>", `${"<x/><cac:CreditNoteLine/>".repeat(5_000)}</CreditNote>`),
    );
    expect(errors.length).toBe(500);
  });
});
