import type {
  AllowanceCharge,
  Attachment,
  DocumentAllowanceCharge,
  Identifier,
  Line,
  Party,
  PaymentMeans,
  VatBreakdown,
} from "../model.ts";
import { type Draft, emptyDraft, type InvoiceDraft } from "./draft.ts";
import { dayOf } from "./ubl-schema.ts";
import { child, childrenNamed, select, type XmlElement } from "./xml-tree.ts";

/** JSON Pointer into the canonical model → the element it was read from. */
export type Places = ReadonlyMap<string, XmlElement>;

/**
 * Reads a UBL 2.1 Invoice or CreditNote into the canonical model (EN 16931-3-2, the UBL binding), and remembers where
 * each term stood. Reads what is there and judges nothing: absent stays absent, empty stays "".
 */
export function readUbl(root: XmlElement): { draft: InvoiceDraft; places: Places } {
  const reader = new UblReader(root);
  return { draft: reader.read(), places: reader.places };
}

class UblReader {
  readonly places = new Map<string, XmlElement>();
  private readonly creditNote: boolean;

  constructor(private readonly root: XmlElement) {
    this.creditNote = root.name === "CreditNote";
  }

  read(): InvoiceDraft {
    const { root } = this;
    const draft = emptyDraft();
    this.places.set("", root);
    draft.number = this.text(root, "ID", "/number");
    draft.issueDate = this.day(root, "IssueDate", "/issueDate");
    draft.typeCode = this.text(
      root,
      this.creditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode",
      "/typeCode",
    );
    draft.currency = this.text(root, "DocumentCurrencyCode", "/currency");
    draft.vatCurrency = this.text(root, "TaxCurrencyCode", "/vatCurrency");
    draft.taxPointDate = this.day(root, "TaxPointDate", "/taxPointDate");
    draft.taxPointCode = this.text(root, "InvoicePeriod/DescriptionCode", "/taxPointCode");
    // A CreditNote has no DueDate of its own: it stands with the payment means.
    draft.dueDate =
      this.day(root, "DueDate", "/dueDate") ??
      this.day(root, "PaymentMeans/PaymentDueDate", "/dueDate");
    draft.buyerReference = this.text(root, "BuyerReference", "/buyerReference");
    draft.contractReference = this.text(root, "ContractDocumentReference/ID", "/contractReference");
    draft.orderReference = this.text(root, "OrderReference/ID", "/orderReference");
    draft.salesOrderReference = this.text(
      root,
      "OrderReference/SalesOrderID",
      "/salesOrderReference",
    );
    draft.receivingAdviceReference = this.text(
      root,
      "ReceiptDocumentReference/ID",
      "/receivingAdviceReference",
    );
    draft.despatchAdviceReference = this.text(
      root,
      "DespatchDocumentReference/ID",
      "/despatchAdviceReference",
    );
    draft.tenderReference = this.text(root, "OriginatorDocumentReference/ID", "/tenderReference");
    draft.buyerAccountingReference = this.text(root, "AccountingCost", "/buyerAccountingReference");
    draft.paymentTerms = this.text(root, "PaymentTerms/Note", "/paymentTerms");
    draft.processId = this.text(root, "ProfileID", "/processId");
    draft.specificationId = this.text(root, "CustomizationID", "/specificationId");
    draft.projectReference = this.text(root, "ProjectReference/ID", "/projectReference");
    draft.notes = this.each(root, "Note", "/notes", (note) => noteOf(note.text.trim()));
    draft.precedingInvoices = this.each(
      root,
      "BillingReference",
      "/precedingInvoices",
      (reference, at) => ({
        number: this.text(reference, "InvoiceDocumentReference/ID", `${at}/number`),
        issueDate: this.day(reference, "InvoiceDocumentReference/IssueDate", `${at}/issueDate`),
      }),
    );
    draft.seller = this.party(child(child(root, "AccountingSupplierParty"), "Party"), "/seller");
    draft.buyer = this.party(child(child(root, "AccountingCustomerParty"), "Party"), "/buyer");
    draft.customerNumber = draft.buyer.identifiers[0]?.id || undefined;
    draft.payee = this.payee();
    draft.taxRepresentative = this.group(
      root,
      "TaxRepresentativeParty",
      "/taxRepresentative",
      (party, at) => ({
        name: this.text(party, "PartyName/Name", `${at}/name`),
        vatId: this.taxId(party, true, `${at}/vatId`),
        address: this.address(party, "PostalAddress", `${at}/address`),
      }),
    );
    draft.delivery = this.group(root, "Delivery", "/delivery", (delivery, at) => ({
      name: this.text(delivery, "DeliveryParty/PartyName/Name", `${at}/name`),
      locationId: this.identifier(delivery, "DeliveryLocation/ID", `${at}/locationId`),
      date: this.day(delivery, "ActualDeliveryDate", `${at}/date`),
      address: this.address(delivery, "DeliveryLocation/Address", `${at}/address`),
    }));
    draft.period = this.period(root, "/period");
    draft.paymentMeans = this.each(root, "PaymentMeans", "/paymentMeans", (means, at) =>
      this.paymentMeans(means, at),
    );
    this.creditorId(draft.paymentMeans);
    draft.allowances = this.documentAllowanceCharges(false, "/allowances");
    draft.charges = this.documentAllowanceCharges(true, "/charges");
    draft.totals = this.totals(draft);
    draft.vatBreakdown = this.vatBreakdown(draft);
    this.documentReferences(draft);
    draft.lines = this.each(
      root,
      this.creditNote ? "CreditNoteLine" : "InvoiceLine",
      "/lines",
      (line, at) => this.line(line, at),
    );
    return draft;
  }

  /** The trimmed text of the first element at the path; remembered under `at`. */
  private text(parent: XmlElement | undefined, path: string, at: string): string | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return element.text.trim();
  }

  private day(parent: XmlElement | undefined, path: string, at: string): string | undefined {
    const text = this.text(parent, path, at);
    return text === undefined ? undefined : dayOf(text);
  }

  private identifier(
    parent: XmlElement | undefined,
    path: string,
    at: string,
  ): Draft<Identifier> | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return identifierOf(element);
  }

  private group<T>(
    parent: XmlElement | undefined,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return read(element, at);
  }

  private each<T>(
    parent: XmlElement,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] {
    return this.list(select(parent, path), at, read);
  }

  private list<T>(
    elements: XmlElement[],
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] {
    return elements.map((element, index) => {
      const where = `${at}/${index}`;
      this.places.set(where, element);
      return read(element, where);
    });
  }

  private party(party: XmlElement | undefined, at: string): Draft<Party> {
    if (!party) return { identifiers: [] };
    this.places.set(at, party);
    const contact = this.group(party, "Contact", `${at}/contact`, (element, where) => ({
      name: this.text(element, "Name", `${where}/name`),
      phone: this.text(element, "Telephone", `${where}/phone`),
      email: this.text(element, "ElectronicMail", `${where}/email`),
    }));
    return {
      name: this.text(party, "PartyLegalEntity/RegistrationName", `${at}/name`),
      tradingName: this.text(party, "PartyName/Name", `${at}/tradingName`),
      identifiers: this.list(partyIds(party, false), `${at}/identifiers`, identifierOf),
      legalId: this.identifier(party, "PartyLegalEntity/CompanyID", `${at}/legalId`),
      vatId: this.taxId(party, true, `${at}/vatId`),
      taxRegistrationId: this.taxId(party, false, `${at}/taxRegistrationId`),
      legalForm: this.text(party, "PartyLegalEntity/CompanyLegalForm", `${at}/legalForm`),
      electronicAddress: this.identifier(party, "EndpointID", `${at}/electronicAddress`),
      address: this.address(party, "PostalAddress", `${at}/address`),
      contact,
    };
  }

  private payee() {
    return this.group(this.root, "PayeeParty", "/payee", (party, at) => ({
      name: this.text(party, "PartyName/Name", `${at}/name`),
      identifier: this.list(
        partyIds(party, false).slice(0, 1),
        `${at}/identifier`,
        identifierOf,
      )[0],
      legalId: this.identifier(party, "PartyLegalEntity/CompanyID", `${at}/legalId`),
    }));
  }

  /** BT-31, 48, 63 (scheme VAT) or BT-32 (any other scheme). */
  private taxId(party: XmlElement, vat: boolean, at: string): string | undefined {
    const scheme = childrenNamed(party, "PartyTaxScheme").find(
      (candidate) => isVat(candidate) === vat && child(candidate, "CompanyID"),
    );
    return this.text(scheme, "CompanyID", at);
  }

  private address(parent: XmlElement, path: string, at: string) {
    return this.group(parent, path, at, (address, where) => ({
      line1: this.text(address, "StreetName", `${where}/line1`),
      line2: this.text(address, "AdditionalStreetName", `${where}/line2`),
      line3: this.text(address, "AddressLine/Line", `${where}/line3`),
      city: this.text(address, "CityName", `${where}/city`),
      postCode: this.text(address, "PostalZone", `${where}/postCode`),
      subdivision: this.text(address, "CountrySubentity", `${where}/subdivision`),
      country: this.text(address, "Country/IdentificationCode", `${where}/country`),
    }));
  }

  /** BG-14, BG-26. A period that only carries the VAT point code (BT-8) is none. */
  private period(parent: XmlElement, at: string) {
    return this.group(parent, "InvoicePeriod", at, (period, where) => {
      const start = this.day(period, "StartDate", `${where}/start`);
      const end = this.day(period, "EndDate", `${where}/end`);
      if (
        start === undefined &&
        end === undefined &&
        parent === this.root &&
        child(period, "DescriptionCode")
      )
        return undefined;
      return { start, end };
    });
  }

  private paymentMeans(means: XmlElement, at: string): Draft<PaymentMeans> {
    const account = child(means, "PayeeFinancialAccount");
    const code = child(means, "PaymentMeansCode");
    return {
      code: this.text(means, "PaymentMeansCode", `${at}/code`),
      text: code?.attributes.name,
      reference: this.text(means, "PaymentID", `${at}/reference`),
      // An account without its number reads as "": BR-50.
      iban: this.text(account, "ID", `${at}/iban`) ?? (account ? "" : undefined),
      accountName: this.text(account, "Name", `${at}/accountName`),
      bic: this.text(account, "FinancialInstitutionBranch/ID", `${at}/bic`),
      cardNumber: this.text(means, "CardAccount/PrimaryAccountNumberID", `${at}/cardNumber`),
      cardHolder: this.text(means, "CardAccount/HolderName", `${at}/cardHolder`),
      mandateReference: this.text(means, "PaymentMandate/ID", `${at}/mandateReference`),
      debitedIban: this.text(means, "PaymentMandate/PayerFinancialAccount/ID", `${at}/debitedIban`),
    };
  }

  /** BT-90 stands with the payee, or else the seller, as an identifier of scheme SEPA. */
  private creditorId(means: Draft<PaymentMeans>[]): void {
    const parties = [
      child(this.root, "PayeeParty"),
      first(this.root, "AccountingSupplierParty/Party"),
    ];
    const id = parties.flatMap((party) => (party ? partyIds(party, true) : []))[0];
    const debit = means.findIndex(
      (it) => it.mandateReference !== undefined || it.debitedIban !== undefined,
    );
    const at = debit >= 0 ? debit : 0;
    if (!id || !means[at]) return;
    means[at].creditorId = id.text.trim();
    this.places.set(`/paymentMeans/${at}/creditorId`, id);
  }

  private documentAllowanceCharges(charges: boolean, at: string): Draft<DocumentAllowanceCharge>[] {
    return this.list(allowanceCharges(this.root, charges), at, (it, where) => ({
      ...this.allowanceCharge(it, where),
      vat: this.vatCategory(childrenNamed(it, "TaxCategory"), `${where}/vat`),
    }));
  }

  private allowanceCharge(it: XmlElement, at: string): Draft<AllowanceCharge> {
    return {
      amount: this.text(it, "Amount", `${at}/amount`),
      baseAmount: this.text(it, "BaseAmount", `${at}/baseAmount`),
      percentage: this.text(it, "MultiplierFactorNumeric", `${at}/percentage`),
      reason: this.text(it, "AllowanceChargeReason", `${at}/reason`),
      reasonCode: this.text(it, "AllowanceChargeReasonCode", `${at}/reasonCode`),
    };
  }

  /** Only a category under the scheme VAT is one (BT-95, 102, 118, 151). */
  private vatCategory(categories: XmlElement[], at: string) {
    const category = categories.find(isVat);
    if (!category) return {};
    this.places.set(at, category);
    return {
      category: this.text(category, "ID", `${at}/category`),
      rate: this.text(category, "Percent", `${at}/rate`),
    };
  }

  private totals(draft: InvoiceDraft) {
    const totals = child(this.root, "LegalMonetaryTotal");
    if (totals) this.places.set("/totals", totals);
    const amount = (name: string, at: string) => this.text(totals, name, `/totals/${at}`);
    return {
      lineNet: amount("LineExtensionAmount", "lineNet"),
      allowances: amount("AllowanceTotalAmount", "allowances"),
      charges: amount("ChargeTotalAmount", "charges"),
      net: amount("TaxExclusiveAmount", "net"),
      vat: this.text(this.taxTotals(draft.currency)[0], "TaxAmount", "/totals/vat"),
      vatInAccountingCurrency:
        draft.vatCurrency === undefined
          ? undefined
          : this.text(
              this.taxTotals(draft.vatCurrency)[0],
              "TaxAmount",
              "/totals/vatInAccountingCurrency",
            ),
      gross: amount("TaxInclusiveAmount", "gross"),
      prepaid: amount("PrepaidAmount", "prepaid"),
      rounding: amount("PayableRoundingAmount", "rounding"),
      payable: amount("PayableAmount", "payable"),
    };
  }

  /** The TaxTotals whose amount is in that currency: BT-110 and BT-111 differ by nothing else. */
  private taxTotals(currency: string | undefined): XmlElement[] {
    return childrenNamed(this.root, "TaxTotal").filter(
      (total) => child(total, "TaxAmount")?.attributes.currencyID === currency,
    );
  }

  private vatBreakdown(draft: InvoiceDraft): Draft<VatBreakdown>[] {
    const own = this.taxTotals(draft.currency).flatMap((it) => childrenNamed(it, "TaxSubtotal"));
    const subtotals = own.length > 0 ? own : select(this.root, "TaxTotal/TaxSubtotal");
    return this.list(subtotals, "/vatBreakdown", (subtotal, at) => {
      const vat = this.vatCategory(childrenNamed(subtotal, "TaxCategory"), at);
      this.places.set(at, subtotal);
      const category = child(subtotal, "TaxCategory");
      return {
        ...vat,
        taxableAmount: this.text(subtotal, "TaxableAmount", `${at}/taxableAmount`),
        taxAmount: this.text(subtotal, "TaxAmount", `${at}/taxAmount`),
        exemptionReason: this.text(category, "TaxExemptionReason", `${at}/exemptionReason`),
        exemptionReasonCode: this.text(
          category,
          "TaxExemptionReasonCode",
          `${at}/exemptionReasonCode`,
        ),
      };
    });
  }

  /** AdditionalDocumentReference holds three things, told apart by type code: BT-18 (130), BT-11 of a CreditNote (50), BG-24. */
  private documentReferences(draft: InvoiceDraft): void {
    const attachments: XmlElement[] = [];
    for (const reference of childrenNamed(this.root, "AdditionalDocumentReference")) {
      const type = child(reference, "DocumentTypeCode")?.text.trim();
      if (type === "130") {
        draft.invoicedObject ??= this.identifier(reference, "ID", "/invoicedObject") ?? { id: "" };
      } else if (type === "50" && this.creditNote) {
        draft.projectReference ??= this.text(reference, "ID", "/projectReference");
      } else attachments.push(reference);
    }
    draft.attachments = this.list(
      attachments,
      "/attachments",
      (reference, at): Draft<Attachment> => {
        const file = first(reference, "Attachment/EmbeddedDocumentBinaryObject");
        if (file) this.places.set(`${at}/content`, file);
        return {
          id: this.text(reference, "ID", `${at}/id`),
          description: this.text(reference, "DocumentDescription", `${at}/description`),
          url: this.text(reference, "Attachment/ExternalReference/URI", `${at}/url`),
          content: file?.text.replace(/\s+/g, ""),
          mediaType: file?.attributes.mimeCode,
          fileName: file?.attributes.filename,
        };
      },
    );
  }

  private line(line: XmlElement, at: string): Draft<Line> {
    const quantityName = this.creditNote ? "CreditedQuantity" : "InvoicedQuantity";
    const item = child(line, "Item");
    const price = child(line, "Price");
    const discount = child(price, "AllowanceCharge");
    const base = child(price, "BaseQuantity");
    const reference = childrenNamed(line, "DocumentReference")[0];
    return {
      id: this.text(line, "ID", `${at}/id`),
      note: this.text(line, "Note", `${at}/note`),
      objectIdentifier: this.identifier(reference, "ID", `${at}/objectIdentifier`),
      quantity: this.text(line, quantityName, `${at}/quantity`),
      unitCode: child(line, quantityName)?.attributes.unitCode,
      netAmount: this.text(line, "LineExtensionAmount", `${at}/netAmount`),
      orderLineReference: this.text(line, "OrderLineReference/LineID", `${at}/orderLineReference`),
      buyerAccountingReference: this.text(line, "AccountingCost", `${at}/buyerAccountingReference`),
      period: this.period(line, `${at}/period`),
      allowances: this.list(allowanceCharges(line, false), `${at}/allowances`, (it, where) =>
        this.allowanceCharge(it, where),
      ),
      charges: this.list(allowanceCharges(line, true), `${at}/charges`, (it, where) =>
        this.allowanceCharge(it, where),
      ),
      netUnitPrice: this.text(price, "PriceAmount", `${at}/netUnitPrice`),
      priceDiscount: this.text(discount, "Amount", `${at}/priceDiscount`),
      grossUnitPrice: this.text(discount, "BaseAmount", `${at}/grossUnitPrice`),
      baseQuantity: this.text(price, "BaseQuantity", `${at}/baseQuantity`),
      baseQuantityUnitCode: base?.attributes.unitCode,
      vat: this.vatCategory(childrenNamed(item, "ClassifiedTaxCategory"), `${at}/vat`),
      name: this.text(item, "Name", `${at}/name`),
      description: this.text(item, "Description", `${at}/description`),
      sellerItemId: this.text(item, "SellersItemIdentification/ID", `${at}/sellerItemId`),
      buyerItemId: this.text(item, "BuyersItemIdentification/ID", `${at}/buyerItemId`),
      standardItemId: this.identifier(
        item,
        "StandardItemIdentification/ID",
        `${at}/standardItemId`,
      ),
      classifications: this.optionalList(
        item,
        "CommodityClassification/ItemClassificationCode",
        `${at}/classifications`,
        (code) => ({
          id: code.text.trim(),
          scheme: code.attributes.listID,
          version: code.attributes.listVersionID,
        }),
      ),
      originCountry: this.text(item, "OriginCountry/IdentificationCode", `${at}/originCountry`),
      attributes: this.optionalList(
        item,
        "AdditionalItemProperty",
        `${at}/attributes`,
        (property, where) => ({
          name: this.text(property, "Name", `${where}/name`),
          value: this.text(property, "Value", `${where}/value`),
        }),
      ),
    };
  }

  private optionalList<T>(
    parent: XmlElement | undefined,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] | undefined {
    const elements = parent ? select(parent, path) : [];
    return elements.length > 0 ? this.list(elements, at, read) : undefined;
  }
}

/** The first element at a path of local names, in document order. */
function first(parent: XmlElement | undefined, path: string): XmlElement | undefined {
  if (!parent) return undefined;
  if (!path.includes("/")) return child(parent, path);
  return select(parent, path)[0];
}

function identifierOf(element: XmlElement): Draft<Identifier> {
  const { schemeID } = element.attributes;
  const id = element.text.trim();
  return schemeID === undefined ? { id } : { id, scheme: schemeID.trim() };
}

/** A party's identifiers: the SEPA creditor id (BT-90) apart from all others (BT-29, 46, 60). */
function partyIds(party: XmlElement, sepa: boolean): XmlElement[] {
  return select(party, "PartyIdentification/ID").filter(
    (id) => (id.attributes.schemeID?.toUpperCase() === "SEPA") === sepa,
  );
}

/** Whether a TaxCategory, ClassifiedTaxCategory or PartyTaxScheme stands under the tax scheme VAT. */
export function isVat(element: XmlElement): boolean {
  return child(child(element, "TaxScheme"), "ID")?.text.trim().toUpperCase() === "VAT";
}

/** Allowances or charges directly inside an element, by their indicator (`xsd:boolean`: 1 and 0 count too). */
export function allowanceCharges(parent: XmlElement, charges: boolean): XmlElement[] {
  return childrenNamed(parent, "AllowanceCharge").filter((it) => {
    const indicator = child(it, "ChargeIndicator")?.text.trim();
    return charges
      ? indicator === "true" || indicator === "1"
      : indicator === "false" || indicator === "0";
  });
}

/** BT-21 stands before the text, between number signs: "#AAB#Pas d’escompte". */
function noteOf(text: string): { text: string; subjectCode?: string } {
  const [, subjectCode, rest] = /^#([A-Z0-9]{3})#([\s\S]*)$/.exec(text) ?? [];
  return subjectCode ? { text: rest!.trim(), subjectCode } : { text };
}
