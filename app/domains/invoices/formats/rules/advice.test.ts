import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { sentInvoice } from "#tests/support/sent-invoice.ts";
import { readJsonInvoice } from "../read-json.ts";

type Json = Record<string, unknown>;

/** An invoice between two French businesses that leaves nothing to remark. */
const french = sentInvoice({
  number: "FA-2026-01902",
  buyerReference: "BC-7741",
  period: { start: "2026-10-01", end: "2026-10-31" },
  notes: [
    { subjectCode: "PMD", text: "Pénalités de retard : trois fois le taux d’intérêt légal." },
    { subjectCode: "PMT", text: "Indemnité forfaitaire pour frais de recouvrement : 40 €." },
    { subjectCode: "AAB", text: "Pas d’escompte pour paiement anticipé." },
  ],
  paymentMeans: [{ code: "58", iban: "FR7630006000011234567890189" }],
});
const sirens = { seller: "303265045", buyer: "552100554" };
const complete: Json = {
  ...french,
  seller: {
    ...french.seller,
    electronicAddress: { id: sirens.seller, scheme: "0225" },
    contact: { name: "Ana Ruiz", phone: "04 50 00 00 00", email: "ana@energie.example" },
  },
  buyer: {
    ...french.buyer,
    legalId: sirens.buyer,
    vatId: `FR96${sirens.buyer}`,
    electronicAddress: { id: sirens.buyer, scheme: "0225" },
  },
};

/** Fields by dotted path ("seller.vatId"); undefined takes one out. */
function changed(changes: Json): Json {
  const document = structuredClone(complete);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop()!;
    const parent = steps.reduce((at, step) => at[step] as Json, document);
    parent[last] = value;
  }
  return document;
}

function remarks(document: Json, language: "fr" | "en" = "en") {
  const answer = readJsonInvoice(JSON.stringify(document), language);
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors, null, 1));
  return answer.warnings;
}

const told = (document: Json) => remarks(document).map(({ rule, pointer }) => [rule, pointer]);
const notes = complete.notes as Json[];
const line = (complete.lines as Json[])[0]!;

describe("French law, for a seller in France", () => {
  test("a complete invoice leaves nothing to remark", () => {
    expect(told(complete)).toEqual([]);
  });

  test.each<[string, Json, (readonly [string | null, string])[]]>([
    ["a SIREN", { "seller.legalId": undefined }, [["BR-FR-10", "/seller/legalId"]]],
    ["its nine digits", { "seller.legalId": "30326504" }, [["BR-FR-10", "/seller/legalId"]]],
    [
      "their key",
      { "seller.legalId": "303265046", "seller.electronicAddress.id": "303265046" },
      [
        [null, "/seller/legalId"],
        [null, "/seller/vatId"],
      ],
    ],
    [
      "a SIRET of the seller's own",
      { "seller.identifiers": [{ id: "55210055400013", scheme: "0009" }] },
      [["BR-FR-09", "/seller/identifiers"]],
    ],
    ["the form of a VAT number", { "seller.vatId": "FR303265045" }, [[null, "/seller/vatId"]]],
    ["the mentions", { notes: notes.slice(1) }, [["BR-FR-05", "/notes"]]],
    ["each mention once", { notes: [...notes, notes[0]] }, [["BR-FR-06", "/notes"]]],
    ["a type that France uses", { typeCode: "326" }, [["BR-FR-04", "/typeCode"]]],
    ["a number that platforms take", { number: "FA 2026" }, [["BR-FR-02", "/number"]]],
    ["a short number", { number: "F".repeat(36) }, [["BR-FR-01", "/number"]]],
    ["a billing mode", { processId: "A1" }, [["BR-FR-08", "/processId"]]],
    ["what a billing mode says", { processId: "B2" }, [["BR-FR-CO-09", "/totals/prepaid"]]],
    [
      "the buyer's SIREN",
      { notes: [...notes, { subjectCode: "BAR", text: "B2B" }], "buyer.legalId": undefined },
      [["BR-FR-11", "/buyer/legalId"]],
    ],
    [
      "electronic addresses",
      { "seller.electronicAddress": undefined, "buyer.electronicAddress.id": "000" },
      [
        ["BR-FR-13", "/seller/electronicAddress"],
        ["BR-FR-21", "/buyer/electronicAddress"],
      ],
    ],
    ["a due date after the invoice", { dueDate: "2026-10-30" }, [["BR-FR-CO-07", "/dueDate"]]],
    [
      "the invoice that a credit note credits",
      { typeCode: "381", dueDate: undefined },
      [["BR-FR-CO-05", "/precedingInvoices"]],
    ],
    ["VAT in euros", { currency: "CHF" }, [["BR-FR-CO-12", "/totals/vatInAccountingCurrency"]]],
    [
      "a French rate",
      { lines: [{ ...line, vat: { category: "S", rate: "19" } }] },
      [["BR-FR-16", "/vatBreakdown/0/rate"]],
    ],
    [
      "decimals",
      { lines: [{ ...line, quantity: "1.00000", netUnitPrice: "100.0000000" }] },
      [
        ["BR-FR-DEC-02", "/lines/0/quantity"],
        ["BR-FR-DEC-03", "/lines/0/netUnitPrice"],
      ],
    ],
  ])("wants %s", (_, changes, expected) => {
    expect(told(changed(changes))).toEqual(expected);
  });

  test.each([
    // 60 days from 31 October; 45 days from the end of October; the end of the month after 45 days.
    ["2026-10-31", "2026-12-30", true],
    ["2026-10-01", "2026-12-15", true],
    ["2026-10-16", "2026-12-15", true],
    ["2026-10-31", "2026-12-31", true],
    ["2026-10-31", "2027-01-01", false],
    ["2026-10-01", "2026-12-16", false],
  ])("a term from %s to %s is lawful: %s", (issueDate, dueDate, lawful) => {
    expect(told(changed({ issueDate, dueDate }))).toEqual(lawful ? [] : [[null, "/dueDate"]]);
  });

  test("a consumer's invoice needs no mentions, addresses or term; one from abroad nothing at all", () => {
    const consumer = {
      "buyer.legalId": undefined,
      "buyer.vatId": undefined,
      "buyer.electronicAddress": undefined,
      notes: [],
      dueDate: "2027-06-30",
    };
    expect(told(changed(consumer))).toEqual([]);
    expect(
      told(changed({ "seller.address.country": "BE", "seller.legalId": "x", notes: [] })),
    ).toEqual([]);
  });

  test("says what to do in the language of who asks", () => {
    const [remark] = remarks(changed({ notes: [notes[0]] }), "fr");
    expect(remark?.message).toContain("manquent, par leur code de sujet (BT-21)\u00a0: PMT, AAB.");
    const [english] = remarks(changed({ notes: [notes[0]] }), "en");
    expect(english?.message).toContain("missing, by their subject code (BT-21): PMT, AAB.");
  });
});

test.each([
  ["a rule", { netUnitPrice: "-100.00", quantity: "-1" }, "BR-27"],
  ["a code", { unitCode: "PIECE" }, "BR-CL-23"],
])("no number of remarks hides %s that the last line breaks", (_, last, rule) => {
  const lines: Json[] = Array.from({ length: 1_200 }, (__, index) => ({
    ...line,
    id: String(index),
    quantity: "1.00000",
  }));
  lines.push({ ...line, id: "last", ...last });
  const answer = readJsonInvoice(JSON.stringify(changed({ lines })), "en");
  expect(isRefused(answer) && answer.errors.map((error) => error.rule)).toEqual([rule]);
});

describe("Peppol and XRechnung, where BT-24 claims them", () => {
  const abroad = { "seller.address.country": "DE", "seller.vatId": "DE123456789" };
  const peppol = {
    ...abroad,
    specificationId: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
    processId: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
    notes: [],
  };
  const xrechnung = {
    ...abroad,
    specificationId: "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    processId: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
  };

  test("a document that keeps them leaves nothing to remark", () => {
    expect(told(changed(peppol))).toEqual([]);
    expect(told(changed(xrechnung))).toEqual([]);
  });

  test.each<[string, Json, (readonly [string, string])[]]>([
    ["the process", { processId: "B1" }, [["PEPPOL-EN16931-R007", "/processId"]]],
    ["a reference", { buyerReference: undefined }, [["PEPPOL-EN16931-R003", "/buyerReference"]]],
    ["a type of its process", { typeCode: "389" }, [["PEPPOL-EN16931-P0100", "/typeCode"]]],
    [
      "a scheme of its list",
      { "buyer.electronicAddress": { id: "ana@example.eu", scheme: "EM" } },
      [["PEPPOL-EN16931-CL008", "/buyer/electronicAddress/scheme"]],
    ],
    [
      "check digits",
      { "buyer.legalId": { id: "9429041098401", scheme: "0088" } },
      [["PEPPOL-COMMON-R040", "/buyer/legalId"]],
    ],
  ])("Peppol wants %s", (_, changes, expected) => {
    expect(told(changed({ ...peppol, ...changes }))).toEqual(expected);
    const { specificationId: _claim, ...unclaimed } = { ...peppol, ...changes };
    expect(told(changed(unclaimed))).toEqual([]);
  });

  test.each<[string, Json, (readonly [string, string])[]]>([
    ["a buyer reference", { buyerReference: undefined }, [["BR-DE-15", "/buyerReference"]]],
    ["a contact", { "seller.contact": undefined }, [["BR-DE-2", "/seller/contact"]]],
    [
      "an IBAN",
      { paymentMeans: [{ code: "58", iban: "FR7630006000011234567890188" }] },
      [["BR-DE-19", "/paymentMeans/0/iban"]],
    ],
    [
      "a whole direct debit",
      { paymentMeans: [{ code: "59", mandateReference: "M-1" }] },
      [
        ["BR-DE-30", "/paymentMeans"],
        ["BR-DE-31", "/paymentMeans"],
        ["BR-DE-20", "/paymentMeans/0/debitedIban"],
      ],
    ],
    [
      "a discount that machines read",
      { paymentTerms: "#SKONTO#TAGE=14#PROZENT=2,25#" },
      [["BR-DE-18", "/paymentTerms"]],
    ],
    ["a day of supply", { period: undefined }, [["BR-DE-TMP-32", "/delivery/date"]]],
    ["a process, as Peppol", { processId: undefined }, [["PEPPOL-EN16931-R001", "/processId"]]],
  ])("XRechnung wants %s", (_, changes, expected) => {
    expect(told(changed({ ...xrechnung, ...changes }))).toEqual(expected);
  });
});
