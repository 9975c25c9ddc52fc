import { referencesOfType } from "./cii-terms.ts";
import {
  brokenIdentifierRule,
  type IdentifierRule,
  vatNumberRule,
} from "./rules/identifier-rules.ts";
import type { PeppolReport } from "./rules/peppol-words.ts";
import { first } from "./xml-source.ts";
import { child, childrenNamed, select, walk, type XmlElement } from "./xml-tree.ts";

const agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";
const settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";

/**
 * What Peppol BIS Billing 3 asks of a CII document beyond what the model shows. XRechnung, which has made some of these rules
 * its own, asks for no empty elements and no charges on prices as well, and lets the VAT total (BT-110) be absent.
 */
export function checkCiiPeppol(
  root: XmlElement,
  advice: { peppol: boolean; xrechnung: boolean },
  report: PeppolReport,
): void {
  const header = first(root, agreement);
  const objects = referencesOfType(header, "130");
  if (objects[1]) report("PEPPOL-EN16931-R006", objects[1]);
  const references = referencesOfType(header, "50");
  if (references[1]) report("PEPPOL-EN16931-R080", references[1]);
  checkVatTotals(first(root, settlement), advice.peppol, report);
  for (const line of select(root, "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem")) {
    const settled = child(line, "SpecifiedLineTradeSettlement");
    const all = childrenNamed(settled, "AdditionalReferencedDocument");
    const lineObjects = referencesOfType(settled, "130");
    if (lineObjects[1]) report("PEPPOL-EN16931-R100", lineObjects[1]);
    if (all[0] && lineObjects.length === 0) report("PEPPOL-EN16931-R101", all[0]);
  }
  walk(root, (element) => checkAnywhere(element, advice.xrechnung, report));
}

function checkVatTotals(
  settled: XmlElement | undefined,
  needed: boolean,
  report: PeppolReport,
): void {
  if (!settled) return;
  const currency = child(settled, "InvoiceCurrencyCode")?.text.trim();
  const totals = select(
    settled,
    "SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount",
  ).filter(({ attributes }) => attributes.currencyID !== undefined);
  const own = totals.filter(({ attributes }) => attributes.currencyID === currency);
  if (own.length > 1 || (needed && own.length === 0))
    report("PEPPOL-EN16931-R053", own[1] ?? settled);
  const others = totals.filter((total) => !own.includes(total));
  if (others.length !== (child(settled, "TaxCurrencyCode") ? 1 : 0))
    report("PEPPOL-EN16931-R054", others[0] ?? settled);
}

function checkAnywhere(element: XmlElement, xrechnung: boolean, report: PeppolReport): void {
  const { name } = element;
  if (xrechnung && name !== "ApplicableHeaderTradeDelivery") {
    if (element.children.length === 0 && element.text.trim() === "")
      report("PEPPOL-EN16931-R008", element, { name });
  }
  if (name === "DateTimeString") {
    const form = element.attributes.format?.trim();
    if (form !== "102" || !/^20\d{6}$/.test(element.text))
      report("PEPPOL-EN16931-F001", element, { form: "20261130 (format 102)" });
  } else if (name === "SpecifiedTradeAllowanceCharge" || name === "AppliedTradeAllowanceCharge") {
    const indicator = first(element, "ChargeIndicator/Indicator");
    const said = indicator?.text.trim() ?? "";
    if (said !== "true" && said !== "false") report("PEPPOL-EN16931-R043", indicator ?? element);
    if (xrechnung && name === "AppliedTradeAllowanceCharge" && said !== "false") {
      if (child(element, "ActualAmount")) report("PEPPOL-EN16931-R044", element);
    }
  }
}

/** Reports every identifier that is not well-formed by its scheme. */
export function checkCiiIdentifiers(
  root: XmlElement,
  report: (rule: IdentifierRule, element: XmlElement, id: string) => void,
): void {
  walk(root, (element) => {
    const { name, attributes, parent } = element;
    const isAddress = name === "URIID";
    if (!isAddress && name !== "ID" && name !== "GlobalID") return;
    const id = element.text.trim();
    const broken = brokenIdentifierRule(attributes.schemeID, id, isAddress);
    if (broken) report(broken, element, id);
    const isVatNumber = parent?.name === "SpecifiedTaxRegistration" && attributes.schemeID === "VA";
    if (isVatNumber && !vatNumberRule.valid(id)) report(vatNumberRule, element, id);
  });
}
