import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import type { Invoice } from "../model.ts";
import { readInvoice } from "./read-invoice.ts";
import { readJsonInvoice } from "./read-json.ts";
import { contentKey } from "./same-content.ts";
import { ublNamespaces } from "./ubl-schema.ts";

function read(text: string, mediaType: string): Invoice {
  const answer = readInvoice(new TextEncoder().encode(text), mediaType, { language: "en" });
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors, null, 1));
  return answer.invoice;
}

const address = (line1: string) => ({ line1, city: "Tours", postCode: "37000", country: "FR" });

const json = {
  number: "FA-7",
  typeCode: "380",
  issueDate: "2026-10-31",
  dueDate: "2026-11-30",
  currency: "EUR",
  customerNumber: "C-1042",
  buyerReference: "BC-7741",
  notes: ["Merci", { text: "40 €", subjectCode: "PMT" }],
  seller: {
    name: "Val",
    legalId: "552100554",
    vatId: "FR32552100554",
    address: address("1 rue A"),
  },
  buyer: { name: "Fournil", address: address("2 rue B") },
  lines: [
    {
      id: "1",
      name: "Pain",
      quantity: "10",
      unitCode: "C62",
      netUnitPrice: "1.10",
      netAmount: "11.00",
      vat: { category: "S", rate: "5.5" },
    },
  ],
  totals: { prepaid: "0.00" },
  paymentTerms: "30 jours",
  paymentMeans: [{ code: "58", iban: "FR7630006000011234567890189" }],
};

const party = (name: string, street: string, first: string, tax: string, company: string) => `
  <cac:Party>${first}
    <cac:PostalAddress><cbc:StreetName>${street}</cbc:StreetName><cbc:CityName>Tours</cbc:CityName>
      <cbc:PostalZone>37000</cbc:PostalZone>
      <cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>${tax}
    <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName>${company}</cac:PartyLegalEntity>
  </cac:Party>`;
const scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>";

const ubl = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="${ublNamespaces.invoice}" xmlns:cac="${ublNamespaces.aggregate}" xmlns:cbc="${ublNamespaces.basic}">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>FA<!-- a comment -->-7</cbc:ID>
  <cbc:IssueDate>2026-10-31</cbc:IssueDate>
  <cbc:DueDate>2026-11-30+01:00</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>Merci</cbc:Note>
  <cbc:Note>#PMT#40 €</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>BC-7741</cbc:BuyerReference>
  <cac:AccountingSupplierParty>${party(
    "Val",
    "1 rue A",
    "",
    `<cac:PartyTaxScheme><cbc:CompanyID>FR32552100554</cbc:CompanyID>${scheme}</cac:PartyTaxScheme>`,
    "<cbc:CompanyID>552100554</cbc:CompanyID>",
  )}</cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>${party(
    "Fournil",
    "2 rue B",
    "<cac:PartyIdentification><cbc:ID>C-1042</cbc:ID></cac:PartyIdentification>",
    "",
    "",
  )}</cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode>
    <cac:PayeeFinancialAccount><cbc:ID>FR76 3000 6000 0112 3456 7890 189</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>30 jours</cbc:Note></cac:PaymentTerms>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.61</cbc:TaxAmount>
    <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">11.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">0.61</cbc:TaxAmount>
      <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>5.50</cbc:Percent>${scheme}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">11.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="EUR">11.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">11.61</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="EUR">11.61</cbc:PayableAmount></cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">10.0</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">11.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Pain</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>5.5</cbc:Percent>${scheme}</cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">1.1</cbc:PriceAmount><cbc:BaseQuantity unitCode="C62">1</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>
</Invoice>`;

describe("same content", () => {
  test("a JSON and a UBL invoice that say the same have one key", () => {
    expect(contentKey(read(ubl, "application/xml"))).toBe(
      contentKey(read(JSON.stringify(json), "application/json")),
    );
  });

  test("and one model, but for the rule set each names and what may go unsaid", () => {
    const { specificationId, processId, ...fromUbl } = read(ubl, "application/xml");
    const { specificationId: _, ...fromJson } = read(JSON.stringify(json), "application/json");
    expect(specificationId).toContain("peppol");
    fromUbl.paymentMeans[0]!.iban = fromUbl.paymentMeans[0]!.iban!.replace(/ /g, "");
    delete fromUbl.lines[0]!.baseQuantity;
    delete fromUbl.lines[0]!.baseQuantityUnitCode;
    delete fromJson.totals.prepaid;
    expect(fromUbl).toEqual(fromJson);
  });

  test("the order of keys does not matter, the order of lines does", () => {
    const reversed = Object.fromEntries(Object.entries(json).reverse());
    expect(contentKey(read(JSON.stringify(reversed), "application/json"))).toBe(
      contentKey(read(JSON.stringify(json), "application/json")),
    );
    const invoice = sampleInvoice();
    const swapped = { ...invoice, lines: [...invoice.lines].reverse() };
    expect(contentKey(swapped)).not.toBe(contentKey(invoice));
  });

  test("any other value is other content", () => {
    const key = contentKey(sampleInvoice());
    const others: Partial<Invoice>[] = [
      { dueDate: "2026-12-01" },
      { customerNumber: "C-1043" },
      { paymentTerms: undefined },
      { notes: [] },
      { totals: { ...sampleInvoice().totals, prepaid: "1" } },
    ];
    for (const other of others) expect(contentKey(sampleInvoice(other))).not.toBe(key);
  });

  test("the sample of the test support is itself an invoice", () => {
    const answer = readJsonInvoice(JSON.stringify(sampleInvoice()), "en");
    expect(isRefused(answer) ? answer.errors : []).toEqual([]);
  });
});
