import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import {
  ruleUnitFiles,
  suiteBytes,
  suiteMissing,
  suitePresent,
} from "#tests/support/einvoice-suite.ts";
import { readCiiInvoice } from "../read-cii-invoice.ts";
import { readUblInvoice } from "../read-ubl-invoice.ts";
import { parseXml, type XmlElement } from "../xml-tree.ts";
import type { Advice } from "./advice.ts";

const files = ruleUnitFiles().filter(({ file }) => /\/(?:cen-(?:ubl-|cii)|peppol-)/.test(file));

/** What a set tries is judged whatever its documents claim to follow: they are parts, and say nothing of it. */
const peppol: Advice = { peppol: true, xrechnung: false, france: false };

if (!suitePresent) test.skip(suiteMissing, () => {});

/** The test sets of CEN and OpenPEPPOL: partial documents, each of which one rule must refuse (or, of Peppol's, warn of) or pass. */
describe.runIf(suitePresent)("the official test sets, rule by rule", () => {
  test("there are sets to try", () => {
    expect(files.length).toBeGreaterThan(100);
  });

  test.each(files)("$file", ({ file, tests }) => {
    const set = parseXml(new TextDecoder().decode(suiteBytes(file)));
    if (isRefused(set)) throw new Error(set.detail);
    const documents = set.children.filter(({ name }) => name === "test").map(documentOf);
    for (const { i, expect: expected, description } of tests) {
      const advice = file.includes("/peppol-") ? peppol : undefined;
      const verdicts = verdictsOf(documents[i]!, advice);
      for (const { rule, result } of expected) {
        const here = advice && result === "error" ? "warning" : result;
        expect(verdicts.get(rule) ?? "success", `${rule}, test ${i}: ${description}`).toBe(here);
      }
    }
  });
});

/** The invoice inside a `<test>`, as a document of its own. */
function documentOf(wrapper: XmlElement): XmlElement {
  const document = wrapper.children.find(({ name }) =>
    /^(?:Invoice|CreditNote|CrossIndustryInvoice)$/.test(name),
  )!;
  return Object.assign(document, { parent: null });
}

function verdictsOf(
  document: XmlElement,
  advice: Advice | undefined,
): Map<string | null, "error" | "warning"> {
  const read = document.name === "CrossIndustryInvoice" ? readCiiInvoice : readUblInvoice;
  const answer = read(document, "en", { advice });
  const errors = isRefused(answer) ? answer.errors : [];
  return new Map([
    ...answer.warnings.map(({ rule }) => [rule, "warning"] as const),
    ...errors.map(({ rule }) => [rule, "error"] as const),
  ]);
}
