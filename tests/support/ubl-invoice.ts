/**
 * A small UBL 2.1 invoice of one line at 20 % VAT, with the seller's IBAN, to a customer by its number (BT-46); `attachment`
 * travels inside it (BT-125).
 */
export function ublInvoice(facts: {
  number: string;
  customerNumber: string;
  issueDate: string;
  dueDate: string;
  line: string;
  net: string;
  vat: string;
  gross: string;
  iban: string;
  attachment?: Buffer;
}): string {
  const amount = (name: string, value: string) =>
    `<cbc:${name} currencyID="EUR">${value}</cbc:${name}>`;
  const category = (name: string) =>
    `<cac:${name}><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${name}>`;
  const address = (city: string) =>
    `<cac:PostalAddress><cbc:CityName>${city}</cbc:CityName><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>`;
  const attachment = facts.attachment
    ? `<cac:AdditionalDocumentReference><cbc:ID>readings</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="readings.csv">${facts.attachment.toString("base64")}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`
    : "";
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
<cbc:ID>${facts.number}</cbc:ID>
<cbc:IssueDate>${facts.issueDate}</cbc:IssueDate>
<cbc:DueDate>${facts.dueDate}</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
${attachment}<cac:AccountingSupplierParty><cac:Party>${address("Annecy")}<cac:PartyTaxScheme><cbc:CompanyID>FR40303265045</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Énergie des Alpes</cbc:RegistrationName><cbc:CompanyID>303265045</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>${facts.customerNumber}</cbc:ID></cac:PartyIdentification>${address("Lyon")}<cac:PartyLegalEntity><cbc:RegistrationName>Atelier du Test</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${facts.iban}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal>${amount("TaxAmount", facts.vat)}<cac:TaxSubtotal>${amount("TaxableAmount", facts.net)}${amount("TaxAmount", facts.vat)}${category("TaxCategory")}</cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount("LineExtensionAmount", facts.net)}${amount("TaxExclusiveAmount", facts.net)}${amount("TaxInclusiveAmount", facts.gross)}${amount("PayableAmount", facts.gross)}</cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>${amount("LineExtensionAmount", facts.net)}<cac:Item><cbc:Name>${facts.line}</cbc:Name>${category("ClassifiedTaxCategory")}</cac:Item><cac:Price>${amount("PriceAmount", facts.net)}</cac:Price></cac:InvoiceLine>
</Invoice>`;
}
