import { PDFDocument } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import type { LinkViewer } from "#app/domains/accounts/viewer.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { pdfText, popplerPresent } from "#tests/support/read-pdf.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { writeCii } from "../cii/write-cii.ts";
import { ingestInvoice } from "../ingest-invoice.server.ts";
import { invoiceXml } from "../invoice-xml.server.ts";
import { originalDocument } from "../original-document.server.ts";
import { invoicePdf } from "../pdf/invoice-pdf.server.ts";
import { viewInvoice } from "../view-invoice.server.ts";

const context = await testDatabase();
const system = { kind: "system", name: "test" } as const;

function done<T>(answer: T): Exclude<T, Refusal<string>> {
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  return answer as Exclude<T, Refusal<string>>;
}

async function pdfAround(xml: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawText("Facture");
  await document.attach(new TextEncoder().encode(xml), "factur-x.xml", { mimeType: "text/xml" });
  return document.save();
}

const take = async (pdf: Uint8Array) =>
  done(
    await ingestInvoice(context, erp, pdf, "application/pdf", {
      language: "fr",
      createCustomer: true,
    }),
  );

test("a Factur-X PDF is taken in once, kept as it came, and its XML given out as it is inside", async () => {
  const xml = writeCii(sampleInvoice({ customerNumber: undefined }));
  const pdf = await pdfAround(xml);
  const taken = await take(pdf);
  expect(taken).toMatchObject({ outcome: "created", number: "FA-2026-01902" });
  const id = String(taken.id);
  const original = done(await originalDocument(context, system, id));
  expect(original).toMatchObject({ mediaType: "application/pdf", name: /\.pdf$/ });
  expect(Buffer.compare(original.bytes, pdf)).toBe(0);
  const given = done(await invoiceXml(context, system, id));
  expect([new TextDecoder().decode(given.bytes), given.syntax]).toEqual([xml, "cii"]);
  // The same content is the same invoice, in whichever format.
  expect(await take(pdf)).toMatchObject({ outcome: "same", id });
});

const minimum = `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:minimum</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>FA-MIN-1</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20261101</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty><ram:Name>Énergie des Alpes</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">812345678</ram:ID></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Le Fournil</ram:Name></ram:BuyerTradeParty>
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount><ram:GrandTotalAmount>120.00</ram:GrandTotalAmount><ram:DuePayableAmount>110.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;

test("one without lines (MINIMUM) is owed like any other, and promises no data it does not have", async () => {
  const taken = await take(await pdfAround(minimum));
  const id = String(taken.id);
  const view = done(await viewInvoice(context, system, id));
  expect(view).toMatchObject({ format: "factur-x", net: 10000, vat: 2000, gross: 12000 });
  expect([view.payable, view.lines]).toEqual([11000, []]);
  const link: LinkViewer = {
    kind: "link",
    accessLinkId: "0199aaaa-0000-7000-8000-000000000002",
    customerId: view.customerId,
    customerNumber: taken.customerNumber,
    invoiceId: id,
    personId: null,
    name: "Le Fournil",
  };
  expect(await invoiceXml(context, link, id)).toMatchObject({ refused: "not-found" });
  expect(await originalDocument(context, link, id)).toMatchObject({ refused: "not-allowed" });
  const { bytes } = done(await invoicePdf(context, system, id, "fr"));
  if (!popplerPresent) return;
  const { paper, facturX } = await pdfText(bytes);
  expect(paper).toContain("FA-MIN-1");
  expect(paper).toMatch(/110,00\s€/);
  expect(facturX).toBe("");
});
