import { expect, test } from "vitest";
import { writeCii } from "#app/domains/invoices/cii/write-cii.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { sentInvoice } from "#tests/support/sent-invoice.ts";
import { ublInvoice } from "#tests/support/ubl-invoice.ts";
import { numbersIn } from "./numbers-in.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const nothing = { invoiceNumber: null, customerNumber: null };
const ubl = ublInvoice({
  number: "FA-1",
  customerNumber: "C-1",
  issueDate: "2026-10-31",
  dueDate: "2026-11-30",
  line: "Gaz",
  net: "100.00",
  vat: "20.00",
  gross: "120.00",
  iban: "FR7630006000011234567890189",
});
const found = { invoiceNumber: "FA-1", customerNumber: "C-1" };

test("JSON, UBL and CII are known by their numbers", () => {
  const sent = sentInvoice({ number: "FA-1", customerNumber: "C-1" });
  expect(numbersIn(bytes(JSON.stringify(sent)))).toEqual(found);
  expect(numbersIn(bytes(`\ufeff  ${ubl}`))).toEqual(found);
  expect(numbersIn(bytes(writeCii(sampleInvoice())))).toEqual({
    invoiceNumber: "FA-2026-01902",
    customerNumber: "C-1042",
  });
});

test("ids of other things are not taken for theirs", () => {
  const signed = ubl.replace(
    "<cbc:CustomizationID>",
    "<ext:UBLExtensions><cbc:ID>signature</cbc:ID></ext:UBLExtensions>$&",
  );
  expect(numbersIn(bytes(signed))).toEqual(found);
  const unnamed = ubl.replace(/<cac:PartyIdentification>.*<\/cac:PartyIdentification>/, "");
  expect(numbersIn(bytes(unnamed))).toEqual({ ...found, customerNumber: null });
  const anonymous = writeCii(sampleInvoice()).replace("<ram:ID>C-1042</ram:ID>", "");
  expect(numbersIn(bytes(anonymous))).toMatchObject({ customerNumber: null });
});

test.each([
  ["nothing", ""],
  ["a list", "[]"],
  ["no JSON", '{"number": "FA-1"'],
  ["numbers that are no text", '{"number": 7, "customerNumber": ["C-1"]}'],
  ["a PDF", "%PDF-1.7 <cbc:ID>FA-1</cbc:ID>"],
  ["XML without an end", "<Invoice><cac:AccountingCustomerParty>"],
])("%s has none", (_what, text) => {
  expect(numbersIn(bytes(text))).toEqual(nothing);
  expect(numbersIn(undefined)).toEqual(nothing);
});

// A pattern that goes back over what it read would take minutes here, and the test's time is up before.
test.each(["<ID ", "<cbc:ID>", "<cbc:AccountingCustomerParty>", "<a:", "<ExchangedDocument> "])(
  "hostile XML takes no time: %s",
  (piece) => {
    expect(numbersIn(bytes(`<Invoice>${piece.repeat(100_000)}`))).toEqual(nothing);
  },
);
