import type { Invoice, PaymentMeans, VatBreakdown } from "../model.ts";
import { writePayee } from "./write-agreement.ts";
import { allowanceCharge, amount, dateTime, period } from "./write-elements.ts";
import { element, leaf, type XmlPart } from "./xml-writer.ts";

/** Currency, payment, VAT, allowances and totals of the header. */
export function writeSettlement(invoice: Invoice): XmlPart {
  const { currency } = invoice;
  return element(
    "ram:ApplicableHeaderTradeSettlement",
    // CII has one place each for BT-90, BT-83 and BT-89; a document whose means disagree keeps the first.
    leaf("ram:CreditorReferenceID", firstOf(invoice, "creditorId")),
    leaf("ram:PaymentReference", firstOf(invoice, "reference")),
    leaf("ram:TaxCurrencyCode", accountingCurrency(invoice)),
    leaf("ram:InvoiceCurrencyCode", currency),
    writePayee(invoice),
    invoice.paymentMeans.map(paymentMeans),
    invoice.vatBreakdown.map((vat, index) => breakdown(vat, invoice, index === 0)),
    period(invoice.period),
    invoice.allowances.map((allowance) => allowanceCharge("allowance", allowance, currency)),
    invoice.charges.map((charge) => allowanceCharge("charge", charge, currency)),
    element(
      "ram:SpecifiedTradePaymentTerms",
      leaf("ram:Description", invoice.paymentTerms),
      dateTime("ram:DueDateDateTime", invoice.dueDate),
      leaf("ram:DirectDebitMandateID", firstOf(invoice, "mandateReference")),
    ),
    totals(invoice),
    invoice.precedingInvoices.map(({ number, issueDate }) =>
      element(
        "ram:InvoiceReferencedDocument",
        leaf("ram:IssuerAssignedID", number),
        element(
          "ram:FormattedIssueDateTime",
          leaf("qdt:DateTimeString", issueDate?.replaceAll("-", ""), { format: "102" }),
        ),
      ),
    ),
    element(
      "ram:ReceivableSpecifiedTradeAccountingAccount",
      leaf("ram:ID", invoice.buyerAccountingReference),
    ),
  );
}

function firstOf(
  invoice: Invoice,
  key: "creditorId" | "reference" | "mandateReference",
): string | undefined {
  return invoice.paymentMeans.find((means) => means[key] !== undefined)?.[key];
}

/** An account number in the form of an IBAN goes where IBANs go, any other into the proprietary field. */
const ibanForm = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

function paymentMeans(means: PaymentMeans): XmlPart {
  const account = means.iban?.replace(/\s/g, "");
  const isIban = account !== undefined && ibanForm.test(account);
  return element(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    leaf("ram:TypeCode", means.code),
    leaf("ram:Information", means.text),
    element(
      "ram:ApplicableTradeSettlementFinancialCard",
      leaf("ram:ID", means.cardNumber),
      leaf("ram:CardholderName", means.cardHolder),
    ),
    element("ram:PayerPartyDebtorFinancialAccount", leaf("ram:IBANID", means.debitedIban)),
    element(
      "ram:PayeePartyCreditorFinancialAccount",
      isIban ? leaf("ram:IBANID", means.iban) : null,
      leaf("ram:AccountName", means.accountName),
      isIban ? null : leaf("ram:ProprietaryID", means.iban),
    ),
    element("ram:PayeeSpecifiedCreditorFinancialInstitution", leaf("ram:BICID", means.bic)),
  );
}

/** BT-6, where it is another than BT-5: CII forbids to repeat it (BR-53). */
function accountingCurrency({ currency, vatCurrency }: Invoice): string | undefined {
  return vatCurrency === currency ? undefined : vatCurrency;
}

/** BT-7 stands once, with the first of them (CII-SR-461). */
function breakdown(vat: VatBreakdown, invoice: Invoice, first: boolean): XmlPart {
  // Only extended profiles explain a standard rate (BR-S-10).
  const taxed = vat.category === "S";
  return element(
    "ram:ApplicableTradeTax",
    amount("ram:CalculatedAmount", vat.taxAmount, invoice.currency),
    leaf("ram:TypeCode", "VAT"),
    leaf("ram:ExemptionReason", taxed ? undefined : vat.exemptionReason),
    amount("ram:BasisAmount", vat.taxableAmount, invoice.currency),
    leaf("ram:CategoryCode", vat.category),
    leaf("ram:ExemptionReasonCode", taxed ? undefined : vat.exemptionReasonCode),
    element(
      "ram:TaxPointDate",
      leaf("udt:DateString", first ? invoice.taxPointDate?.replaceAll("-", "") : undefined, {
        format: "102",
      }),
    ),
    leaf("ram:DueDateTypeCode", taxPointCodeInCii(invoice.taxPointCode)),
    leaf("ram:RateApplicablePercent", vat.rate),
  );
}

/** BT-8: UBL says it by UNTDID 2005, CII by UNTDID 2475. */
function taxPointCodeInCii(code: string | undefined): string | undefined {
  const from2005: Readonly<Record<string, string>> = { "3": "5", "35": "29", "432": "72" };
  return code === undefined ? undefined : (from2005[code] ?? code);
}

function totals(invoice: Invoice): XmlPart {
  const { totals: sums, currency } = invoice;
  const vatCurrency = accountingCurrency(invoice);
  return element(
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    amount("ram:LineTotalAmount", sums.lineNet, currency),
    amount("ram:ChargeTotalAmount", sums.charges, currency),
    amount("ram:AllowanceTotalAmount", sums.allowances, currency),
    amount("ram:TaxBasisTotalAmount", sums.net, currency),
    amount("ram:TaxTotalAmount", sums.vat, currency, { currencyID: currency }),
    vatCurrency
      ? amount("ram:TaxTotalAmount", sums.vatInAccountingCurrency, vatCurrency, {
          currencyID: vatCurrency,
        })
      : null,
    amount("ram:RoundingAmount", sums.rounding, currency),
    amount("ram:GrandTotalAmount", sums.gross, currency),
    amount("ram:TotalPrepaidAmount", sums.prepaid, currency),
    amount("ram:DuePayableAmount", sums.payable, currency),
  );
}
