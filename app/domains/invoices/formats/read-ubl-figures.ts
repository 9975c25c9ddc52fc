import type { DocumentAllowanceCharge, VatBreakdown } from "../model.ts";
import type { Draft, InvoiceDraft } from "./draft.ts";
import { allowanceCharges, readAllowanceCharge, readVatCategory } from "./ubl-terms.ts";
import type { XmlSource } from "./xml-source.ts";
import { child, childrenNamed, select, type XmlElement } from "./xml-tree.ts";

export function readDocumentAllowanceCharges(
  source: XmlSource,
  charges: boolean,
  at: string,
): Draft<DocumentAllowanceCharge>[] {
  return source.list(allowanceCharges(source.root, charges), at, (it, where) => ({
    ...readAllowanceCharge(source, it, where),
    vat: readVatCategory(source, childrenNamed(it, "TaxCategory"), `${where}/vat`),
  }));
}

export function readTotals(source: XmlSource, draft: InvoiceDraft) {
  const totals = child(source.root, "LegalMonetaryTotal");
  if (totals) source.places.set("/totals", totals);
  const amount = (name: string, at: string) => source.text(totals, name, `/totals/${at}`);
  return {
    lineNet: amount("LineExtensionAmount", "lineNet"),
    allowances: amount("AllowanceTotalAmount", "allowances"),
    charges: amount("ChargeTotalAmount", "charges"),
    net: amount("TaxExclusiveAmount", "net"),
    vat: source.text(taxTotals(source, draft.currency)[0], "TaxAmount", "/totals/vat"),
    vatInAccountingCurrency:
      draft.vatCurrency === undefined
        ? undefined
        : source.text(
            taxTotals(source, draft.vatCurrency)[0],
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
export function taxTotals(source: XmlSource, currency: string | undefined): XmlElement[] {
  return childrenNamed(source.root, "TaxTotal").filter(
    (total) => child(total, "TaxAmount")?.attributes.currencyID === currency,
  );
}

export function readVatBreakdown(source: XmlSource, draft: InvoiceDraft): Draft<VatBreakdown>[] {
  const own = taxTotals(source, draft.currency).flatMap((it) => childrenNamed(it, "TaxSubtotal"));
  const subtotals = own.length > 0 ? own : select(source.root, "TaxTotal/TaxSubtotal");
  return source.list(subtotals, "/vatBreakdown", (subtotal, at) =>
    readSubtotal(source, subtotal, at),
  );
}

export function readSubtotal(
  source: XmlSource,
  subtotal: XmlElement,
  at: string,
): Draft<VatBreakdown> {
  const vat = readVatCategory(source, childrenNamed(subtotal, "TaxCategory"), at);
  source.places.set(at, subtotal);
  const category = child(subtotal, "TaxCategory");
  return {
    ...vat,
    taxableAmount: source.text(subtotal, "TaxableAmount", `${at}/taxableAmount`),
    taxAmount: source.text(subtotal, "TaxAmount", `${at}/taxAmount`),
    exemptionReason: source.text(category, "TaxExemptionReason", `${at}/exemptionReason`),
    exemptionReasonCode: source.text(
      category,
      "TaxExemptionReasonCode",
      `${at}/exemptionReasonCode`,
    ),
  };
}
