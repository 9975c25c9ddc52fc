import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import {
  type SuiteFacts,
  subtotalLines,
  suiteBytes,
  suiteFiles,
  suiteMissing,
  suitePresent,
  suiteText,
} from "#tests/support/einvoice-suite.ts";
import { type Invoice, isCreditNote } from "../model.ts";
import { normalDecimal } from "./decimal-text.ts";
import { embeddedXml } from "./embedded-xml.ts";
import { readDocument } from "./read-invoice.ts";
import { dayOf } from "./ubl-schema.ts";

const files = suiteFiles().filter(({ kind }) => /^(?:ubl|cii|facturx-pdf|pdf-)/.test(kind));
/** Where our verdict is not the manifest's, and ours. Each is tried below: one that is mended must leave this list. */
const differing: Readonly<Record<string, "accept" | "reject">> = {
  // The profile of the French CTC reform, which Factur-X's own rules do not know (FX-STRUCT); by the core it is in order.
  "invalid-xml/goblcii__credit-note.xml": "accept",
};
const agreed = files.filter(({ file }) => !(file in differing));
const accepted = agreed.filter(({ expect: verdict }) => verdict === "accept");
const rejected = agreed.filter(({ expect: verdict }) => verdict === "reject");
const read = (file: string) =>
  readDocument(suiteBytes(file), "application/octet-stream", {
    language: "en",
    openPdf: embeddedXml,
  });

if (!suitePresent) test.skip(suiteMissing, () => {});

describe.runIf(suitePresent)("files of the public suites", () => {
  test("there are files to read", () => {
    expect(accepted.length).toBeGreaterThan(50);
    expect(rejected.length).toBeGreaterThan(30);
  });

  test.each(accepted)("$file is accepted with its facts", async ({ file, facts }) => {
    const answer = await read(file);
    if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors.slice(0, 5), null, 1));
    expect(factsOf(answer.invoice, facts!, await suiteText(file))).toEqual(normal(facts!));
  });

  test.each(rejected)("$file is refused", async ({ file }) => {
    const answer = await read(file);
    expect(isRefused(answer)).toBe(true);
    if (isRefused(answer)) expect(answer.errors.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(differing))("%s is still judged otherwise: %s", async (file, ours) => {
    const theirs = files.find((known) => known.file === file)?.expect;
    expect(theirs).toBe(ours === "accept" ? "reject" : "accept");
    expect(isRefused(await read(file))).toBe(ours === "reject");
  });

  test("at least 95 % of the official rule ids are told", async () => {
    const missed: string[] = [];
    let official = 0;
    for (const { file, coreFailures } of rejected) {
      const answer = await read(file);
      const told = new Set(isRefused(answer) ? answer.errors.map(({ rule }) => rule) : []);
      for (const rule of coreFailures?.en16931 ?? []) {
        official += 1;
        if (!told.has(rule)) missed.push(`${rule} ${file}`);
      }
    }
    expect(official).toBeGreaterThan(100);
    expect(missed.length / official, missed.join("\n")).toBeLessThanOrEqual(0.05);
  });

  test("what Peppol and XRechnung say of an accepted file is told, and nothing else in their names", async () => {
    let official = 0;
    for (const { file, official: layers } of accepted) {
      const answer = await read(file);
      if (isRefused(answer)) throw new Error(file);
      const named = [layers?.fatal, layers?.warning].flatMap((layer) => [
        ...(layer?.peppol ?? []),
        ...(layer?.xrechnung ?? []),
      ]);
      const { specificationId = "" } = answer.invoice;
      const claims = /peppol|xrechnung/.test(specificationId);
      const told = answer.warnings.flatMap(({ rule }) => rule ?? []);
      expect(ids(told.filter((rule) => claims || !always.has(rule))), file).toEqual(ids(named));
      official += ids(named).length;
    }
    expect(official).toBeGreaterThan(60);
  });
});

/** Told of every document, whatever it claims to follow. */
const always = new Set(["PEPPOL-EN16931-R040", "PEPPOL-EN16931-R120"]);

/** Those that the portal judges: not the rules of single countries within Peppol (SE-R, DE-R…). */
function ids(rules: readonly string[]): string[] {
  return [...new Set(rules.filter((rule) => /^(?:PEPPOL|BR-DE|BR-TMP)-/.test(rule)))].sort();
}

/** The facts that the manifest states, as the canonical model tells them. */
function factsOf(invoice: Invoice, stated: SuiteFacts, text: string): Record<string, unknown> {
  const { totals } = invoice;
  const taxTotals: [string, string][] = [[totals.vat, invoice.currency]];
  // One TaxTotal serves both where the accounting currency (BT-6) is the invoice's own.
  if (totals.vatInAccountingCurrency && invoice.vatCurrency !== invoice.currency)
    taxTotals.push([totals.vatInAccountingCurrency, invoice.vatCurrency!]);
  const ibans = invoice.paymentMeans.flatMap(({ iban }) => (iban ? [iban] : []));
  const all: Record<keyof SuiteFacts, unknown> = {
    number: invoice.number,
    typeCode: invoice.typeCode,
    issueDate: invoice.issueDate,
    // The manifest looks for it at the document only, where a UBL credit note has none, and in the first of several
    // CII payment terms, where a discount may stand.
    dueDate:
      stated.dueDate || !(isCreditNote(invoice) || severalTerms(text))
        ? invoice.dueDate
        : undefined,
    currency: invoice.currency,
    // MINIMUM has none.
    lineTotal: stated.lineTotal && totals.lineNet,
    taxExclusive: totals.net,
    taxInclusive: totals.gross,
    allowances: totals.allowances,
    charges: totals.charges,
    prepaid: totals.prepaid,
    rounding: totals.rounding,
    payable: totals.payable,
    // CII without VAT may leave its total out; the model says "0".
    taxTotals: stated.taxTotals || totals.vat !== "0" ? taxTotals : undefined,
    // MINIMUM has none.
    vatBreakdown:
      stated.vatBreakdown &&
      invoice.vatBreakdown.map(({ category, rate, taxableAmount, taxAmount }) => ({
        category,
        rate,
        basis: taxableAmount,
        tax: taxAmount,
      })),
    iban: ibans.length > 0 ? ibans : undefined,
    buyerReference: invoice.buyerReference,
    sellerName: invoice.seller.name,
    sellerCountry: invoice.seller.address?.country,
    buyerName: invoice.buyer.name,
    buyerCountry: invoice.buyer.address?.country,
    // The facts count the places for a file; one of them is empty.
    attachments: text.match(/BinaryObject[ />]/g)
      ? invoice.attachments.filter((it) => it.content !== undefined || it.fileName).length
      : 0,
    lines: invoice.lines.length + subtotalLines(text),
  };
  const known = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  expect(Object.keys(stated).filter((fact) => !(fact in all))).toEqual([]);
  return known;
}

function severalTerms(text: string): boolean {
  return (text.match(/<ram:SpecifiedTradePaymentTerms>/g)?.length ?? 0) > 1;
}

const amounts = /^(?:lineTotal|tax(?:Ex|In)clusive|allowances|charges|prepaid|rounding|payable)$/;

/** The model holds decimals in normal form; the manifest as the file writes them. */
function normal(facts: SuiteFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({
      ...facts,
      issueDate: dayOf(facts.issueDate),
      ...(facts.dueDate ? { dueDate: dayOf(facts.dueDate) } : {}),
      // A second total in the accounting currency says nothing new.
      taxTotals: facts.taxTotals
        ?.slice(0, 2)
        .map(([amount, currency]) => [normalDecimal(amount), currency]),
      vatBreakdown: facts.vatBreakdown?.map(({ category, rate, basis, tax }) => ({
        category,
        rate: rate ? normalDecimal(rate) : undefined,
        basis: normalDecimal(basis),
        tax: normalDecimal(tax),
      })),
    }).map(([name, value]) => [
      name,
      amounts.test(name) && typeof value === "string" ? normalDecimal(value) : value,
    ]),
  );
}
