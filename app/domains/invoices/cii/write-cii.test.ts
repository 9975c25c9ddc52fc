import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import {
  suiteBytes,
  suiteFiles,
  suiteMissing,
  suitePresent,
} from "#tests/support/einvoice-suite.ts";
import { sampleInvoice, sampleLine } from "#tests/support/invoice-samples.ts";
import { readInvoice } from "../formats/read-invoice.ts";
import { contentKey } from "../formats/same-content.ts";
import { decodeText } from "../formats/xml-encoding.ts";
import { parseXml, type XmlElement } from "../formats/xml-tree.ts";
import type { Invoice } from "../model.ts";
import { writeCii } from "./write-cii.ts";

function parsed(xml: string): XmlElement {
  const root = parseXml(xml);
  if (isRefused(root)) throw new Error(JSON.stringify(root));
  return root;
}

/** A value by its path of local names, e.g. "ExchangedDocument/ID". */
function valueAt(root: XmlElement, path: string): string | undefined {
  let at: XmlElement | undefined = root;
  for (const name of path.split("/")) at = at?.children.find((child) => child.name === name);
  return at?.text;
}

const settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
const sums = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;

test("writes the core of EN 16931, amounts with the currency's decimals, unit prices with their own", () => {
  const xml = writeCii(sampleInvoice());
  const root = parsed(xml);
  expect(root.name).toBe("CrossIndustryInvoice");
  expect(
    valueAt(root, "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
  ).toBe("urn:cen.eu:en16931:2017");
  expect(valueAt(root, "ExchangedDocument/IssueDateTime/DateTimeString")).toBe("20261031");
  expect(valueAt(root, `${sums}/DuePayableAmount`)).toBe("464.20");
  expect(xml).toContain("<ram:ChargeAmount>0.0612</ram:ChargeAmount>");
  expect(xml).toContain('<ram:BilledQuantity unitCode="KWH">3912</ram:BilledQuantity>');
  expect(xml).toContain("<ram:IBANID>FR7630006000011234567890189</ram:IBANID>");
});

test("a currency without decimals gets none", () => {
  const xml = writeCii(
    sampleInvoice({
      currency: "JPY",
      totals: { lineNet: "1200", net: "1200", vat: "0", gross: "1200", payable: "1200" },
    }),
  );
  expect(xml).toContain("<ram:DuePayableAmount>1200</ram:DuePayableAmount>");
});

test("markup, accents and characters that XML cannot hold", () => {
  const name = `<b>Dupré & Fils</b> "çà" \u0007\ud800fin`;
  const xml = writeCii(sampleInvoice({ lines: [sampleLine({ name })] }));
  const line = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem";
  expect(valueAt(parsed(xml), `${line}/SpecifiedTradeProduct/Name`)).toBe(
    '<b>Dupré & Fils</b> "çà" fin',
  );
});

test("an absent branch leaves no empty element behind", () => {
  const bare = sampleInvoice({
    paymentMeans: [],
    notes: [],
    buyer: { name: "X", identifiers: [] },
  });
  const empty = /<[^/>]+><\/|<(?!ram:ApplicableHeaderTradeDelivery)[^/>]+\/>/;
  expect(writeCii({ ...bare, customerNumber: undefined })).not.toMatch(empty);
});

test("a customer number beside the buyer becomes the buyer's identifier", () => {
  const xml = writeCii(sampleInvoice({ buyer: { name: "X", identifiers: [] } }));
  expect(xml).toContain("<ram:BuyerTradeParty><ram:ID>C-1042</ram:ID><ram:Name>X</ram:Name>");
});

describe.skipIf(!suitePresent)("against the suite's CII files", () => {
  const order = suitePresent ? observedOrder() : new Map<string, Set<string>>();
  const accepted = suiteFiles().filter(({ kind, expect: verdict }) => {
    return verdict === "accept" && kind.startsWith("ubl");
  });

  test.each(accepted.map(({ file }) => file))(
    "%s: elements in the schema's order, facts kept",
    async (file) => {
      const read = await readInvoice(suiteBytes(file), "application/xml", { language: "en" });
      if (isRefused(read)) throw new Error(JSON.stringify(read));
      const { invoice } = read;
      const root = parsed(writeCii(invoice));
      expect(contradictions(root, order)).toEqual([]);
      expectFacts(root, invoice);
    },
  );
});

describe.skipIf(!suitePresent)("what is written reads back to the same model", () => {
  const accepted = suiteFiles().filter(
    // What has no lines is not written: it could not be of the EN 16931 profile.
    ({ kind, expect: verdict, facts }) =>
      verdict === "accept" && /^(?:ubl|cii)/.test(kind) && (facts?.lines ?? 0) > 0,
  );

  test.each(accepted.map(({ file }) => file))("%s", async (file) => {
    const read = await readInvoice(suiteBytes(file), "application/xml", { language: "en" });
    if (isRefused(read)) throw new Error(JSON.stringify(read.errors, null, 1));
    const written = new TextEncoder().encode(writeCii(read.invoice));
    const again = await readInvoice(written, "application/xml", { language: "en" });
    if (isRefused(again)) throw new Error(JSON.stringify(again.errors, null, 1));
    expect(JSON.parse(contentKey(again.invoice))).toEqual(
      JSON.parse(contentKey(sayable(read.invoice))),
    );
  });
});

test.runIf(!suitePresent)(`skipped: ${suiteMissing}`, () => {
  expect(suitePresent).toBe(false);
});

/** The model as the CII core can say it. */
function sayable(invoice: Invoice): Invoice {
  const said = structuredClone(invoice);
  // An accounting currency that is the invoice's own has no place (BR-53), and says nothing.
  if (said.vatCurrency === said.currency) {
    delete said.vatCurrency;
    delete said.totals.vatInAccountingCurrency;
  }
  // Identifiers without a scheme come first in the schema.
  for (const party of [said.seller, said.buyer])
    party.identifiers.sort((a, b) => Number(!!a.scheme) - Number(!!b.scheme));
  // BR-S-10: only extended profiles explain a standard rate.
  for (const vat of said.vatBreakdown) {
    if (vat.category !== "S") continue;
    delete vat.exemptionReason;
    delete vat.exemptionReasonCode;
  }
  return said;
}

function expectFacts(root: XmlElement, invoice: Invoice): void {
  const { totals } = invoice;
  expect(valueAt(root, "ExchangedDocument/ID")).toBe(invoice.number);
  expect(Number(valueAt(root, `${sums}/LineTotalAmount`))).toBe(Number(totals.lineNet));
  expect(Number(valueAt(root, `${sums}/TaxBasisTotalAmount`))).toBe(Number(totals.net));
  expect(Number(valueAt(root, `${sums}/GrandTotalAmount`))).toBe(Number(totals.gross));
  expect(Number(valueAt(root, `${sums}/DuePayableAmount`))).toBe(Number(totals.payable));
  const transaction = root.children.find(({ name }) => name === "SupplyChainTradeTransaction");
  const lines = transaction?.children.filter(({ name }) => name.startsWith("Included")) ?? [];
  expect(lines).toHaveLength(invoice.lines.length);
}

/**
 * "parent/earlier" → what was seen after it in any accepted CII file: an oracle for the schema's sequence that nobody
 * of this project wrote.
 */
function observedOrder(): Map<string, Set<string>> {
  const order = new Map<string, Set<string>>();
  for (const { file, kind, expect: verdict } of suiteFiles()) {
    if (kind !== "cii" || verdict !== "accept") continue;
    const text = decodeText(suiteBytes(file));
    if (isRefused(text)) continue;
    walk(parsed(text), (parent, earlier, later) => {
      const key = `${parent}/${earlier}`;
      order.set(key, (order.get(key) ?? new Set()).add(later));
    });
  }
  return order;
}

/** Pairs that the suite's files have the other way round. */
function contradictions(root: XmlElement, order: Map<string, Set<string>>): string[] {
  const found = new Set<string>();
  walk(root, (parent, earlier, later) => {
    const reversed = order.get(`${parent}/${later}`)?.has(earlier);
    const repeated = order.get(`${parent}/${earlier}`)?.has(later);
    if (reversed && !repeated) found.add(`${parent}: ${earlier} before ${later}`);
  });
  return [...found];
}

function walk(
  parent: XmlElement,
  visit: (parent: string, earlier: string, later: string) => void,
): void {
  parent.children.forEach((child, index) => {
    for (const later of parent.children.slice(index + 1))
      if (later.name !== child.name) visit(parent.name, child.name, later.name);
    walk(child, visit);
  });
}
