import type { Language } from "#app/platform/i18n/language.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { checkCiiCodes } from "./cii-codes.ts";
import { checkCiiIdentifiers, checkCiiPeppol } from "./cii-peppol.ts";
import { checkCiiRules } from "./cii-rules.ts";
import { ciiPrefixes, ciiSchemaFaults } from "./cii-schema.ts";
import { isCharge, readAllowanceCharge } from "./cii-terms.ts";
import { settle } from "./draft.ts";
import { applies, checkProfile, profileOf } from "./facturx-profile.ts";
import { insideSubtotal, readCii } from "./read-cii.ts";
import { type Advice, adviceFor, peppolInXRechnung } from "./rules/advice.ts";
import { checkInvoice, checkLooseAllowanceCharge } from "./rules/check-invoice.ts";
import { narrowerCodes } from "./rules/code-rules.ts";
import { peppolWords } from "./rules/peppol-words.ts";
import { placeOf, XmlFindings } from "./xml-findings.ts";
import { dropForeignElements } from "./xml-schema.ts";
import { XmlSource } from "./xml-source.ts";
import { walk, type XmlElement } from "./xml-tree.ts";

/**
 * What the core leaves out and the extended profiles bring back: details of referenced documents (CII-DT-015 to 030), a
 * reason beside a standard rate (BR-S-10).
 */
const broughtBack = new Set([
  ...Array.from({ length: 16 }, (_, index) => `CII-DT-${String(index + 15).padStart(3, "0")}`),
  "BR-S-10",
]);

/**
 * A UN/CEFACT Cross Industry Invoice (D16B): held against its schema, the EN 16931 rules, and the rules and code lists of
 * the CII binding. Every finding at once, in the order of the document, pointed to by XPath. `given.advice` as in
 * `readUblInvoice`.
 */
export function readCiiInvoice(
  root: XmlElement,
  language: Language,
  given: { advice?: Advice } = {},
):
  | { invoice: Invoice; warnings: Finding[] }
  | Refusal<"invalid", { errors: Finding[]; warnings: Finding[] }> {
  const findings = new XmlFindings(language, ciiPrefixes);
  for (const { element, words, values, missing } of ciiSchemaFaults(root))
    findings.add(null, element, words, values, missing ? "missing" : "error");
  dropForeignElements(root, ciiPrefixes);
  const { draft, places } = readCii(root);
  const profile = profileOf(draft.specificationId);
  const extended = profile === "extended";
  const weight = (rule: string | null) =>
    extended && rule !== null && broughtBack.has(rule) ? "warning" : "error";
  const advice = given.advice ?? adviceFor(draft);
  for (const { rule, at, words, values, warning } of checkInvoice(draft, "cii", { advice })) {
    if (applies(rule, profile))
      findings.add(rule, placeOf(places, at), words, values, warning ? "warning" : weight(rule));
  }
  checkProfile(root, profile, (rule, element, words, values) =>
    findings.add(rule, element, words, values),
  );
  checkCiiRules(root, (rule, element, words, values) => {
    if (!extended || !insideSubtotal(element))
      findings.add(rule, element, words, values, weight(rule));
  });
  checkCiiCodes(
    root,
    (rule, element, code) => findings.addBroken(rule, element, code),
    narrowerCodes(advice, draft.processId),
  );
  if (advice.peppol || advice.xrechnung) advise(root, advice, findings);
  const { errors, warnings } = findings.told();
  if (errors.length > 0) return refused("invalid", { errors, warnings });
  // The model has a sum of lines (BT-106); MINIMUM, which knows no allowances either, has its one net total for it.
  if (profile === "minimum" && draft.totals) draft.totals.lineNet = draft.totals.net;
  return { invoice: settle(draft), warnings };
}

/** The rules of Peppol about what the model does not show. */
function advise(root: XmlElement, advice: Advice, findings: XmlFindings): void {
  checkCiiPeppol(root, advice, (rule, element, values) => {
    if (advice.peppol || peppolInXRechnung.has(rule))
      findings.add(rule, element, peppolWords[rule], values, "warning");
  });
  if (!advice.peppol) return;
  checkCiiIdentifiers(root, (rule, element, id) => findings.addBroken(rule, element, id));
  walk(root, (element) => {
    if (element.name !== "SpecifiedTradeAllowanceCharge" || isCharge(element) !== undefined) return;
    const source = new XmlSource(element);
    for (const { rule, at, words, values } of checkLooseAllowanceCharge(
      readAllowanceCharge(source, element, ""),
    ))
      findings.add(rule, placeOf(source.places, at), words, values, "warning");
  });
}
