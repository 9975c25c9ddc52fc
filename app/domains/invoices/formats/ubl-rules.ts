import { decimalOf, fractionDigits, roundToCents, zero } from "./decimal-text.ts";
import { allowanceCharges } from "./ubl-terms.ts";
import { occursOnce, type Words, type XmlReport } from "./xml-findings.ts";
import { child, childrenNamed, select, walk, type XmlElement } from "./xml-tree.ts";

/** What may occur at most once in the whole document, though the UBL schema lets it repeat (CEN UBL-SR). */
const onceInDocument: readonly (readonly [rule: string, path: string])[] = [
  ["UBL-SR-01", "ContractDocumentReference/ID"],
  ["UBL-SR-02", "ReceiptDocumentReference/ID"],
  ["UBL-SR-03", "DespatchDocumentReference/ID"],
  ["UBL-SR-05", "PaymentTerms/Note"],
  ["UBL-SR-08", "InvoicePeriod"],
  ["UBL-SR-09", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"],
  ["UBL-SR-10", "AccountingSupplierParty/Party/PartyName/Name"],
  ["UBL-SR-11", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyID"],
  ["UBL-SR-14", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyLegalForm"],
  ["UBL-SR-15", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"],
  ["UBL-SR-16", "AccountingCustomerParty/Party/PartyIdentification/ID"],
  ["UBL-SR-17", "AccountingCustomerParty/Party/PartyLegalEntity/CompanyID"],
  ["UBL-SR-24", "Delivery"],
  ["UBL-SR-39", "ProjectReference/ID"],
  ["UBL-SR-40", "AccountingCustomerParty/Party/PartyName/Name"],
  ["UBL-SR-45", "PaymentMeans/PaymentDueDate"],
  ["UBL-SR-49", "InvoicePeriod/DescriptionCode"],
  ["UBL-SR-54", "PaymentMeans/CardAccount"],
  ["UBL-SR-55", "PaymentMeans/PaymentMandate"],
  ["UBL-SR-56", "OriginatorDocumentReference/ID"],
];

/** What may occur at most once inside each element at `within`. */
const onceInside: readonly (readonly [rule: string, within: string, path: string])[] = [
  ["UBL-SR-06", "BillingReference", "InvoiceDocumentReference"],
  ["UBL-SR-22", "TaxRepresentativeParty", "PartyName/Name"],
  ["UBL-SR-23", "TaxRepresentativeParty", "PartyTaxScheme/CompanyID"],
  ["UBL-SR-25", "Delivery", "DeliveryParty/PartyName/Name"],
  ["UBL-SR-26", "PaymentMeans", "PaymentID"],
  ["UBL-SR-27", "PaymentMeans", "PaymentMeansCode"],
  ["UBL-SR-28", "PaymentMeans", "PaymentMandate/ID"],
  ["UBL-SR-32", "TaxTotal/TaxSubtotal", "TaxCategory/TaxExemptionReason"],
  ["UBL-SR-33", "AdditionalDocumentReference", "DocumentDescription"],
];

/** The same for each line. */
const onceInLine: readonly (readonly [rule: string, path: string])[] = [
  ["UBL-SR-34", "Note"],
  ["UBL-SR-35", "OrderLineReference/LineID"],
  ["UBL-SR-36", "InvoicePeriod"],
  ["UBL-SR-37", "Price/AllowanceCharge/Amount"],
  ["UBL-SR-50", "Item/Description"],
  ["UBL-SR-52", "DocumentReference"],
];

/**
 * The rules that the UBL binding adds to EN 16931-1 (CEN UBL-SR, UBL-DT and the fatal UBL-CR; EN 16931-3-2), and what
 * the canonical model cannot tell: a second VAT total in one currency (BR-CO-15) and the sums of a further TaxTotal
 * (BR-CO-14). The 700 warnings about elements outside the core (UBL-CR) are not given.
 */
export function checkUblRules(root: XmlElement, report: XmlReport): void {
  const atMostOne = (rule: string, within: XmlElement, path: string) => {
    const second = select(within, path)[1];
    if (second) report(rule, second, occursOnce, { name: second.name });
  };
  for (const [rule, path] of onceInDocument) atMostOne(rule, root, path);
  for (const [rule, within, path] of onceInside) {
    for (const element of select(root, within)) atMostOne(rule, element, path);
  }
  for (const line of root.children) {
    if (line.name === "InvoiceLine" || line.name === "CreditNoteLine") checkLine(line);
  }
  checkTaxSchemes(root, report);
  checkDocumentReferences(root, report);
  checkPayment(root, report);
  checkPayee(root, report);
  checkTaxTotals(root, report);
  walk(root, (element) => checkAnywhere(element, report));

  function checkLine(line: XmlElement): void {
    for (const [rule, path] of onceInLine) atMostOne(rule, line, path);
    if (select(line, "Item/ClassifiedTaxCategory").length !== 1)
      report("UBL-SR-48", child(line, "Item") ?? line, {
        fr: "Donnez à la ligne une catégorie de TVA (ClassifiedTaxCategory), et une seule.",
        en: "Give the line one VAT category (ClassifiedTaxCategory), and only one.",
      });
  }
}

function checkTaxSchemes(root: XmlElement, report: XmlReport): void {
  const count = (party: "AccountingSupplierParty" | "AccountingCustomerParty", vat: boolean) =>
    select(root, `${party}/Party/PartyTaxScheme`).filter((scheme) => {
      const id = child(child(scheme, "TaxScheme"), "ID");
      return id && child(scheme, "CompanyID") && (id.text.toUpperCase() === "VAT") === vat;
    });
  const second = (rule: string, schemes: XmlElement[]) => {
    if (schemes[1]) report(rule, schemes[1], occursOnce, { name: schemes[1].name });
  };
  second("UBL-SR-12", count("AccountingSupplierParty", true));
  second("UBL-SR-13", count("AccountingSupplierParty", false));
  second("UBL-SR-18", count("AccountingCustomerParty", true));
  const third = select(root, "AccountingSupplierParty/Party/PartyTaxScheme")[2];
  if (third)
    report("UBL-SR-42", third, {
      fr: "Le vendeur a au plus deux PartyTaxScheme, sa TVA et un autre identifiant fiscal.",
      en: "The seller has at most two PartyTaxScheme, its VAT and one other tax registration.",
    });
}

function checkDocumentReferences(root: XmlElement, report: XmlReport): void {
  const references = childrenNamed(root, "AdditionalDocumentReference");
  const typed = (reference: XmlElement) => child(reference, "DocumentTypeCode")?.text.trim();
  const objects = references.filter((reference) => typed(reference) === "130");
  if (objects[1]) report("UBL-SR-04", objects[1], occursOnce, { name: objects[1].name });
  for (const reference of references) {
    const type = typed(reference);
    const project = root.name === "CreditNote" && type === "50";
    const plain = type === undefined && child(reference, "ID")?.attributes.schemeID === undefined;
    if (type !== "130" && !project && !plain)
      report("UBL-SR-43", reference, {
        fr: "Seul l’objet facturé (type 130) porte un schéma d’identifiant ou un type, retirez-les ici.",
        en: "Only an invoiced object (type 130) has an identifier scheme or a type, remove them here.",
      });
  }
  for (const object of objects) {
    if (child(object, "Attachment"))
      report("UBL-CR-666", object, {
        fr: "L’objet facturé (type 130) ne porte pas de pièce jointe, mettez-la dans une autre référence.",
        en: "An invoiced object (type 130) carries no attachment, put it in a reference of its own.",
      });
    if (child(object, "DocumentDescription"))
      report("UBL-CR-673", object, {
        fr: "L’objet facturé (type 130) ne porte pas de description, retirez-la.",
        en: "An invoiced object (type 130) carries no description, remove it.",
      });
  }
  for (const reference of childrenNamed(root, "BillingReference")) {
    if (select(reference, "InvoiceDocumentReference/ID").length === 0)
      report("UBL-SR-07", reference, {
        fr: "Donnez le numéro de la facture antérieure (InvoiceDocumentReference/ID).",
        en: "Give the number of the preceding invoice (InvoiceDocumentReference/ID).",
      });
  }
}

function checkPayment(root: XmlElement, report: XmlReport): void {
  const same = (rule: string, name: string, words: Words) => {
    const all: XmlElement[] = [];
    walk(root, (element) => {
      if (element.name === name) all.push(element);
    });
    const different = all.find((element) => element.text !== all[0]!.text);
    if (different) report(rule, different, words);
  };
  same("UBL-SR-44", "PaymentID", {
    fr: "Donnez la même référence de paiement (PaymentID) à tous les moyens de paiement.",
    en: "Give all payment means the same payment reference (PaymentID).",
  });
  same("UBL-SR-47", "PaymentMeansCode", {
    fr: "Donnez le même code (PaymentMeansCode) à tous les moyens de paiement.",
    en: "Give all payment means the same code (PaymentMeansCode).",
  });
  const named = select(root, "PaymentMeans/PaymentMeansCode").filter(
    (code) => code.attributes.name !== undefined,
  );
  if (named[1]) report("UBL-SR-46", named[1], occursOnce, { name: "@name" });

  const creditorIds: XmlElement[] = [];
  walk(root, (element) => {
    const isPartyId = element.name === "ID" && element.parent?.name === "PartyIdentification";
    if (isPartyId && element.attributes.schemeID?.toUpperCase() === "SEPA")
      creditorIds.push(element);
  });
  if (creditorIds[1]) report("UBL-SR-29", creditorIds[1], occursOnce, { name: "ID (SEPA)" });
}

/** UBL-SR-19 to 21: a payee is someone other than the seller, named occursOnce, with one identifier of each kind. */
function checkPayee(root: XmlElement, report: XmlReport): void {
  const payee = child(root, "PayeeParty");
  if (!payee) return;
  const names = select(payee, "PartyName/Name");
  const sellers = select(root, "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName");
  const spellings = new Set([...names, ...sellers].map(({ text }) => text));
  const other = names.length > 0 && sellers.length > 0 && spellings.size > 1;
  const ids = select(payee, "PartyIdentification/ID").filter((id) => {
    const scheme = id.attributes.schemeID;
    return scheme !== undefined && scheme.toUpperCase() !== "SEPA";
  });
  const words: Words = {
    fr: "Nommez une fois le bénéficiaire, autre que le vendeur, avec un identifiant de chaque sorte au plus.",
    en: "Name the payee occursOnce, other than the seller, with at most one identifier of each kind.",
  };
  if (names.length > 1 || !other) report("UBL-SR-19", payee, words);
  if (ids.length > 1 || !other) report("UBL-SR-20", payee, words);
  if (select(payee, "PartyLegalEntity/CompanyID").length > 1 || !other)
    report("UBL-SR-21", payee, words);
}

function checkTaxTotals(root: XmlElement, report: XmlReport): void {
  const currency = child(root, "DocumentCurrencyCode")?.text.trim();
  const totals = childrenNamed(root, "TaxTotal");
  const own = totals.filter(
    (total) => child(total, "TaxAmount")?.attributes.currencyID === currency,
  );
  if (currency !== undefined && own[1])
    report("BR-CO-15", own[1], {
      fr: "Donnez un seul total de TVA (BT-110) dans la devise de la facture.",
      en: "Give a single total VAT (BT-110) in the invoice currency.",
    });
  for (const total of totals) {
    const subtotals = childrenNamed(total, "TaxSubtotal");
    // The first total in the document's currency is the model's own (BT-110): the model rule compares it.
    if (total === own[0] || subtotals.length === 0) continue;
    let sum = zero;
    for (const subtotal of subtotals)
      sum = sum.plus(decimalOf(child(subtotal, "TaxAmount")?.text.trim()) ?? zero);
    const amount = decimalOf(child(total, "TaxAmount")?.text.trim());
    if (!amount?.eq(roundToCents(sum)))
      report("BR-CO-14", total, {
        fr: "Ce total de TVA diffère de la somme de sa ventilation, corrigez l’un ou l’autre.",
        en: "This total VAT differs from the sum of its breakdown, correct one or the other.",
      });
  }
}

/** Rules about elements wherever they stand. */
function checkAnywhere(element: XmlElement, report: XmlReport): void {
  const { name } = element;
  if (name.endsWith("Amount")) {
    const price = name.endsWith("PriceAmount") || element.parent?.parent?.name === "Price";
    if (!price && fractionDigits(element.text.trim()) > 2)
      report("UBL-DT-01", element, {
        fr: "Écrivez les montants avec deux décimales au plus.",
        en: "Write amounts with at most two decimals.",
      });
  } else if (name.endsWith("BinaryObject")) {
    if (element.attributes.mimeCode === undefined)
      report("UBL-DT-06", element, {
        fr: "Indiquez le type du fichier joint (mimeCode).",
        en: "Give the type of the attached file (mimeCode).",
      });
    if (element.attributes.filename === undefined)
      report("UBL-DT-07", element, {
        fr: "Indiquez le nom du fichier joint (filename).",
        en: "Give the name of the attached file (filename).",
      });
  } else if (name === "PartyTaxScheme") {
    if (select(element, "TaxScheme/ID").length === 0 || !child(element, "CompanyID"))
      report("UBL-SR-53", element, {
        fr: "Donnez le numéro fiscal (CompanyID) et son régime (TaxScheme/ID), ou retirez les deux.",
        en: "Give the tax number (CompanyID) and its scheme (TaxScheme/ID), or remove both.",
      });
  } else if (name === "PostalAddress" || name === "Address") {
    const second = childrenNamed(element, "AddressLine")[1];
    if (second) report("UBL-SR-51", second, occursOnce, { name: second.name });
  }
  if (element.children.some((below) => below.name === "AllowanceCharge")) {
    for (const [rule, charges] of [
      ["UBL-SR-30", false],
      ["UBL-SR-31", true],
    ] as const) {
      for (const it of allowanceCharges(element, charges)) {
        const second = childrenNamed(it, "AllowanceChargeReason")[1];
        if (second) report(rule, second, occursOnce, { name: second.name });
      }
    }
  }
}
