import type { AllowanceCharge, Identifier } from "../../model.ts";
import type { Draft, InvoiceDraft } from "../draft.ts";
import { type CodeRule, codeAllowed, codeRules } from "./code-rules.ts";

export type CodeReport = (rule: CodeRule, at: string, code: string) => void;

/** Checks every coded term of the canonical model (CEN BR-CL). Used where the document is the model: JSON. */
export function checkModelCodes(invoice: InvoiceDraft, report: CodeReport): void {
  const check = (rule: CodeRule, code: string | undefined, at: string) => {
    if (code && !codeAllowed(rule, code)) report(rule, at, code);
  };
  check(codeRules.documentType, invoice.typeCode, "/typeCode");
  check(codeRules.currency, invoice.currency, "/currency");
  check(codeRules.vatCurrency, invoice.vatCurrency, "/vatCurrency");
  check(codeRules.taxPointDate, invoice.taxPointCode, "/taxPointCode");
  check(codeRules.objectScheme, invoice.invoicedObject?.scheme, "/invoicedObject/scheme");
  each(invoice.notes, (note, index) => {
    check(codeRules.noteSubject, note.subjectCode, `/notes/${index}/subjectCode`);
  });

  for (const role of ["seller", "buyer"] as const) {
    const party = invoice[role];
    if (!party) continue;
    each(party.identifiers, (identifier, index) => {
      check(codeRules.partyScheme, identifier.scheme, `/${role}/identifiers/${index}/scheme`);
    });
    check(codeRules.legalScheme, party.legalId?.scheme, `/${role}/legalId/scheme`);
    check(
      codeRules.electronicAddressScheme,
      party.electronicAddress?.scheme,
      `/${role}/electronicAddress/scheme`,
    );
    check(codeRules.country, party.address?.country, `/${role}/address/country`);
  }
  const { payee, taxRepresentative, delivery } = invoice;
  check(codeRules.partyScheme, payee?.identifier?.scheme, "/payee/identifier/scheme");
  check(codeRules.legalScheme, payee?.legalId?.scheme, "/payee/legalId/scheme");
  check(
    codeRules.country,
    taxRepresentative?.address?.country,
    "/taxRepresentative/address/country",
  );
  check(codeRules.locationScheme, delivery?.locationId?.scheme, "/delivery/locationId/scheme");
  check(codeRules.country, delivery?.address?.country, "/delivery/address/country");

  each(invoice.paymentMeans, (means, index) => {
    check(codeRules.paymentMeans, means.code, `/paymentMeans/${index}/code`);
  });
  const reasons = (all: readonly Draft<AllowanceCharge>[], rule: CodeRule, at: string) =>
    each(all, (it, index) => check(rule, it.reasonCode, `${at}/${index}/reasonCode`));
  reasons(invoice.allowances, codeRules.allowanceReason, "/allowances");
  reasons(invoice.charges, codeRules.chargeReason, "/charges");
  for (const list of ["allowances", "charges"] as const) {
    each(invoice[list], (it, index) => {
      check(codeRules.vatCategory, it.vat?.category, `/${list}/${index}/vat/category`);
    });
  }
  each(invoice.vatBreakdown, (breakdown, index) => {
    const at = `/vatBreakdown/${index}`;
    check(codeRules.vatCategory, breakdown.category, `${at}/category`);
    check(codeRules.exemptionReason, breakdown.exemptionReasonCode, `${at}/exemptionReasonCode`);
  });
  each(invoice.attachments, (attachment, index) => {
    check(codeRules.mediaType, attachment.mediaType, `/attachments/${index}/mediaType`);
  });

  each(invoice.lines, (line, index) => {
    const at = `/lines/${index}`;
    check(codeRules.unit, line.unitCode, `${at}/unitCode`);
    check(codeRules.unit, line.baseQuantityUnitCode, `${at}/baseQuantityUnitCode`);
    check(codeRules.lineVatCategory, line.vat?.category, `${at}/vat/category`);
    check(codeRules.objectScheme, line.objectIdentifier?.scheme, `${at}/objectIdentifier/scheme`);
    check(codeRules.itemScheme, line.standardItemId?.scheme, `${at}/standardItemId/scheme`);
    check(codeRules.originCountry, line.originCountry, `${at}/originCountry`);
    if (line.classifications)
      each(line.classifications as Draft<Identifier>[], (classification, nth) => {
        const where = `${at}/classifications/${nth}/scheme`;
        check(codeRules.classificationScheme, classification.scheme, where);
      });
    reasons(line.allowances, codeRules.allowanceReason, `${at}/allowances`);
    reasons(line.charges, codeRules.chargeReason, `${at}/charges`);
  });
}

function each<Item>(items: readonly Item[], visit: (item: Item, index: number) => void): void {
  for (let index = 0; index < items.length; index += 1) visit(items[index]!, index);
}
