import type { AllowanceCharge, VatBreakdown } from "../../model.ts";
import { type Draft, emptyDraft, type InvoiceDraft } from "../draft.ts";
import { type Advice, adviceFor } from "./advice.ts";
import {
  documentAllowanceRules,
  documentChargeRules,
  lineAllowanceRules,
  lineChargeRules,
} from "./allowance-charge-rules.ts";
import { narrowerCodes } from "./code-rules.ts";
import { documentRules } from "./document-rules.ts";
import { Figures } from "./figures.ts";
import { frenchBusinessRules } from "./french-business-rules.ts";
import { frenchInvoice, isBusinessInFrance } from "./french-invoice.ts";
import { frenchBreakdownRules, frenchLineRules, frenchRules } from "./french-rules.ts";
import { checkModelIdentifiers } from "./identifier-rules.ts";
import { checkModelCodes } from "./json-codes.ts";
import { attributeRules, classificationRules, lineRules } from "./line-rules.ts";
import { attachmentRules, paymentMeansRules, precedingInvoiceRules } from "./payment-rules.ts";
import { type PeppolRules, peppolRules, xrechnungPeppolRules } from "./peppol-rules.ts";
import { allowanceChargeAdvice, lineAdvice } from "./peppol-sums.ts";
import { portalRules } from "./portal-rules.ts";
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
import { xrechnungPaymentRules } from "./xrechnung-payment-rules.ts";
import {
  xrechnungAttachmentRules,
  xrechnungBreakdownRules,
  xrechnungDocumentRules,
} from "./xrechnung-rules.ts";

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
 * Pointers are JSON Pointers into the canonical model. Code lists and identifiers are checked here for JSON only: an XML
 * syntax binds them to its elements itself. Without `arithmetic` (some amount could not be read) the sums are not judged.
 * `advice` names the sets of warnings to walk where the document itself is not to decide.
 */
export function checkInvoice(
  invoice: InvoiceDraft,
  syntax: Syntax,
  options: { arithmetic?: boolean; advice?: Advice } = {},
): Violation[] {
  const advice = options.advice ?? adviceFor(invoice);
  const check = new Check(invoice, syntax, options.arithmetic !== false, advice);
  check.document();
  check.payment();
  check.allowancesAndCharges();
  check.vatBreakdown();
  check.lines();
  if (syntax === "json") {
    const { violations } = check;
    const narrower = narrowerCodes(advice, invoice.processId);
    checkModelCodes(invoice, { violations, narrower, errors: 0, warnings: 0 });
    if (advice.peppol) checkModelIdentifiers(invoice, violations);
  }
  return check.violations;
}

/** The same for a VAT breakdown that the model has no place for: CEN judges those that UBL lets a line carry as well. */
export function checkLooseBreakdown(breakdown: Draft<VatBreakdown>): Violation[] {
  const check = new Check({ ...emptyDraft(), vatBreakdown: [breakdown] }, "ubl", true, noAdvice);
  check.looseBreakdown(breakdown);
  return check.violations.filter(({ warning }) => !warning);
}

/** What Peppol says of something that is no allowance and no charge, for it does not tell which: the model has no place for it. */
export function checkLooseAllowanceCharge(it: Draft<AllowanceCharge>): Violation[] {
  const check = new Check(emptyDraft(), "ubl", true, { ...noAdvice, peppol: true });
  check.looseAllowanceCharge(it);
  return check.violations;
}

const noAdvice: Advice = { peppol: false, xrechnung: false, france: false };

/** One pass over one document. A class rather than closures: a batch makes ten thousand of them a second. */
class Check {
  readonly violations: Violation[] = [];
  private errors = 0;
  private warnings = 0;
  private readonly whole: Whole;
  private readonly arithmetic: boolean;
  /** The rules of Peppol that the document is held against, if any. */
  private readonly peppol: PeppolRules | undefined;
  private readonly advice: Advice;

  constructor(
    private readonly invoice: InvoiceDraft,
    syntax: Syntax,
    arithmetic: boolean,
    advice: Advice,
  ) {
    this.whole = { invoice, figures: new Figures(invoice), syntax };
    this.arithmetic = arithmetic && this.whole.figures.reliable;
    this.advice = advice;
    if (advice.peppol) this.peppol = peppolRules;
    else if (advice.xrechnung) this.peppol = xrechnungPeppolRules;
  }

  document(): void {
    this.apply(wholeDocument, this.invoice, "", -1);
    if (this.peppol) this.apply(this.peppol.document, this.invoice, "", -1);
    if (this.advice.xrechnung) this.apply(xrechnungDocumentRules, this.invoice, "", -1);
    if (!this.advice.france) return;
    const french = frenchInvoice(this.invoice);
    this.apply(frenchRules, french, "", -1);
    if (isBusinessInFrance(french)) this.apply(frenchBusinessRules, french, "", -1);
  }

  payment(): void {
    const { precedingInvoices, paymentMeans, attachments } = this.invoice;
    this.applyEach(precedingInvoiceRules, precedingInvoices, "/precedingInvoices");
    this.applyEach(paymentMeansRules, paymentMeans, "/paymentMeans");
    if (this.peppol) this.applyEach(this.peppol.paymentMeans, paymentMeans, "/paymentMeans");
    this.applyEach(attachmentRules, attachments, "/attachments");
    if (!this.advice.xrechnung) return;
    this.applyEach(xrechnungPaymentRules, paymentMeans, "/paymentMeans");
    this.applyEach(xrechnungAttachmentRules, attachments, "/attachments");
  }

  allowancesAndCharges(): void {
    const { allowances, charges } = this.invoice;
    this.applyEach(documentAllowanceRules, allowances, "/allowances");
    this.advise(allowances, "/allowances");
    for (let index = 0; index < allowances.length; index += 1) {
      const it = allowances[index]!;
      this.applyCategory(allowanceRateRules, it.vat?.category, it, "/allowances", index);
    }
    this.applyEach(documentChargeRules, charges, "/charges");
    this.advise(charges, "/charges");
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
      if (this.peppol) this.apply(this.peppol.vatBreakdown, it, "/vatBreakdown", index);
      if (this.advice.xrechnung) this.apply(xrechnungBreakdownRules, it, "/vatBreakdown", index);
      if (this.advice.france) this.apply(frenchBreakdownRules, it, "/vatBreakdown", index);
    }
  }

  looseBreakdown(breakdown: Draft<VatBreakdown>): void {
    this.apply(vatBreakdownRules, breakdown, "", -1);
  }

  looseAllowanceCharge(it: Draft<AllowanceCharge>): void {
    this.apply(allowanceChargeAdvice, it, "", -1);
    if (this.peppol) this.apply(this.peppol.allowanceCharges, it, "", -1);
  }

  /** Allowances and charges, of the document or of a line. */
  private advise(list: readonly Draft<AllowanceCharge>[], at: string): void {
    if (list.length === 0) return;
    this.applyEach(allowanceChargeAdvice, list, at);
    if (this.peppol) this.applyEach(this.peppol.allowanceCharges, list, at);
  }

  lines(): void {
    const { lines } = this.invoice;
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index]!;
      this.apply(lineRules, line, "/lines", index);
      this.apply(lineAdvice, line, "/lines", index);
      if (this.peppol) this.apply(this.peppol.lines, line, "/lines", index);
      if (this.advice.france) this.apply(frenchLineRules, line, "/lines", index);
      this.applyCategory(lineRateRules, line.vat?.category, line, "/lines", index);
      if (line.allowances.length > 0) {
        this.applyEach(lineAllowanceRules, line.allowances, `/lines/${index}/allowances`);
        this.advise(line.allowances, `/lines/${index}/allowances`);
      }
      if (line.charges.length > 0) {
        this.applyEach(lineChargeRules, line.charges, `/lines/${index}/charges`);
        this.advise(line.charges, `/lines/${index}/charges`);
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
      if (rule.holds(subject, this.whole)) continue;
      const told = typeof rule.warning === "function" ? rule.warning(this.whole) : rule.warning;
      const warning = told === true;
      // Each kind has its own bound: no number of warnings may hide an error.
      if (warning ? this.warnings >= mostFindings : this.errors >= mostFindings) continue;
      if (warning) this.warnings += 1;
      else this.errors += 1;
      this.violations.push({
        rule: rule.id,
        at: `${list}${index < 0 ? "" : `/${index}`}${rule.at}`,
        warning,
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
