/**
 * The canonical invoice: EN 16931-1's semantic model, one shape for JSON, UBL, CII and Factur-X alike.
 *
 * Decimals are plain strings in normal form ("239.41", "20", "-0.5": no exponent, no trailing zeros), so that two
 * documents with equal content have equal models whatever their format. Absent means `undefined`, never "".
 * Days are "YYYY-MM-DD". BT/BG numbers are the standard's.
 */
export type Decimal = string;

export interface Identifier {
  id: string;
  /** ISO 6523 ICD or EAS scheme. */
  scheme?: string;
}

export interface Address {
  line1?: string; // BT-35, BT-50
  line2?: string; // BT-36, BT-51
  line3?: string; // BT-162, BT-163
  city?: string; // BT-37, BT-52
  postCode?: string; // BT-38, BT-53
  subdivision?: string; // BT-39, BT-54
  country?: string; // BT-40, BT-55 (ISO 3166-1 alpha-2)
}

export interface Party {
  name: string; // BT-27, BT-44
  tradingName?: string; // BT-28, BT-45
  identifiers: Identifier[]; // BT-29, BT-46
  legalId?: Identifier; // BT-30, BT-47
  vatId?: string; // BT-31, BT-48
  taxRegistrationId?: string; // BT-32
  legalForm?: string; // BT-33
  electronicAddress?: Identifier; // BT-34, BT-49
  address?: Address; // BG-5, BG-8
  contact?: { name?: string; phone?: string; email?: string }; // BG-6, BG-9
}

export interface Note {
  text: string; // BT-22
  subjectCode?: string; // BT-21 (UNTDID 4451)
}

export interface Period {
  start?: string; // BT-73, BT-134
  end?: string; // BT-74, BT-135
}

export interface VatCategory {
  category: string; // UNCL5305
  rate?: Decimal; // percent; absent for O
}

export interface AllowanceCharge {
  amount: Decimal; // BT-92, 99, 136, 141
  baseAmount?: Decimal; // BT-93, 100, 137, 142
  percentage?: Decimal; // BT-94, 101, 138, 143
  reason?: string; // BT-97, 104, 139, 144
  reasonCode?: string; // BT-98, 105, 140, 145
}

/** On the document (BG-20, BG-21): carries its own VAT. */
export interface DocumentAllowanceCharge extends AllowanceCharge {
  vat: VatCategory; // BT-95/96, BT-102/103
}

export interface Line {
  id: string; // BT-126
  note?: string; // BT-127
  objectIdentifier?: Identifier; // BT-128
  quantity: Decimal; // BT-129
  unitCode: string; // BT-130 (UN/ECE Rec 20/21)
  netAmount: Decimal; // BT-131
  orderLineReference?: string; // BT-132
  buyerAccountingReference?: string; // BT-133
  period?: Period; // BG-26
  allowances: AllowanceCharge[]; // BG-27
  charges: AllowanceCharge[]; // BG-28
  netUnitPrice: Decimal; // BT-146
  priceDiscount?: Decimal; // BT-147
  grossUnitPrice?: Decimal; // BT-148
  baseQuantity?: Decimal; // BT-149
  baseQuantityUnitCode?: string; // BT-150
  vat: VatCategory; // BG-30
  name: string; // BT-153
  description?: string; // BT-154
  sellerItemId?: string; // BT-155
  buyerItemId?: string; // BT-156
  standardItemId?: Identifier; // BT-157
  classifications?: { id: string; scheme?: string; version?: string }[]; // BT-158
  originCountry?: string; // BT-159
  attributes?: { name: string; value: string }[]; // BG-32
}

export interface VatBreakdown {
  category: string; // BT-118
  rate?: Decimal; // BT-119
  taxableAmount: Decimal; // BT-116
  taxAmount: Decimal; // BT-117
  exemptionReason?: string; // BT-120
  exemptionReasonCode?: string; // BT-121
}

export interface Totals {
  lineNet: Decimal; // BT-106
  allowances?: Decimal; // BT-107
  charges?: Decimal; // BT-108
  net: Decimal; // BT-109
  vat: Decimal; // BT-110 ("0" when the document has none)
  vatInAccountingCurrency?: Decimal; // BT-111
  gross: Decimal; // BT-112
  prepaid?: Decimal; // BT-113
  rounding?: Decimal; // BT-114
  payable: Decimal; // BT-115
}

export interface PaymentMeans {
  code: string; // BT-81 (UNTDID 4461)
  text?: string; // BT-82
  reference?: string; // BT-83 remittance information
  iban?: string; // BT-84
  accountName?: string; // BT-85
  bic?: string; // BT-86
  cardNumber?: string; // BT-87 (truncated, as PCI DSS wants)
  cardHolder?: string; // BT-88
  mandateReference?: string; // BT-89
  creditorId?: string; // BT-90
  debitedIban?: string; // BT-91
}

export interface Attachment {
  id: string; // BT-122
  description?: string; // BT-123
  url?: string; // BT-124
  /** BT-125: base64 without white space. */
  content?: string;
  mediaType?: string;
  fileName?: string;
}

/** An invoice, or a credit note (by `typeCode`, UNTDID 1001). */
export interface Invoice {
  number: string; // BT-1
  issueDate: string; // BT-2
  typeCode: string; // BT-3
  currency: string; // BT-5
  vatCurrency?: string; // BT-6
  taxPointDate?: string; // BT-7
  taxPointCode?: string; // BT-8
  dueDate?: string; // BT-9
  buyerReference?: string; // BT-10
  projectReference?: string; // BT-11
  contractReference?: string; // BT-12
  orderReference?: string; // BT-13
  salesOrderReference?: string; // BT-14
  receivingAdviceReference?: string; // BT-15
  despatchAdviceReference?: string; // BT-16
  tenderReference?: string; // BT-17
  invoicedObject?: Identifier; // BT-18
  buyerAccountingReference?: string; // BT-19
  paymentTerms?: string; // BT-20
  notes: Note[]; // BG-1
  processId?: string; // BT-23
  specificationId?: string; // BT-24
  precedingInvoices: { number: string; issueDate?: string }[]; // BG-3
  seller: Party; // BG-4
  buyer: Party; // BG-7
  payee?: { name: string; identifier?: Identifier; legalId?: Identifier }; // BG-10
  taxRepresentative?: { name: string; vatId?: string; address?: Address }; // BG-11
  delivery?: { name?: string; locationId?: Identifier; date?: string; address?: Address }; // BG-13
  period?: Period; // BG-14
  paymentMeans: PaymentMeans[]; // BG-16
  allowances: DocumentAllowanceCharge[]; // BG-20
  charges: DocumentAllowanceCharge[]; // BG-21
  totals: Totals; // BG-22
  vatBreakdown: VatBreakdown[]; // BG-23
  attachments: Attachment[]; // BG-24
  lines: Line[]; // BG-25
  /** The biller's own name for the customer; in XML the first BT-46. */
  customerNumber?: string;
  /** On a credit note: the dispute ("DIS-4F7K") that it answers. Outside EN 16931. */
  disputeReference?: string;
}

/** UNTDID 1001 codes that credit the buyer (UBL CreditNote; CEN BR-CL-01). */
const creditNoteCodes = new Set([
  "81",
  "83",
  "261",
  "262",
  "296",
  "308",
  "381",
  "396",
  "420",
  "458",
  "502",
  "503",
  "532",
]);

/** True when the document gives money back: its payable amount settles what the customer owes. */
export function isCreditNote(invoice: Pick<Invoice, "typeCode">): boolean {
  return creditNoteCodes.has(invoice.typeCode);
}

/** Where a reader or a rule found something: JSON Pointer for JSON, XPath for XML. */
export interface Finding {
  /** JSON Pointer (RFC 6901) or XPath into the document as it was sent. */
  pointer: string;
  /** EN 16931 (or CIUS) rule id; null outside them. */
  rule: string | null;
  /** The sentence, in the asked language, that says what to do. */
  message: string;
}
