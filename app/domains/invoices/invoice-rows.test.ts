import { expect, test } from "vitest";
import { pointersFor, rowsOf, sellerKeyOf, titleOf } from "./invoice-rows.ts";
import type { Invoice } from "./model.ts";

const invoice: Invoice = {
  number: "FA-1",
  issueDate: "2026-10-31",
  typeCode: "380",
  currency: "EUR",
  notes: [],
  precedingInvoices: [],
  seller: { name: "Énergie des Alpes", identifiers: [], vatId: "FR40303265045" },
  buyer: { name: "Fournil", identifiers: [] },
  paymentMeans: [],
  allowances: [],
  charges: [],
  totals: { lineNet: "10", net: "10", vat: "2", gross: "12", payable: "12" },
  vatBreakdown: [{ category: "S", rate: "20", taxableAmount: "10", taxAmount: "2" }],
  attachments: [],
  lines: ["1", "1", "1-2"].map((id) => ({
    id,
    quantity: "1",
    unitCode: "C62",
    netAmount: "10",
    allowances: [],
    charges: [],
    netUnitPrice: "10",
    vat: { category: "S", rate: "20" },
    name: `Ligne ${id}`,
  })),
};
const options = {
  pointerTo: pointersFor("json"),
  tooFine: (amount: string, currency: string) => `${amount} ${currency}`,
};

test("amounts become minor units, and lines are told apart even when the document does not", () => {
  const rows = rowsOf(invoice, options);
  expect(rows).toMatchObject({
    invoice: { kind: "invoice", net: 1000, vat: 200, gross: 1200, payable: 1200, line_count: 3 },
    lines: [{ id: "1" }, { id: "1-3" }, { id: "1-2" }],
  });
});

test("an amount finer than its currency is pointed at, every one of them", () => {
  const yen = { ...invoice, currency: "JPY", totals: { ...invoice.totals, gross: "12.5" } };
  expect(rowsOf(yen, options)).toEqual([
    { pointer: "/totals/gross", rule: null, message: "12.5 JPY" },
  ]);
  const fine = {
    ...invoice,
    typeCode: "381",
    lines: invoice.lines.map((line) => ({ ...line, netAmount: "3.333" })),
  };
  expect(rowsOf(fine, { ...options, pointerTo: pointersFor("ubl") })).toMatchObject([
    { pointer: "/CreditNote/cac:CreditNoteLine[1]/cbc:LineExtensionAmount" },
    { pointer: "/CreditNote/cac:CreditNoteLine[2]/cbc:LineExtensionAmount" },
    { pointer: "/CreditNote/cac:CreditNoteLine[3]/cbc:LineExtensionAmount" },
  ]);
});

test("a number belongs to the seller's legal id, else VAT id, else name", () => {
  const { seller } = invoice;
  expect(sellerKeyOf({ seller: { ...seller, legalId: { id: "303265045" } } })).toBe("303265045");
  expect(sellerKeyOf({ seller })).toBe("FR40303265045");
  expect(sellerKeyOf({ seller: { ...seller, vatId: undefined } })).toBe("Énergie des Alpes");
});

test("the title names the lines, each once, and stays short", () => {
  expect(titleOf([{ name: "Gaz" }, { name: "Gaz" }, { name: "Abonnement" }])).toBe(
    "Gaz · Abonnement",
  );
  expect(titleOf([{ name: "é".repeat(200) }])).toHaveLength(80);
  expect(titleOf([{ name: "Gaz" }, { name: "x".repeat(90) }])).toBe("Gaz + 1");
  expect(titleOf([{ name: "é".repeat(200) }, { name: "Gaz" }])).toMatch(/^é{75}… \+ 1$/);
});
