import type { Attachment, Note, PaymentMeans } from "../model.ts";
import { readAddress, readDay, readObject, readPeriod, referencesOfType } from "./cii-terms.ts";
import { type Draft, emptyDraft, type InvoiceDraft } from "./draft.ts";
import { profileOf } from "./facturx-profile.ts";
import { readDocumentAllowanceCharges, readTotals, readVatBreakdown } from "./read-cii-figures.ts";
import { readLine } from "./read-cii-line.ts";
import { firstIdentifier, readParty, readPayee, readTaxId } from "./read-cii-parties.ts";
import { first, type Places, XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

const transaction = "SupplyChainTradeTransaction";
const agreement = `${transaction}/ApplicableHeaderTradeAgreement`;
const delivery = `${transaction}/ApplicableHeaderTradeDelivery`;
const settlement = `${transaction}/ApplicableHeaderTradeSettlement`;

/** Terms that are one text at one path. */
const plainTerms = [
  ["number", "ExchangedDocument/ID"],
  ["typeCode", "ExchangedDocument/TypeCode"],
  ["currency", `${settlement}/InvoiceCurrencyCode`],
  ["vatCurrency", `${settlement}/TaxCurrencyCode`],
  ["buyerReference", `${agreement}/BuyerReference`],
  ["projectReference", `${agreement}/SpecifiedProcuringProject/ID`],
  ["contractReference", `${agreement}/ContractReferencedDocument/IssuerAssignedID`],
  ["orderReference", `${agreement}/BuyerOrderReferencedDocument/IssuerAssignedID`],
  ["salesOrderReference", `${agreement}/SellerOrderReferencedDocument/IssuerAssignedID`],
  ["receivingAdviceReference", `${delivery}/ReceivingAdviceReferencedDocument/IssuerAssignedID`],
  ["despatchAdviceReference", `${delivery}/DespatchAdviceReferencedDocument/IssuerAssignedID`],
  ["buyerAccountingReference", `${settlement}/ReceivableSpecifiedTradeAccountingAccount/ID`],
  ["paymentTerms", `${settlement}/SpecifiedTradePaymentTerms/Description`],
  ["processId", "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID"],
  ["specificationId", "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"],
] as const;

/**
 * Reads a Cross Industry Invoice into the canonical model (EN 16931-3-3, the CII binding), and remembers where each term
 * stood. Reads what is there and judges nothing: absent stays absent, empty stays "".
 */
export function readCii(root: XmlElement): { draft: InvoiceDraft; places: Places } {
  const source = new XmlSource(root);
  const draft = emptyDraft();
  const header = first(root, agreement);
  const settled = first(root, settlement);
  for (const [term, path] of plainTerms) draft[term] = source.text(root, path, `/${term}`);
  draft.issueDate = readDay(source, root, "ExchangedDocument/IssueDateTime", "/issueDate");
  draft.dueDate = readDay(
    source,
    settled,
    "SpecifiedTradePaymentTerms/DueDateDateTime",
    "/dueDate",
  );
  draft.taxPointDate = readDay(source, settled, "ApplicableTradeTax/TaxPointDate", "/taxPointDate");
  draft.taxPointCode = taxPointCodeOf(
    source.text(settled, "ApplicableTradeTax/DueDateTypeCode", "/taxPointCode"),
  );
  draft.notes = source.each(
    root,
    "ExchangedDocument/IncludedNote",
    "/notes",
    (note, at): Draft<Note> => {
      const subjectCode = source.text(note, "SubjectCode", `${at}/subjectCode`);
      const text = source.text(note, "Content", `${at}/text`) ?? "";
      return subjectCode ? { text, subjectCode } : { text };
    },
  );
  draft.precedingInvoices = source.each(
    settled,
    "InvoiceReferencedDocument",
    "/precedingInvoices",
    (reference, at) => ({
      number: source.text(reference, "IssuerAssignedID", `${at}/number`),
      issueDate: readDay(source, reference, "FormattedIssueDateTime", `${at}/issueDate`),
    }),
  );
  draft.seller = readParty(source, child(header, "SellerTradeParty"), "/seller");
  draft.buyer = readParty(source, child(header, "BuyerTradeParty"), "/buyer");
  draft.customerNumber = draft.buyer.identifiers[0]?.id || undefined;
  draft.payee = readPayee(source, settled);
  draft.taxRepresentative = source.group(
    header,
    "SellerTaxRepresentativeTradeParty",
    "/taxRepresentative",
    (party, at) => ({
      name: source.text(party, "Name", `${at}/name`),
      vatId: readTaxId(source, party, "VA", `${at}/vatId`),
      address: readAddress(source, party, `${at}/address`),
    }),
  );
  draft.delivery = readDelivery(source, first(root, delivery));
  draft.period = readPeriod(source, settled, "/period");
  draft.paymentMeans = source.each(
    settled,
    "SpecifiedTradeSettlementPaymentMeans",
    "/paymentMeans",
    (means, at) => readPaymentMeans(source, means, at),
  );
  readSharedPaymentTerms(source, settled, draft.paymentMeans);
  draft.allowances = readDocumentAllowanceCharges(source, settled, false, "/allowances");
  draft.charges = readDocumentAllowanceCharges(source, settled, true, "/charges");
  draft.totals = readTotals(source, settled, draft);
  draft.vatBreakdown = readVatBreakdown(source, settled);
  readReferences(source, header, draft);
  const extended = profileOf(draft.specificationId) === "extended";
  draft.lines = source.list(
    childrenNamed(child(root, transaction), "IncludedSupplyChainTradeLineItem").filter(
      (line) => !(extended && isSubtotal(line)),
    ),
    "/lines",
    (line, at) => readLine(source, line, at),
  );
  return { draft, places: source.places };
}

/** Extended profiles have lines that repeat what others charge: the heading of a group, the parts of a set. */
function isSubtotal(line: XmlElement): boolean {
  const status = first(line, "AssociatedDocumentLineDocument/LineStatusReasonCode");
  return /^\s*(?:GROUP|INFORMATION)\s*$/.test(status?.text ?? "");
}

/** Whether an element stands in such a line. */
export function insideSubtotal(element: XmlElement): boolean {
  for (let it: XmlElement | null = element; it; it = it.parent) {
    if (it.name === "IncludedSupplyChainTradeLineItem") return isSubtotal(it);
  }
  return false;
}

/** BT-8: CII says it by UNTDID 2475, the model by UNTDID 2005. */
function taxPointCodeOf(code: string | undefined): string | undefined {
  const from2475: Readonly<Record<string, string>> = { "5": "3", "29": "35", "72": "432" };
  return code === undefined ? undefined : (from2475[code] ?? code);
}

/** BG-13, if the element (which the schema demands) holds anything of it. */
function readDelivery(source: XmlSource, element: XmlElement | undefined) {
  const shipTo = child(element, "ShipToTradeParty");
  const date = readDay(
    source,
    element,
    "ActualDeliverySupplyChainEvent/OccurrenceDateTime",
    "/delivery/date",
  );
  if (!element || (!shipTo && date === undefined)) return undefined;
  source.places.set("/delivery", shipTo ?? element);
  return {
    name: source.text(shipTo, "Name", "/delivery/name"),
    locationId: firstIdentifier(source, shipTo, "/delivery/locationId"),
    date,
    address: readAddress(source, shipTo, "/delivery/address"),
  };
}

function readPaymentMeans(source: XmlSource, means: XmlElement, at: string): Draft<PaymentMeans> {
  const account = child(means, "PayeePartyCreditorFinancialAccount");
  const card = child(means, "ApplicableTradeSettlementFinancialCard");
  return {
    code: source.text(means, "TypeCode", `${at}/code`),
    text: source.text(means, "Information", `${at}/text`),
    // An account without its number reads as "": BR-50.
    iban:
      source.text(account, "IBANID", `${at}/iban`) ??
      source.text(account, "ProprietaryID", `${at}/iban`) ??
      (account ? "" : undefined),
    accountName: source.text(account, "AccountName", `${at}/accountName`),
    bic: source.text(means, "PayeeSpecifiedCreditorFinancialInstitution/BICID", `${at}/bic`),
    cardNumber: source.text(card, "ID", `${at}/cardNumber`),
    cardHolder: source.text(card, "CardholderName", `${at}/cardHolder`),
    debitedIban: source.text(means, "PayerPartyDebtorFinancialAccount/IBANID", `${at}/debitedIban`),
  };
}

/** CII has one place each for BT-83, which all means share, and BT-89 and BT-90, which belong to the direct debit. */
function readSharedPaymentTerms(
  source: XmlSource,
  settled: XmlElement | undefined,
  means: Draft<PaymentMeans>[],
): void {
  means.forEach((it, index) => {
    it.reference = source.text(settled, "PaymentReference", `/paymentMeans/${index}/reference`);
  });
  const debit = means.findIndex(
    (it) => it.debitedIban !== undefined || it.code === "49" || it.code === "59",
  );
  const at = debit >= 0 ? debit : 0;
  if (!means[at]) return;
  means[at].creditorId = source.text(
    settled,
    "CreditorReferenceID",
    `/paymentMeans/${at}/creditorId`,
  );
  means[at].mandateReference = source.text(
    settled,
    "SpecifiedTradePaymentTerms/DirectDebitMandateID",
    `/paymentMeans/${at}/mandateReference`,
  );
}

/** AdditionalReferencedDocument holds three things, told apart by type: BT-17 (50), BT-18 (130), BG-24 (916). */
function readReferences(
  source: XmlSource,
  header: XmlElement | undefined,
  draft: InvoiceDraft,
): void {
  const [tender] = referencesOfType(header, "50");
  draft.tenderReference = source.text(tender, "IssuerAssignedID", "/tenderReference");
  draft.invoicedObject = readObject(source, referencesOfType(header, "130")[0], "/invoicedObject");
  const attachments = childrenNamed(header, "AdditionalReferencedDocument").filter(
    (it) => !/^\s*(?:50|130)\s*$/.test(child(it, "TypeCode")?.text ?? ""),
  );
  draft.attachments = source.list(
    attachments,
    "/attachments",
    (reference, at): Draft<Attachment> => {
      const file = child(reference, "AttachmentBinaryObject");
      if (file) source.places.set(`${at}/content`, file);
      return {
        id: source.text(reference, "IssuerAssignedID", `${at}/id`),
        description: source.text(reference, "Name", `${at}/description`),
        url: source.text(reference, "URIID", `${at}/url`),
        content: file?.text.replace(/\s+/g, ""),
        mediaType: file?.attributes.mimeCode,
        fileName: file?.attributes.filename,
      };
    },
  );
}
