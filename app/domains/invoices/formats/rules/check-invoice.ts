import type { VatBreakdown } from "../../model.ts";
import { type Draft, emptyDraft, type InvoiceDraft } from "../draft.ts";
import {
  documentAllowanceRules,
  documentChargeRules,
  lineAllowanceRules,
  lineChargeRules,
} from "./allowance-charge-rules.ts";
import { documentRules } from "./document-rules.ts";
import { Figures } from "./figures.ts";
import { checkModelCodes } from "./json-codes.ts";
import { attributeRules, classificationRules, lineRules } from "./line-rules.ts";
import { attachmentRules, paymentMeansRules, precedingInvoiceRules } from "./payment-rules.ts";
import { allowanceChargeAdvice, lineAdvice, portalRules } from "./portal-rules.ts";
import { mostFindings, type Rule, type Syntax, type Violation, type Whole } from "./rule.ts";
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
  const check = new Check(invoice, syntax, options.arithmetic !== false);
  check.document();
  check.payment();
  check.allowancesAndCharges();
  check.vatBreakdown();
  check.lines();
  if (syntax === "json") checkModelCodes(invoice, check.violations);
  return check.violations;
}

/** The same for a VAT breakdown that the model has no place for: CEN judges those that UBL lets a line carry as well. */
export function checkLooseBreakdown(breakdown: Draft<VatBreakdown>): Violation[] {
  const check = new Check({ ...emptyDraft(), vatBreakdown: [breakdown] }, "ubl", true);
  check.looseBreakdown(breakdown);
  return check.violations.filter(({ warning }) => !warning);
}

/** One pass over one document. A class rather than closures: a batch makes ten thousand of them a second. */
class Check {
  readonly violations: Violation[] = [];
  private readonly whole: Whole;
  private readonly arithmetic: boolean;

  constructor(
    private readonly invoice: InvoiceDraft,
    syntax: Syntax,
    arithmetic: boolean,
  ) {
    this.whole = { invoice, figures: new Figures(invoice), syntax };
    this.arithmetic = arithmetic && this.whole.figures.reliable;
  }

  document(): void {
    this.apply(wholeDocument, this.invoice, "", -1);
  }

  payment(): void {
    const { precedingInvoices, paymentMeans, attachments } = this.invoice;
    this.applyEach(precedingInvoiceRules, precedingInvoices, "/precedingInvoices");
    this.applyEach(paymentMeansRules, paymentMeans, "/paymentMeans");
    this.applyEach(attachmentRules, attachments, "/attachments");
  }

  allowancesAndCharges(): void {
    const { allowances, charges } = this.invoice;
    this.applyEach(documentAllowanceRules, allowances, "/allowances");
    this.applyEach(allowanceChargeAdvice, allowances, "/allowances");
    for (let index = 0; index < allowances.length; index += 1) {
      const it = allowances[index]!;
      this.applyCategory(allowanceRateRules, it.vat?.category, it, "/allowances", index);
    }
    this.applyEach(documentChargeRules, charges, "/charges");
    this.applyEach(allowanceChargeAdvice, charges, "/charges");
    for (let index = 0; index < charges.length; index += 1) {
      const it = charges[index]!;
      this.applyCategory(chargeRateRules, it.vat?.category, it, "/charges", index);
    }
  }

  vatBreakdown(): void {
    const { vatBreakdown } = this.invoice;
    for (let index = 0; index < vatBreakdown.length; index += 1) {
      const it = vatBreakdown[index]!;
      this.apply(vatBreakdownRules, it, "/vatBreakdown", index);
      this.applyCategory(breakdownCategoryRules, it.category, it, "/vatBreakdown", index);
    }
  }

  looseBreakdown(breakdown: Draft<VatBreakdown>): void {
    this.apply(vatBreakdownRules, breakdown, "", -1);
  }

  lines(): void {
    const { lines } = this.invoice;
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index]!;
      this.apply(lineRules, line, "/lines", index);
      this.apply(lineAdvice, line, "/lines", index);
      this.applyCategory(lineRateRules, line.vat?.category, line, "/lines", index);
      if (line.allowances.length > 0) {
        this.applyEach(lineAllowanceRules, line.allowances, `/lines/${index}/allowances`);
        this.applyEach(allowanceChargeAdvice, line.allowances, `/lines/${index}/allowances`);
      }
      if (line.charges.length > 0) {
        this.applyEach(lineChargeRules, line.charges, `/lines/${index}/charges`);
        this.applyEach(allowanceChargeAdvice, line.charges, `/lines/${index}/charges`);
      }
      if (line.attributes)
        this.applyEach(attributeRules, line.attributes, `/lines/${index}/attributes`);
      if (line.classifications)
        this.applyEach(
          classificationRules,
          line.classifications,
          `/lines/${index}/classifications`,
        );
    }
  }

  /** The subject is `list`'s item `index`; -1 is the document itself. */
  private apply<Subject>(
    rules: readonly Rule<Subject>[],
    subject: Subject,
    list: string,
    index: number,
  ): void {
    for (const rule of rules) {
      if (rule.arithmetic && !this.arithmetic) continue;
      if (rule.holds(subject, this.whole) || this.violations.length >= mostFindings) continue;
      const { warning } = rule;
      this.violations.push({
        rule: rule.id,
        at: `${list}${index < 0 ? "" : `/${index}`}${rule.at}`,
        warning: typeof warning === "function" ? warning(this.whole) : warning === true,
        words: rule,
        values: rule.values?.(subject, this.whole),
      });
    }
  }

  private applyEach<Subject>(
    rules: readonly Rule<Subject>[],
    subjects: readonly Subject[],
    list: string,
  ): void {
    for (let index = 0; index < subjects.length; index += 1)
      this.apply(rules, subjects[index]!, list, index);
  }

  private applyCategory<Subject>(
    byCode: ReadonlyMap<string, readonly Rule<Subject>[]>,
    category: string | undefined,
    subject: Subject,
    list: string,
    index: number,
  ): void {
    const rules = category === undefined ? undefined : byCode.get(category);
    if (rules) this.apply(rules, subject, list, index);
  }
}
