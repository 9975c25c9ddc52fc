import { z } from "zod";
import { isDay } from "#app/platform/calendar.ts";
import { isBase64 } from "./base64.ts";
import { jsonDecimal } from "./decimal-text.ts";

const text = z.string().max(10_000);
const code = z.string().max(100);
const decimal = z.string().regex(jsonDecimal).describe("A decimal number as text, such as 239.41");
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { abort: true })
  .refine(isDay)
  .describe("A calendar day, YYYY-MM-DD");

const identifier = z.strictObject({ id: text, scheme: code.optional() });

const address = z.strictObject({
  line1: text.optional(),
  line2: text.optional(),
  line3: text.optional(),
  city: text.optional(),
  postCode: text.optional(),
  subdivision: text.optional(),
  country: code.describe("ISO 3166-1 alpha-2"),
});

const party = z.strictObject({
  name: text,
  tradingName: text.optional(),
  identifiers: z.array(identifier).optional(),
  legalId: z.union([text, identifier]).optional(),
  vatId: code.optional(),
  taxRegistrationId: text.optional(),
  legalForm: text.optional(),
  electronicAddress: identifier.optional(),
  address,
  contact: z
    .strictObject({ name: text.optional(), phone: text.optional(), email: text.optional() })
    .optional(),
});

/** The country may be missing from an address left empty: the customer's number then says who it is (BR-11 tells). */
const buyer = party.extend({
  address: address.partial({ country: true }).describe("BG-8; {} for a customer known by number"),
});

const period = z.strictObject({ start: day.optional(), end: day.optional() });

const vat = z.strictObject({
  category: code.describe("UNTDID 5305"),
  rate: decimal.optional().describe("Percent; absent for category O"),
});

const allowanceCharge = {
  amount: decimal,
  baseAmount: decimal.optional(),
  percentage: decimal.optional(),
  reason: text.optional(),
  reasonCode: code.optional(),
};
const lineAllowanceCharge = z.strictObject(allowanceCharge);
const documentAllowanceCharge = z.strictObject({ ...allowanceCharge, vat });

const line = z.strictObject({
  id: code,
  note: text.optional(),
  objectIdentifier: identifier.optional(),
  quantity: decimal,
  unitCode: code.describe("UN/ECE Recommendation 20 and 21"),
  netAmount: decimal,
  orderLineReference: text.optional(),
  buyerAccountingReference: text.optional(),
  period: period.optional(),
  allowances: z.array(lineAllowanceCharge).optional(),
  charges: z.array(lineAllowanceCharge).optional(),
  netUnitPrice: decimal,
  priceDiscount: decimal.optional(),
  grossUnitPrice: decimal.optional(),
  baseQuantity: decimal.optional(),
  baseQuantityUnitCode: code.optional(),
  vat,
  name: text,
  description: text.optional(),
  sellerItemId: text.optional(),
  buyerItemId: text.optional(),
  standardItemId: identifier.optional(),
  classifications: z
    .array(z.strictObject({ id: text, scheme: code.optional(), version: code.optional() }))
    .optional(),
  originCountry: code.optional(),
  attributes: z.array(z.strictObject({ name: text, value: text })).optional(),
});

const delivery = z.strictObject({
  name: text.optional(),
  locationId: identifier.optional(),
  date: day.optional(),
  address: address.optional(),
});

/**
 * The JSON invoice of the API: the canonical model by its own names (EN 16931-1), decimals and days as text, with a few
 * shorter spellings. No transforms, so that `z.toJSONSchema` can print it into the OpenAPI document. What must be
 * present is said here for readers of that document; the reader lets the EN 16931 rules name what is missing.
 */
export const jsonInvoice = z
  .strictObject({
    number: text.describe("BT-1"),
    typeCode: code.describe("BT-3, UNTDID 1001: 380 invoice, 381 credit note…"),
    issueDate: day.describe("BT-2"),
    dueDate: day.optional().describe("BT-9"),
    currency: code.describe("BT-5, ISO 4217"),
    vatCurrency: code.optional().describe("BT-6"),
    taxPointDate: day.optional().describe("BT-7"),
    taxPointCode: code.optional().describe("BT-8"),
    customerNumber: text.optional().describe("The biller's own number of the customer (BT-46)"),
    buyerReference: text.optional().describe("BT-10"),
    projectReference: text.optional().describe("BT-11"),
    contractReference: text.optional().describe("BT-12"),
    orderReference: text.optional().describe("BT-13"),
    salesOrderReference: text.optional().describe("BT-14"),
    receivingAdviceReference: text.optional().describe("BT-15"),
    despatchAdviceReference: text.optional().describe("BT-16"),
    tenderReference: text.optional().describe("BT-17"),
    invoicedObject: identifier.optional().describe("BT-18"),
    buyerAccountingReference: text.optional().describe("BT-19"),
    paymentTerms: text.optional().describe("BT-20"),
    notes: z
      .array(z.union([text, z.strictObject({ text, subjectCode: code.optional() })]))
      .optional()
      .describe("BG-1: text, or text with its UNTDID 4451 subject"),
    processId: text.optional().describe("BT-23"),
    specificationId: text.optional().describe("BT-24; urn:cen.eu:en16931:2017 when absent"),
    precedingInvoices: z
      .array(z.union([text, z.strictObject({ number: text, issueDate: day.optional() })]))
      .optional()
      .describe("BG-3: the number, or the number and the issue date"),
    disputeReference: text
      .optional()
      .describe("On a credit note, the reference of the dispute that it settles"),
    seller: party.describe("BG-4"),
    buyer: buyer.describe("BG-7"),
    payee: z
      .strictObject({
        name: text,
        identifier: identifier.optional(),
        legalId: z.union([text, identifier]).optional(),
      })
      .optional()
      .describe("BG-10"),
    taxRepresentative: z
      .strictObject({ name: text, vatId: code.optional(), address: address.optional() })
      .optional()
      .describe("BG-11"),
    delivery: delivery.optional().describe("BG-13"),
    deliveries: z.array(delivery).max(1).optional().describe("The same as delivery, as a list"),
    period: period.optional().describe("BG-14"),
    paymentMeans: z
      .array(
        z.strictObject({
          code: code.describe("BT-81, UNTDID 4461"),
          text: text.optional(),
          reference: text.optional(),
          iban: code.optional(),
          accountName: text.optional(),
          bic: code.optional(),
          cardNumber: code.optional(),
          cardHolder: text.optional(),
          mandateReference: text.optional(),
          creditorId: text.optional(),
          debitedIban: code.optional(),
        }),
      )
      .optional()
      .describe("BG-16"),
    allowances: z.array(documentAllowanceCharge).optional().describe("BG-20"),
    charges: z.array(documentAllowanceCharge).optional().describe("BG-21"),
    totals: z
      .strictObject({
        lineNet: decimal.optional(),
        allowances: decimal.optional(),
        charges: decimal.optional(),
        net: decimal.optional(),
        vat: decimal.optional(),
        vatInAccountingCurrency: decimal.optional(),
        gross: decimal.optional(),
        prepaid: decimal.optional(),
        rounding: decimal.optional(),
        payable: decimal.optional(),
      })
      .optional()
      .describe("BG-22: computed where absent, compared where present"),
    vatBreakdown: z
      .array(
        z.strictObject({
          category: code,
          rate: decimal.optional(),
          taxableAmount: decimal,
          taxAmount: decimal,
          exemptionReason: text.optional(),
          exemptionReasonCode: code.optional(),
        }),
      )
      .optional()
      .describe("BG-23: computed when absent, compared when present"),
    attachments: z
      .array(
        z.strictObject({
          id: text,
          description: text.optional(),
          url: text.optional(),
          content: z
            .string()
            .refine(isBase64, { error: "base64" })
            .meta({ contentEncoding: "base64" })
            .optional(),
          mediaType: code.optional(),
          fileName: text.optional(),
        }),
      )
      .optional()
      .describe("BG-24"),
    lines: z.array(line).describe("BG-25"),
  })
  .meta({ title: "Invoice or credit note" });

export type JsonInvoice = z.infer<typeof jsonInvoice>;
