import { isDay } from "#app/platform/calendar.ts";
import {
  brokenIdentifierRule,
  type IdentifierRule,
  vatNumberRule,
} from "./rules/identifier-rules.ts";
import type { PeppolReport } from "./rules/peppol-words.ts";
import { isCreditNoteRoot, isVat } from "./ubl-terms.ts";
import { child, childrenNamed, select, walk, type XmlElement } from "./xml-tree.ts";

const dayNames = new Set([
  ...["IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate"],
]);

/** Amounts in the document's currency; a TaxAmount is one where its total has a breakdown. */
const amountNames = new Set([
  ...["Amount", "BaseAmount", "PriceAmount", "TaxableAmount", "LineExtensionAmount"],
  ...["TaxExclusiveAmount", "TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount"],
  ...["PrepaidAmount", "PayableRoundingAmount", "PayableAmount"],
]);

/** What Peppol BIS Billing 3 asks of a UBL document beyond what the model shows. */
export function checkUblPeppol(root: XmlElement, report: PeppolReport): void {
  const totals = childrenNamed(root, "TaxTotal");
  const detailed = totals.filter((total) => child(total, "TaxSubtotal"));
  if (detailed.length !== 1) report("PEPPOL-EN16931-R053", detailed[1] ?? root);
  const wanted = child(root, "TaxCurrencyCode") ? 1 : 0;
  if (totals.length - detailed.length !== wanted)
    report("PEPPOL-EN16931-R054", totals.find((total) => !detailed.includes(total)) ?? root);

  if (isCreditNoteRoot(root)) {
    const projects = childrenNamed(root, "AdditionalDocumentReference").filter(
      (reference) => child(reference, "DocumentTypeCode")?.text === "50",
    );
    if (projects[1]) report("PEPPOL-EN16931-R080", projects[1]);
  }
  for (const line of root.children) {
    if (line.name === "InvoiceLine" || line.name === "CreditNoteLine") checkLine(line, report);
  }
  const currency = child(root, "DocumentCurrencyCode")?.text.trim();
  walk(root, (element) => checkAnywhere(element, currency, report));
}

function checkLine(line: XmlElement, report: PeppolReport): void {
  const [first, second] = childrenNamed(line, "DocumentReference");
  if (second) report("PEPPOL-EN16931-R100", second);
  const types = select(line, "DocumentReference/DocumentTypeCode");
  if (first && !types.some(({ text }) => text.trim() === "130"))
    report("PEPPOL-EN16931-R101", first);
  for (const it of select(line, "Price/AllowanceCharge")) {
    if (indicatorOf(it) !== "false") report("PEPPOL-EN16931-R044", it);
  }
}

function checkAnywhere(
  element: XmlElement,
  currency: string | undefined,
  report: PeppolReport,
): void {
  const { name } = element;
  // What an extension holds is not read, so it is not known to be empty.
  if (element.children.length === 0 && element.text.trim() === "" && name !== "ExtensionContent")
    report("PEPPOL-EN16931-R008", element, { name });
  if (dayNames.has(name) && (element.text.length !== 10 || !isDay(element.text)))
    report("PEPPOL-EN16931-F001", element, { form: "2026-11-30" });
  if (name === "AllowanceCharge" && element.parent?.name !== "Price") {
    if (!/^(?:true|false)$/.test(indicatorOf(element)))
      report("PEPPOL-EN16931-R043", child(element, "ChargeIndicator") ?? element);
  }
  if (isInDocumentCurrency(element) && element.attributes.currencyID !== currency)
    report("PEPPOL-EN16931-R051", element);
}

function indicatorOf(it: XmlElement): string {
  return child(it, "ChargeIndicator")?.text.trim() ?? "";
}

function isInDocumentCurrency(element: XmlElement): boolean {
  if (element.name !== "TaxAmount") return amountNames.has(element.name);
  const { parent } = element;
  return parent?.name === "TaxSubtotal" || child(parent ?? undefined, "TaxSubtotal") !== undefined;
}

/** Reports every identifier that is not well-formed by its scheme. */
export function checkUblIdentifiers(
  root: XmlElement,
  report: (rule: IdentifierRule, element: XmlElement, id: string) => void,
): void {
  walk(root, (element) => {
    const { name, parent } = element;
    const isAddress = name === "EndpointID";
    const isIdentifier =
      isAddress ||
      name === "CompanyID" ||
      (name === "ID" && parent?.name === "PartyIdentification");
    if (!isIdentifier) return;
    const id = element.text.trim();
    const broken = brokenIdentifierRule(element.attributes.schemeID, id, isAddress);
    // Its rule for a scheme that only CII documents are held against.
    if (broken && broken.id !== "PEPPOL-COMMON-R048") report(broken, element, id);
    if (parent?.name === "PartyTaxScheme" && isVat(parent) && !vatNumberRule.valid(id))
      report(vatNumberRule, element, id);
  });
}
