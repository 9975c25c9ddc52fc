import type { Attachment, PaymentMeans } from "../model.ts";
import { type Draft, emptyDraft, type InvoiceDraft } from "./draft.ts";
import { readDocumentAllowanceCharges, readTotals, readVatBreakdown } from "./read-ubl-figures.ts";
import { readLine } from "./read-ubl-line.ts";
import { partyIds, readAddress, readParty, readPayee, readTaxId } from "./read-ubl-parties.ts";
import { isCreditNoteRoot, readDay, readPeriod } from "./ubl-terms.ts";
import { first, type Places, XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

/** Terms that are one text at one path. */
const plainTerms = [
  ["number", "ID"],
  ["currency", "DocumentCurrencyCode"],
  ["vatCurrency", "TaxCurrencyCode"],
  ["taxPointCode", "InvoicePeriod/DescriptionCode"],
  ["buyerReference", "BuyerReference"],
  ["projectReference", "ProjectReference/ID"],
  ["contractReference", "ContractDocumentReference/ID"],
  ["orderReference", "OrderReference/ID"],
  ["salesOrderReference", "OrderReference/SalesOrderID"],
  ["receivingAdviceReference", "ReceiptDocumentReference/ID"],
  ["despatchAdviceReference", "DespatchDocumentReference/ID"],
  ["tenderReference", "OriginatorDocumentReference/ID"],
  ["buyerAccountingReference", "AccountingCost"],
  ["paymentTerms", "PaymentTerms/Note"],
  ["processId", "ProfileID"],
  ["specificationId", "CustomizationID"],
] as const;

/**
 * Reads a UBL 2.1 Invoice or CreditNote into the canonical model (EN 16931-3-2, the UBL binding), and remembers where
 * each term stood. Reads what is there and judges nothing: absent stays absent, empty stays "".
 */
export function readUbl(root: XmlElement): { draft: InvoiceDraft; places: Places } {
  const source = new XmlSource(root);
  const draft = emptyDraft();
  const creditNote = isCreditNoteRoot(root);
  for (const [term, path] of plainTerms) draft[term] = source.text(root, path, `/${term}`);
  draft.typeCode = source.text(
    root,
    creditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode",
    "/typeCode",
  );
  draft.issueDate = readDay(source, root, "IssueDate", "/issueDate");
  draft.taxPointDate = readDay(source, root, "TaxPointDate", "/taxPointDate");
  // A CreditNote has no DueDate of its own: it stands with the payment means.
  draft.dueDate =
    readDay(source, root, "DueDate", "/dueDate") ??
    readDay(source, root, "PaymentMeans/PaymentDueDate", "/dueDate");
  draft.notes = source.each(root, "Note", "/notes", (note) => noteOf(note.text.trim()));
  draft.precedingInvoices = source.each(
    root,
    "BillingReference",
    "/precedingInvoices",
    (reference, at) => ({
      number: source.text(reference, "InvoiceDocumentReference/ID", `${at}/number`),
      issueDate: readDay(
        source,
        reference,
        "InvoiceDocumentReference/IssueDate",
        `${at}/issueDate`,
      ),
    }),
  );
  draft.seller = readParty(
    source,
    child(child(root, "AccountingSupplierParty"), "Party"),
    "/seller",
  );
  draft.buyer = readParty(source, child(child(root, "AccountingCustomerParty"), "Party"), "/buyer");
  draft.customerNumber = draft.buyer.identifiers[0]?.id || undefined;
  draft.payee = readPayee(source);
  draft.taxRepresentative = source.group(
    root,
    "TaxRepresentativeParty",
    "/taxRepresentative",
    (party, at) => ({
      name: source.text(party, "PartyName/Name", `${at}/name`),
      vatId: readTaxId(source, party, true, `${at}/vatId`),
      address: readAddress(source, party, "PostalAddress", `${at}/address`),
    }),
  );
  draft.delivery = source.group(root, "Delivery", "/delivery", (delivery, at) => ({
    name: source.text(delivery, "DeliveryParty/PartyName/Name", `${at}/name`),
    locationId: source.identifier(delivery, "DeliveryLocation/ID", `${at}/locationId`),
    date: readDay(source, delivery, "ActualDeliveryDate", `${at}/date`),
    address: readAddress(source, delivery, "DeliveryLocation/Address", `${at}/address`),
  }));
  draft.period = readPeriod(source, root, "/period");
  draft.paymentMeans = source.each(root, "PaymentMeans", "/paymentMeans", (means, at) =>
    readPaymentMeans(source, means, at),
  );
  readCreditorId(source, draft.paymentMeans);
  draft.allowances = readDocumentAllowanceCharges(source, false, "/allowances");
  draft.charges = readDocumentAllowanceCharges(source, true, "/charges");
  draft.totals = readTotals(source, draft);
  draft.vatBreakdown = readVatBreakdown(source, draft);
  readDocumentReferences(source, draft);
  draft.lines = source.each(
    root,
    creditNote ? "CreditNoteLine" : "InvoiceLine",
    "/lines",
    (line, at) => readLine(source, line, at),
  );
  return { draft, places: source.places };
}

function readPaymentMeans(source: XmlSource, means: XmlElement, at: string): Draft<PaymentMeans> {
  const account = child(means, "PayeeFinancialAccount");
  const code = child(means, "PaymentMeansCode");
  return {
    code: source.text(means, "PaymentMeansCode", `${at}/code`),
    text: code?.attributes.name,
    reference: source.text(means, "PaymentID", `${at}/reference`),
    // An account without its number reads as "": BR-50.
    iban: source.text(account, "ID", `${at}/iban`) ?? (account ? "" : undefined),
    accountName: source.text(account, "Name", `${at}/accountName`),
    bic: source.text(account, "FinancialInstitutionBranch/ID", `${at}/bic`),
    cardNumber: source.text(means, "CardAccount/PrimaryAccountNumberID", `${at}/cardNumber`),
    cardHolder: source.text(means, "CardAccount/HolderName", `${at}/cardHolder`),
    mandateReference: source.text(means, "PaymentMandate/ID", `${at}/mandateReference`),
    debitedIban: source.text(means, "PaymentMandate/PayerFinancialAccount/ID", `${at}/debitedIban`),
  };
}

/** BT-90 stands with the payee, or else the seller, as an identifier of scheme SEPA. */
function readCreditorId(source: XmlSource, means: Draft<PaymentMeans>[]): void {
  const parties = [
    child(source.root, "PayeeParty"),
    first(source.root, "AccountingSupplierParty/Party"),
  ];
  const id = parties.flatMap((party) => (party ? partyIds(party, true) : []))[0];
  const debit = means.findIndex(
    (it) => it.mandateReference !== undefined || it.debitedIban !== undefined,
  );
  const at = debit >= 0 ? debit : 0;
  if (!id || !means[at]) return;
  means[at].creditorId = id.text.trim();
  source.places.set(`/paymentMeans/${at}/creditorId`, id);
}

/** AdditionalDocumentReference holds three things, told apart by type code: BT-18 (130), BT-11 of a CreditNote (50), BG-24. */
function readDocumentReferences(source: XmlSource, draft: InvoiceDraft): void {
  const attachments: XmlElement[] = [];
  for (const reference of childrenNamed(source.root, "AdditionalDocumentReference")) {
    const type = child(reference, "DocumentTypeCode")?.text.trim();
    if (type === "130") {
      draft.invoicedObject ??= source.identifier(reference, "ID", "/invoicedObject") ?? { id: "" };
    } else if (type === "50" && isCreditNoteRoot(source.root)) {
      draft.projectReference ??= source.text(reference, "ID", "/projectReference");
    } else attachments.push(reference);
  }
  draft.attachments = source.list(
    attachments,
    "/attachments",
    (reference, at): Draft<Attachment> => {
      const file = first(reference, "Attachment/EmbeddedDocumentBinaryObject");
      if (file) source.places.set(`${at}/content`, file);
      return {
        id: source.text(reference, "ID", `${at}/id`),
        description: source.text(reference, "DocumentDescription", `${at}/description`),
        url: source.text(reference, "Attachment/ExternalReference/URI", `${at}/url`),
        content: file?.text.replace(/\s+/g, ""),
        mediaType: file?.attributes.mimeCode,
        fileName: file?.attributes.filename,
      };
    },
  );
}

/** BT-21 stands before the text, between number signs: "#AAB#Pas d’escompte". */
function noteOf(text: string): { text: string; subjectCode?: string } {
  const [, subjectCode, rest] = /^#([A-Z0-9]{3})#([\s\S]*)$/.exec(text) ?? [];
  return subjectCode ? { text: rest!.trim(), subjectCode } : { text };
}
