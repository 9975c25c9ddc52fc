import {
  agreement,
  atMostOne,
  exactlyOne,
  line,
  referenceParts,
  settlement,
  unusedAt,
  unusedAttributes,
  unusedChildren,
} from "./cii-restrictions.ts";
import { referencesOfType } from "./cii-terms.ts";
import { occursOnce, type Words, type XmlReport } from "./xml-findings.ts";
import { first } from "./xml-source.ts";
import { child, childrenNamed, select, walk, type XmlElement } from "./xml-tree.ts";

const needed: Words = {
  fr: "Il faut ici un élément {name}, et un seul.",
  en: "One element {name} is needed here, and only one.",
};
const unwanted: Words = {
  fr: "EN 16931 n’emploie pas {name} ici, retirez-le.",
  en: "EN 16931 does not use {name} here, remove it.",
};

/**
 * The fatal rules that the CII binding adds to EN 16931-1 (CEN CII-SR and CII-DT; EN 16931-3-3), and what the canonical
 * model cannot tell: a second VAT total (BR-CO-15), references and payees that the model reads into one term.
 */
export function checkCiiRules(root: XmlElement, report: XmlReport): void {
  for (const [rule, within, path] of exactlyOne) {
    for (const element of select(root, within)) {
      const found = select(element, path);
      if (found.length !== 1) report(rule, found[1] ?? element, needed, { name: lastOf(path) });
    }
  }
  for (const [rule, within, path] of atMostOne) {
    for (const element of select(root, within)) {
      const second = select(element, path)[1];
      if (second) report(rule, second, occursOnce, { name: second.name });
    }
  }
  for (const [path, attributes] of unusedAt) {
    for (const element of select(root, path)) checkAttributes(element, attributes, report);
  }
  checkAttributes(root, { languageID: "CII-DT-013", languageLocaleID: "CII-DT-014" }, report);
  checkPayment(root, report);
  checkVat(root, report);
  checkObjects(root, report);
  checkPayee(root, report);
  walk(root, (element) => checkAnywhere(element, report));
}

const lastOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

function checkAttributes(
  element: XmlElement,
  unused: Readonly<Record<string, string>>,
  report: XmlReport,
): void {
  for (const name in element.attributes) {
    if (Object.hasOwn(unused, name)) report(unused[name]!, element, unwanted, { name: `@${name}` });
  }
}

function checkPayment(root: XmlElement, report: XmlReport): void {
  const means = select(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`);
  const same = (rule: string, name: string) => {
    const all = means.flatMap((it) => childrenNamed(it, name));
    const different = all.find((it) => spaced(it.text) !== spaced(all[0]!.text));
    if (different)
      report(
        rule,
        different,
        {
          fr: "Donnez la même valeur ({name}) à tous les moyens de paiement.",
          en: "Give all payment means the same value ({name}).",
        },
        { name },
      );
  };
  same("CII-SR-467", "TypeCode");
  same("CII-SR-468", "Information");
  for (const it of means) {
    const account = child(it, "PayeePartyCreditorFinancialAccount");
    const known = child(account, "IBANID") ?? child(account, "ProprietaryID");
    if (/^(?:30|58)$/.test(child(it, "TypeCode")?.text.trim() ?? "") && !known)
      report("CII-SR-470", it, {
        fr: "Indiquez le compte à créditer (IBANID ou ProprietaryID), car le paiement se fait par virement.",
        en: "Give the account to be credited (IBANID or ProprietaryID), since payment is by transfer.",
      });
  }
}

const spaced = (text: string) => text.trim().replace(/\s+/g, " ");

function checkVat(root: XmlElement, report: XmlReport): void {
  const codes: XmlElement[] = [];
  walk(root, (element) => {
    if (element.name === "DueDateTypeCode" && element.parent?.name === "ApplicableTradeTax")
      codes.push(element);
  });
  const different = codes.find(({ text }) => text !== codes[0]!.text);
  if (different)
    report("CII-SR-462", different, {
      fr: "Donnez le même code d’exigibilité (BT-8) à toute la ventilation de la TVA.",
      en: "Give the whole VAT breakdown the same VAT point code (BT-8).",
    });
  const currency = first(root, `${settlement}/InvoiceCurrencyCode`);
  const accounting = first(root, `${settlement}/TaxCurrencyCode`);
  if (accounting && accounting.text.trim() === currency?.text.trim())
    report("BR-53", accounting, {
      fr: "La devise de comptabilisation (BT-6) est celle de la facture, retirez-la.",
      en: "The accounting currency (BT-6) is the invoice’s own, remove it.",
    });
  const sums = first(root, `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`);
  const own = childrenNamed(sums, "TaxTotalAmount").filter(
    (total) => total.attributes.currencyID?.trim() === currency?.text.trim(),
  );
  const untaxed =
    child(sums, "GrandTotalAmount")?.text.trim() ===
    child(sums, "TaxBasisTotalAmount")?.text.trim();
  if (currency && own[1] && !untaxed)
    report("BR-CO-15", own[1], {
      fr: "Donnez un seul total de TVA (BT-110) dans la devise de la facture.",
      en: "Give a single total VAT (BT-110) in the invoice currency.",
    });
}

/** BR-52 counts every reference, those of lines and of invoiced objects too. */
function checkObjects(root: XmlElement, report: XmlReport): void {
  const lines = select(root, `${line}/SpecifiedLineTradeSettlement`);
  const headers = referencesOfType(first(root, agreement), "130");
  for (const reference of [...headers, ...lines.flatMap((it) => referencesOfType(it, "130"))]) {
    if (!child(reference, "IssuerAssignedID")?.text.trim())
      report("BR-52", reference, {
        fr: "Indiquez l’identifiant de l’objet facturé (IssuerAssignedID).",
        en: "Give the identifier of the invoiced object (IssuerAssignedID).",
      });
  }
}

/** BR-17: a payee is named only when it is someone other than the seller. */
function checkPayee(root: XmlElement, report: XmlReport): void {
  const payee = first(root, `${settlement}/PayeeTradeParty`);
  const seller = first(root, `${agreement}/SellerTradeParty`);
  if (!payee || !seller) return;
  const shared = ["Name", "ID", "SpecifiedLegalOrganization/ID"].some((path) => {
    const own = new Set(select(seller, path).map(({ text }) => text));
    return select(payee, path).some(({ text }) => own.has(text));
  });
  if (shared)
    report("BR-17", payee, {
      fr: "Nommez le bénéficiaire du paiement (BT-59), ou retirez-le s’il est le vendeur.",
      en: "Name the payee (BT-59), or leave it out when it is the seller.",
    });
}

/** Rules about elements wherever they stand. */
function checkAnywhere(element: XmlElement, report: XmlReport): void {
  const { name } = element;
  for (const [pattern, attributes] of unusedAttributes)
    if (pattern.test(name)) checkAttributes(element, attributes, report);
  for (const [pattern, children] of unusedChildren) {
    if (!pattern.test(name)) continue;
    for (const below of element.children) {
      const rule = Object.hasOwn(children, below.name) ? children[below.name] : undefined;
      if (rule) report(rule, below, unwanted, { name: below.name });
    }
  }
  if (name.endsWith("ReferencedDocument")) checkReference(element, report);
  else if (name === "SpecifiedTradeAllowanceCharge") checkAllowanceCharge(element, report);
  else if (name === "AppliedTradeAllowanceCharge") {
    const second = childrenNamed(element, "ActualAmount")[1];
    if (second && element.parent?.name === "GrossPriceProductTradePrice")
      report("CII-SR-440", second, occursOnce, { name: second.name });
  } else if (name === "BillingSpecifiedPeriod") {
    for (const [rule, path] of [
      ["CII-DT-068", "StartDateTime/DateTime"],
      ["CII-DT-072", "EndDateTime/DateTime"],
    ] as const) {
      const found = first(element, path);
      if (found) report(rule, found, unwanted, { name: found.name });
    }
  } else if (name.endsWith("TradeTax")) {
    const type = child(element, "TypeCode");
    if (type && type.text.trim() !== "VAT")
      report("CII-DT-037", type, {
        fr: "Écrivez VAT, EN 16931 ne connaît pas d’autre taxe.",
        en: "Write VAT, EN 16931 knows no other tax.",
      });
  }
}

function checkReference(element: XmlElement, report: XmlReport): void {
  const type = child(element, "TypeCode");
  const additional = element.name === "AdditionalReferencedDocument";
  const code = additional ? type?.text.trim() : undefined;
  if (type && !/^(?:50|130|916)$/.test(code ?? ""))
    report("CII-DT-018", type, {
      fr: "Le type d’un document référencé est 50, 130 ou 916, et seulement dans AdditionalReferencedDocument.",
      en: "The type of a referenced document is 50, 130 or 916, and only in AdditionalReferencedDocument.",
    });
  for (const [rule, name, only] of referenceParts) {
    const part = child(element, name);
    if (part && code !== only) report(rule, part, unwanted, { name });
  }
  const date = child(element, "FormattedIssueDateTime");
  if (date && element.name !== "InvoiceReferencedDocument")
    report("CII-DT-027", date, unwanted, { name: date.name });
}

function checkAllowanceCharge(element: XmlElement, report: XmlReport): void {
  if (!child(element, "ChargeIndicator"))
    report("CII-SR-463", element, needed, { name: "ChargeIndicator" });
  for (const [rule, name] of [
    ["CII-SR-471", "RateApplicablePercent"],
    ["CII-SR-472", "CategoryTradeTax"],
    ["CII-SR-473", "ActualAmount"],
  ] as const) {
    const second = childrenNamed(element, name)[1];
    if (second) report(rule, second, occursOnce, { name });
  }
}
