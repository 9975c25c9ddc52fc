import type { Language } from "#app/platform/i18n/language.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { settle } from "./draft.ts";
import { readUbl } from "./read-ubl.ts";
import { readSubtotal } from "./read-ubl-figures.ts";
import { type Advice, adviceFor, peppolInXRechnung } from "./rules/advice.ts";
import {
  checkInvoice,
  checkLooseAllowanceCharge,
  checkLooseBreakdown,
} from "./rules/check-invoice.ts";
import { narrowerCodes } from "./rules/code-rules.ts";
import { peppolWords } from "./rules/peppol-words.ts";
import { checkUblCodes } from "./ubl-codes.ts";
import { checkUblIdentifiers, checkUblPeppol } from "./ubl-peppol.ts";
import { checkUblRules } from "./ubl-rules.ts";
import { ublPrefixes, ublSchemaFaults } from "./ubl-schema.ts";
import { readAllowanceCharge } from "./ubl-terms.ts";
import { placeOf, XmlFindings } from "./xml-findings.ts";
import { dropForeignElements } from "./xml-schema.ts";
import { XmlSource } from "./xml-source.ts";
import { child, select, walk, type XmlElement } from "./xml-tree.ts";

/**
 * A UBL 2.1 Invoice or CreditNote: held against the UBL schema, the EN 16931 rules, and the rules and code lists of the
 * UBL binding. Every finding at once, in the order of the document, pointed to by XPath. `given.advice` names the sets of
 * warnings to walk where the document itself is not to decide: parts of documents claim to follow nothing.
 */
export function readUblInvoice(
  root: XmlElement,
  language: Language,
  given: { advice?: Advice } = {},
):
  | { invoice: Invoice; warnings: Finding[] }
  | Refusal<"invalid", { errors: Finding[]; warnings: Finding[] }> {
  const findings = new XmlFindings(language, ublPrefixes);
  for (const { element, words, values, missing } of ublSchemaFaults(root))
    findings.add(null, element, words, values, missing ? "missing" : "error");
  dropForeignElements(root, ublPrefixes);

  const { draft, places } = readUbl(root);
  const advice = given.advice ?? adviceFor(draft);
  for (const { rule, at, words, values, warning } of checkInvoice(draft, "ubl", { advice }))
    findings.add(rule, placeOf(places, at), words, values, warning ? "warning" : "error");
  for (const subtotal of lineSubtotals(root)) {
    const source = new XmlSource(subtotal);
    for (const { rule, at, words, values } of checkLooseBreakdown(
      readSubtotal(source, subtotal, ""),
    ))
      findings.add(rule, placeOf(source.places, at), words, values);
  }
  checkUblRules(root, (rule, element, words, values) => findings.add(rule, element, words, values));
  checkUblCodes(
    root,
    (rule, element, code) => findings.addBroken(rule, element, code),
    narrowerCodes(advice, draft.processId),
  );
  if (advice.peppol || advice.xrechnung) advise(root, advice, findings);

  const { errors, warnings } = findings.told();
  if (errors.length > 0) return refused("invalid", { errors, warnings });
  return { invoice: settle(draft), warnings };
}

/** The rules of Peppol about what the model does not show. */
function advise(root: XmlElement, advice: Advice, findings: XmlFindings): void {
  checkUblPeppol(root, (rule, element, values) => {
    if (advice.peppol || peppolInXRechnung.has(rule))
      findings.add(rule, element, peppolWords[rule], values, "warning");
  });
  if (!advice.peppol) return;
  checkUblIdentifiers(root, (rule, element, id) => findings.addBroken(rule, element, id));
  walk(root, (element) => {
    if (element.name !== "AllowanceCharge" || child(element, "ChargeIndicator")) return;
    if (element.parent?.name === "Price") return;
    const source = new XmlSource(element);
    for (const { rule, at, words, values } of checkLooseAllowanceCharge(
      readAllowanceCharge(source, element, ""),
    ))
      findings.add(rule, placeOf(source.places, at), words, values, "warning");
  });
}

/** Tax subtotals inside lines: outside EN 16931, but its rules on them are applied wherever they stand. */
function lineSubtotals(root: XmlElement): XmlElement[] {
  return [
    ...select(root, "InvoiceLine/TaxTotal/TaxSubtotal"),
    ...select(root, "CreditNoteLine/TaxTotal/TaxSubtotal"),
  ];
}
