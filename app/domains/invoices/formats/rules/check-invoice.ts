import type { InvoiceDraft } from "../draft.ts";
import {
  documentAllowanceRules,
  documentChargeRules,
  lineAllowanceRules,
  lineChargeRules,
} from "./allowance-charge-rules.ts";
import { documentRules } from "./document-rules.ts";
import { figuresOf } from "./figures.ts";
import { checkModelCodes } from "./json-codes.ts";
import { attributeRules, classificationRules, lineRules } from "./line-rules.ts";
import { attachmentRules, paymentMeansRules, precedingInvoiceRules } from "./payment-rules.ts";
import { allowanceChargeAdvice, lineAdvice, portalRules } from "./portal-rules.ts";
import type { Rule, Syntax, Violation, Whole } from "./rule.ts";
import { totalsRules } from "./totals-rules.ts";
import { vatBreakdownRules, vatDocumentRules } from "./vat-breakdown-rules.ts";
import {
  allowanceRateRules,
  breakdownCategoryRules,
  chargeRateRules,
  lineRateRules,
  vatCategoryDocumentRules,
} from "./vat-category-rules.ts";
import { vatSpecialRules } from "./vat-special-rules.ts";

const wholeDocument: readonly Rule<InvoiceDraft>[] = [
  ...documentRules,
  ...totalsRules,
  ...vatDocumentRules,
  ...vatCategoryDocumentRules,
  ...vatSpecialRules,
  ...portalRules,
];

/**
 * Holds a draft against every business rule of EN 16931-1 and answers all that it breaks, in the order of the document.
 * Pointers are JSON Pointers into the canonical model. Code lists are checked here for JSON only: an XML syntax binds
 * them to its elements itself. Without `arithmetic` (some amount could not be read) the sums are not judged.
 */
export function checkInvoice(
  invoice: InvoiceDraft,
  syntax: Syntax,
  options: { arithmetic?: boolean } = {},
): Violation[] {
  const violations: Violation[] = [];
  const whole: Whole = { invoice, figures: figuresOf(invoice), syntax };
  const arithmetic = options.arithmetic !== false && whole.figures.reliable;

  const apply = <Subject>(rules: readonly Rule<Subject>[], subject: Subject, at: string) => {
    for (const rule of rules) {
      if (rule.arithmetic && !arithmetic) continue;
      if (!rule.holds(subject, whole)) violations.push(violation(rule, subject, at, whole));
    }
  };
  const applyEach = <Subject>(
    rules: readonly Rule<Subject>[],
    subjects: readonly Subject[],
    at: string,
  ) => {
    for (let index = 0; index < subjects.length; index += 1)
      apply(rules, subjects[index]!, `${at}/${index}`);
  };
  const applyCategory = <Subject>(
    byCode: ReadonlyMap<string, readonly Rule<Subject>[]>,
    category: string | undefined,
    subject: Subject,
    at: string,
  ) => {
    const rules = category === undefined ? undefined : byCode.get(category);
    if (rules) apply(rules, subject, at);
  };

  apply(wholeDocument, invoice, "");
  applyEach(precedingInvoiceRules, invoice.precedingInvoices, "/precedingInvoices");
  applyEach(paymentMeansRules, invoice.paymentMeans, "/paymentMeans");
  applyEach(attachmentRules, invoice.attachments, "/attachments");
  applyEach(documentAllowanceRules, invoice.allowances, "/allowances");
  applyEach(allowanceChargeAdvice, invoice.allowances, "/allowances");
  applyEach(documentChargeRules, invoice.charges, "/charges");
  applyEach(allowanceChargeAdvice, invoice.charges, "/charges");
  for (const [index, it] of invoice.allowances.entries())
    applyCategory(allowanceRateRules, it.vat?.category, it, `/allowances/${index}`);
  for (const [index, it] of invoice.charges.entries())
    applyCategory(chargeRateRules, it.vat?.category, it, `/charges/${index}`);
  for (const [index, breakdown] of invoice.vatBreakdown.entries()) {
    const at = `/vatBreakdown/${index}`;
    apply(vatBreakdownRules, breakdown, at);
    applyCategory(breakdownCategoryRules, breakdown.category, breakdown, at);
  }
  for (const [index, line] of invoice.lines.entries()) {
    const at = `/lines/${index}`;
    apply(lineRules, line, at);
    apply(lineAdvice, line, at);
    applyCategory(lineRateRules, line.vat?.category, line, at);
    applyEach(lineAllowanceRules, line.allowances, `${at}/allowances`);
    applyEach(allowanceChargeAdvice, line.allowances, `${at}/allowances`);
    applyEach(lineChargeRules, line.charges, `${at}/charges`);
    applyEach(allowanceChargeAdvice, line.charges, `${at}/charges`);
    if (line.attributes) applyEach(attributeRules, line.attributes, `${at}/attributes`);
    if (line.classifications)
      applyEach(classificationRules, line.classifications, `${at}/classifications`);
  }
  if (syntax === "json") {
    checkModelCodes(invoice, (rule, at, code) => {
      violations.push({ rule: rule.id, at, warning: false, words: rule, values: { found: code } });
    });
  }
  return violations;
}

function violation<Subject>(
  rule: Rule<Subject>,
  subject: Subject,
  at: string,
  whole: Whole,
): Violation {
  const { warning } = rule;
  return {
    rule: rule.id,
    at: at + rule.at,
    warning: typeof warning === "function" ? warning(whole) : warning === true,
    words: rule,
    values: rule.values?.(subject, whole),
  };
}
