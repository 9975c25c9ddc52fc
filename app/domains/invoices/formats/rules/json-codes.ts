import type { AllowanceCharge, Party } from "../../model.ts";
import type { Draft, InvoiceDraft } from "../draft.ts";
import { type CodeRule, codeAllowed, codeRules } from "./code-rules.ts";
import { mostFindings, type Violation } from "./rule.ts";

/** Where what is wrong with the codes goes, and the further lists that some of them are held against. */
export interface CodeFindings {
  readonly violations: Violation[];
  readonly narrower?: ReadonlyMap<CodeRule, CodeRule> | undefined;
  errors: number;
  warnings: number;
}

/** Checks every coded term of the canonical model (CEN BR-CL). Used where the document is the model: JSON. */
export function checkModelCodes(invoice: InvoiceDraft, found: CodeFindings): void {
  check(codeRules.documentType, invoice.typeCode, "/typeCode", found);
  check(codeRules.currency, invoice.currency, "/currency", found);
  check(codeRules.vatCurrency, invoice.vatCurrency, "/vatCurrency", found);
  check(codeRules.taxPointDate, invoice.taxPointCode, "/taxPointCode", found);
  check(codeRules.objectScheme, invoice.invoicedObject?.scheme, "/invoicedObject/scheme", found);
  for (const [index, note] of invoice.notes.entries())
    check(codeRules.noteSubject, note.subjectCode, "/notes", found, index, "/subjectCode");

  checkParty(invoice.seller, "/seller", found);
  checkParty(invoice.buyer, "/buyer", found);
  const { payee, taxRepresentative: agent, delivery } = invoice;
  check(codeRules.partyScheme, payee?.identifier?.scheme, "/payee/identifier/scheme", found);
  check(codeRules.legalScheme, payee?.legalId?.scheme, "/payee/legalId/scheme", found);
  check(codeRules.country, agent?.address?.country, "/taxRepresentative/address/country", found);
  check(
    codeRules.locationScheme,
    delivery?.locationId?.scheme,
    "/delivery/locationId/scheme",
    found,
  );
  check(codeRules.country, delivery?.address?.country, "/delivery/address/country", found);

  for (const [index, means] of invoice.paymentMeans.entries())
    check(codeRules.paymentMeans, means.code, "/paymentMeans", found, index, "/code");
  checkReasons(invoice.allowances, codeRules.allowanceReason, "/allowances", found);
  checkReasons(invoice.charges, codeRules.chargeReason, "/charges", found);
  for (const [index, it] of invoice.allowances.entries())
    check(codeRules.vatCategory, it.vat?.category, "/allowances", found, index, "/vat/category");
  for (const [index, it] of invoice.charges.entries())
    check(codeRules.vatCategory, it.vat?.category, "/charges", found, index, "/vat/category");
  for (const [index, it] of invoice.vatBreakdown.entries()) {
    const list = "/vatBreakdown";
    check(codeRules.vatCategory, it.category, list, found, index, "/category");
    const reason = it.exemptionReasonCode;
    check(codeRules.exemptionReason, reason, list, found, index, "/exemptionReasonCode");
  }
  for (const [index, it] of invoice.attachments.entries())
    check(codeRules.mediaType, it.mediaType, "/attachments", found, index, "/mediaType");
  checkLines(invoice, found);
}

function checkLines({ lines }: InvoiceDraft, found: CodeFindings): void {
  const list = "/lines";
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    check(codeRules.unit, line.unitCode, list, found, index, "/unitCode");
    check(codeRules.unit, line.baseQuantityUnitCode, list, found, index, "/baseQuantityUnitCode");
    check(codeRules.lineVatCategory, line.vat?.category, list, found, index, "/vat/category");
    const object = line.objectIdentifier?.scheme;
    check(codeRules.objectScheme, object, list, found, index, "/objectIdentifier/scheme");
    const item = line.standardItemId?.scheme;
    check(codeRules.itemScheme, item, list, found, index, "/standardItemId/scheme");
    check(codeRules.originCountry, line.originCountry, list, found, index, "/originCountry");
    for (const [nth, it] of line.classifications?.entries() ?? []) {
      const at = `/lines/${index}/classifications`;
      check(codeRules.classificationScheme, it.scheme, at, found, nth, "/scheme");
    }
    if (line.allowances.length > 0)
      checkReasons(line.allowances, codeRules.allowanceReason, `/lines/${index}/allowances`, found);
    if (line.charges.length > 0)
      checkReasons(line.charges, codeRules.chargeReason, `/lines/${index}/charges`, found);
  }
}

function checkParty(party: Draft<Party> | undefined, at: string, found: CodeFindings): void {
  if (!party) return;
  for (const [index, it] of party.identifiers.entries())
    check(codeRules.partyScheme, it.scheme, `${at}/identifiers`, found, index, "/scheme");
  check(codeRules.legalScheme, party.legalId?.scheme, `${at}/legalId/scheme`, found);
  const address = party.electronicAddress?.scheme;
  check(codeRules.electronicAddressScheme, address, `${at}/electronicAddress/scheme`, found);
  check(codeRules.country, party.address?.country, `${at}/address/country`, found);
}

function checkReasons(
  all: readonly Draft<AllowanceCharge>[],
  rule: CodeRule,
  list: string,
  found: CodeFindings,
): void {
  for (const [index, it] of all.entries())
    check(rule, it.reasonCode, list, found, index, "/reasonCode");
}

/** Where the code stands (`list`, or `list`/`index` + `field`) is put together only for one that is wrong. */
function check(
  rule: CodeRule,
  code: string | undefined,
  list: string,
  found: CodeFindings,
  index?: number,
  field = "",
): void {
  if (!code) return;
  if (!codeAllowed(rule, code)) tell(rule, code, list, found, index, field);
  const narrow = found.narrower?.get(rule);
  if (narrow && !codeAllowed(narrow, code)) tell(narrow, code, list, found, index, field);
}

function tell(
  rule: CodeRule,
  code: string,
  list: string,
  found: CodeFindings,
  index: number | undefined,
  field: string,
): void {
  // Each kind has its own bound: no number of warnings may hide an error.
  const kind = rule.warning ? "warnings" : "errors";
  found[kind] += 1;
  if (found[kind] > mostFindings) return;
  const at = index === undefined ? list : `${list}/${index}${field}`;
  const warning = rule.warning === true;
  found.violations.push({ rule: rule.id, at, warning, words: rule, values: { found: code } });
}
