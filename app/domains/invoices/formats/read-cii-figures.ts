import type { DocumentAllowanceCharge, VatBreakdown } from "../model.ts";
import { allowanceCharges, isVat, readAllowanceCharge, readVatCategory } from "./cii-terms.ts";
import { decimalOf } from "./decimal-text.ts";
import type { Draft, InvoiceDraft } from "./draft.ts";
import type { XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

export function readDocumentAllowanceCharges(
  source: XmlSource,
  settlement: XmlElement | undefined,
  charges: boolean,
  at: string,
): Draft<DocumentAllowanceCharge>[] {
  // A logistics charge (of the extended profile) is a charge under another name: the totals count it.
  const logistics = charges ? childrenNamed(settlement, "SpecifiedLogisticsServiceCharge") : [];
  return source.list(
    [...allowanceCharges(settlement, charges), ...logistics],
    at,
    (it, where): Draft<DocumentAllowanceCharge> =>
      it.name === "SpecifiedLogisticsServiceCharge"
        ? {
            amount: source.text(it, "AppliedAmount", `${where}/amount`),
            reason: source.text(it, "Description", `${where}/reason`),
            vat: readVatCategory(source, childrenNamed(it, "AppliedTradeTax"), `${where}/vat`),
          }
        : {
            ...readAllowanceCharge(source, it, where),
            vat: readVatCategory(source, childrenNamed(it, "CategoryTradeTax"), `${where}/vat`),
          },
  );
}

export function readTotals(
  source: XmlSource,
  settlement: XmlElement | undefined,
  draft: InvoiceDraft,
) {
  const sums = child(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation");
  if (sums) source.places.set("/totals", sums);
  const amount = (name: string, at: string) => source.text(sums, name, `/totals/${at}`);
  const tax = (currency: string | undefined, at: string) => {
    const element = currency === undefined ? undefined : taxTotals(sums, currency)[0];
    if (!element) return undefined;
    source.places.set(`/totals/${at}`, element);
    return element.text.trim();
  };
  const net = amount("TaxBasisTotalAmount", "net");
  const gross = amount("GrandTotalAmount", "gross");
  return {
    lineNet: amount("LineTotalAmount", "lineNet"),
    allowances: amount("AllowanceTotalAmount", "allowances"),
    charges: amount("ChargeTotalAmount", "charges"),
    net,
    vat: tax(draft.currency, "vat") ?? untaxed(net, gross),
    vatInAccountingCurrency: tax(draft.vatCurrency, "vatInAccountingCurrency"),
    gross,
    prepaid: amount("TotalPrepaidAmount", "prepaid"),
    rounding: amount("RoundingAmount", "rounding"),
    payable: amount("DuePayableAmount", "payable"),
  };
}

/** A document without VAT may leave its total out (BR-CO-15 of the CII binding): BT-112 then says that it is nothing. */
function untaxed(net: string | undefined, gross: string | undefined): string | undefined {
  const value = decimalOf(net);
  const total = decimalOf(gross);
  return value && total && value.eq(total) ? "0" : undefined;
}

/** The VAT totals in that currency: BT-110 and BT-111 differ by nothing else. */
export function taxTotals(sums: XmlElement | undefined, currency: string): XmlElement[] {
  return childrenNamed(sums, "TaxTotalAmount").filter(
    (total) => total.attributes.currencyID?.trim() === currency,
  );
}

export function readVatBreakdown(
  source: XmlSource,
  settlement: XmlElement | undefined,
): Draft<VatBreakdown>[] {
  return source.each(settlement, "ApplicableTradeTax", "/vatBreakdown", (tax, at) => ({
    category: isVat(tax) ? source.text(tax, "CategoryCode", `${at}/category`) : undefined,
    rate: isVat(tax) ? source.text(tax, "RateApplicablePercent", `${at}/rate`) : undefined,
    taxableAmount: source.text(tax, "BasisAmount", `${at}/taxableAmount`),
    taxAmount: source.text(tax, "CalculatedAmount", `${at}/taxAmount`),
    exemptionReason: source.text(tax, "ExemptionReason", `${at}/exemptionReason`),
    exemptionReasonCode: source.text(tax, "ExemptionReasonCode", `${at}/exemptionReasonCode`),
  }));
}
