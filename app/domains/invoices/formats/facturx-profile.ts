import type Big from "big.js";
import { decimalOf, zero } from "./decimal-text.ts";
import type { Words, XmlReport } from "./xml-findings.ts";
import { first } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

/**
 * What the profiles of Factur-X and ZUGFeRD 2 (FNFE-MPE, FeRD) change about EN 16931: two hold less than the core – MINIMUM, BASIC WL
 * (no lines: these are in the PDF) –, EXTENDED and its kin hold more. Told by BT-24, in its old forms too.
 */
export type FacturXProfile = "minimum" | "basicwl" | "core" | "extended";

export function profileOf(specificationId: string | undefined): FacturXProfile {
  const id = specificationId?.trim().toLowerCase() ?? "";
  if (/^urn:(?:factur-x\.eu|zugferd\.de):[^#]*:minimum$/.test(id)) return "minimum";
  if (/^urn:(?:factur-x\.eu|zugferd\.de):[^#]*:basicwl$/.test(id)) return "basicwl";
  return id.includes("#conformant#") ? "extended" : "core";
}

/** Rules that sum up lines. */
const aboutLines = [
  "BR-16",
  "BR-CO-10",
  ...["S", "Z", "E", "AE", "IC", "G", "O", "AF", "AG"].map((category) => `BR-${category}-08`),
];
/** Rules about what MINIMUM has no place for: the buyer's address, the VAT breakdown, the sums that lead to the total. */
const aboutMore = ["BR-10", "BR-11", "BR-12", "BR-CO-13", "BR-CO-14", "BR-CO-16", "BR-CO-18"];

const leftOut: Readonly<Record<FacturXProfile, ReadonlySet<string>>> = {
  minimum: new Set([...aboutLines, ...aboutMore]),
  basicwl: new Set(aboutLines),
  core: new Set(),
  extended: new Set(),
};

/** Whether this rule of EN 16931 says anything about a document of this profile. */
export function applies(rule: string | null, profile: FacturXProfile): boolean {
  return rule === null || !leftOut[profile].has(rule);
}

const agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";
const settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
const sums = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;

/** Every element that MINIMUM knows (Factur-X 1.0, MINIMUM schema); what is around them is known too. */
const minimumLeaves = [
  "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID",
  "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID",
  "ExchangedDocument/ID",
  "ExchangedDocument/TypeCode",
  "ExchangedDocument/IssueDateTime/DateTimeString",
  `${agreement}/BuyerReference`,
  `${agreement}/SellerTradeParty/Name`,
  `${agreement}/SellerTradeParty/SpecifiedLegalOrganization/ID`,
  `${agreement}/SellerTradeParty/PostalTradeAddress/CountryID`,
  `${agreement}/SellerTradeParty/SpecifiedTaxRegistration/ID`,
  `${agreement}/BuyerTradeParty/Name`,
  `${agreement}/BuyerTradeParty/SpecifiedLegalOrganization/ID`,
  `${agreement}/BuyerOrderReferencedDocument/IssuerAssignedID`,
  "SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery",
  `${settlement}/InvoiceCurrencyCode`,
  `${sums}/TaxBasisTotalAmount`,
  `${sums}/TaxTotalAmount`,
  `${sums}/GrandTotalAmount`,
  `${sums}/DuePayableAmount`,
];
const minimumElements = new Set(
  minimumLeaves.flatMap((leaf) => {
    const names = leaf.split("/");
    return names.map((_, depth) => names.slice(0, depth + 1).join("/"));
  }),
);

const outside: Words = {
  fr: "Le profil {profile} n’a pas d’élément {name} ici, retirez-le ou indiquez un profil plus complet (BT-24).",
  en: "The profile {profile} has no element {name} here, remove it or name a fuller profile (BT-24).",
};

/** Holds a document against the structure of its own profile, where this is less than the core's, and more than it. */
export function checkProfile(root: XmlElement, profile: FacturXProfile, report: XmlReport): void {
  if (profile === "minimum") checkMinimum(root, "", report);
  if (profile === "basicwl") {
    const [line] = childrenNamed(
      child(root, "SupplyChainTradeTransaction"),
      "IncludedSupplyChainTradeLineItem",
    );
    if (line) report("FX-STRUCT", line, outside, { profile: "BASIC WL", name: line.name });
  }
  if (profile === "extended") checkGroups(root, report);
}

/** Only the outermost element that does not belong is told. */
function checkMinimum(element: XmlElement, path: string, report: XmlReport): void {
  for (const inner of element.children) {
    const innerPath = path === "" ? inner.name : `${path}/${inner.name}`;
    if (minimumElements.has(innerPath)) checkMinimum(inner, innerPath, report);
    else report("FX-STRUCT", inner, outside, { profile: "MINIMUM", name: inner.name });
  }
}

interface SubLine {
  id: string;
  parent: string;
  status: string;
  amount: XmlElement | undefined;
}

/** BR-FXEXT-08: a line that only groups others (GROUP) says what these say together; mere information does not count. */
function checkGroups(root: XmlElement, report: XmlReport): void {
  const lines = childrenNamed(
    child(root, "SupplyChainTradeTransaction"),
    "IncludedSupplyChainTradeLineItem",
  ).map((element): SubLine => {
    const text = (name: string) =>
      first(element, `AssociatedDocumentLineDocument/${name}`)?.text.trim() ?? "";
    return {
      id: text("LineID"),
      parent: text("ParentLineID"),
      status: text("LineStatusReasonCode"),
      amount: first(
        element,
        "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
      ),
    };
  });
  const below = new Map<string, SubLine[]>();
  for (const line of lines) {
    const siblings = below.get(line.parent);
    if (siblings) siblings.push(line);
    else below.set(line.parent, [line]);
  }
  for (const group of lines) {
    if (group.status !== "GROUP" || !group.amount) continue;
    const stated = decimalOf(group.amount.text.trim());
    const parts = (below.get(group.id) ?? []).filter(({ status }) =>
      /^(?:DETAIL|GROUP)$/.test(status),
    );
    const amounts = parts.map(({ amount }) => decimalOf(amount?.text.trim() ?? ""));
    const sum = amounts.reduce<Big | null>(
      (total, amount) => (total && amount ? total.plus(amount) : null),
      zero,
    );
    const apart = stated && sum?.minus(stated).abs();
    if (apart?.lte(parts.length / 100)) continue;
    report(
      "BR-FXEXT-08",
      group.amount,
      {
        fr: "Ce groupe annonce {found}, mais ses lignes font {expected}.",
        en: "This group states {found}, but its lines make {expected}.",
      },
      { found: group.amount.text.trim(), expected: sum?.toString() ?? "–" },
    );
  }
}
