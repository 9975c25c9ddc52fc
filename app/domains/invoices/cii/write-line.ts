import type { Line } from "../model.ts";
import { allowanceCharge, amount, period, tradeTax } from "./write-elements.ts";
import { element, leaf, type XmlPart } from "./xml-writer.ts";

/** BG-25, one invoice line. */
export function writeLine(line: Line, currency: string): XmlPart {
  return element(
    "ram:IncludedSupplyChainTradeLineItem",
    element(
      "ram:AssociatedDocumentLineDocument",
      leaf("ram:LineID", line.id),
      element("ram:IncludedNote", leaf("ram:Content", line.note)),
    ),
    product(line),
    element(
      "ram:SpecifiedLineTradeAgreement",
      element("ram:BuyerOrderReferencedDocument", leaf("ram:LineID", line.orderLineReference)),
      grossPrice(line, currency),
      element(
        "ram:NetPriceProductTradePrice",
        amount("ram:ChargeAmount", line.netUnitPrice, currency),
        basisQuantity(line),
      ),
    ),
    element(
      "ram:SpecifiedLineTradeDelivery",
      leaf("ram:BilledQuantity", line.quantity, { unitCode: line.unitCode }),
    ),
    element(
      "ram:SpecifiedLineTradeSettlement",
      tradeTax("ram:ApplicableTradeTax", line.vat),
      period(line.period),
      line.allowances.map((allowance) => allowanceCharge("allowance", allowance, currency)),
      line.charges.map((charge) => allowanceCharge("charge", charge, currency)),
      element(
        "ram:SpecifiedTradeSettlementLineMonetarySummation",
        amount("ram:LineTotalAmount", line.netAmount, currency),
      ),
      invoicedObject(line),
      element(
        "ram:ReceivableSpecifiedTradeAccountingAccount",
        leaf("ram:ID", line.buyerAccountingReference),
      ),
    ),
  );
}

function product(line: Line): XmlPart {
  return element(
    "ram:SpecifiedTradeProduct",
    leaf("ram:GlobalID", line.standardItemId?.id, { schemeID: line.standardItemId?.scheme }),
    leaf("ram:SellerAssignedID", line.sellerItemId),
    leaf("ram:BuyerAssignedID", line.buyerItemId),
    leaf("ram:Name", line.name),
    leaf("ram:Description", line.description),
    (line.attributes ?? []).map(({ name, value }) =>
      element(
        "ram:ApplicableProductCharacteristic",
        leaf("ram:Description", name),
        leaf("ram:Value", value),
      ),
    ),
    (line.classifications ?? []).map(({ id, scheme, version }) =>
      element(
        "ram:DesignatedProductClassification",
        leaf("ram:ClassCode", id, { listID: scheme, listVersionID: version }),
      ),
    ),
    element("ram:OriginTradeCountry", leaf("ram:ID", line.originCountry)),
  );
}

/** BT-148 and BT-147. A discount without its gross price cannot be said in CII (the price element needs its amount). */
function grossPrice(line: Line, currency: string): XmlPart {
  if (line.grossUnitPrice === undefined) return null;
  return element(
    "ram:GrossPriceProductTradePrice",
    amount("ram:ChargeAmount", line.grossUnitPrice, currency),
    basisQuantity(line),
    line.priceDiscount === undefined
      ? null
      : element(
          "ram:AppliedTradeAllowanceCharge",
          element("ram:ChargeIndicator", leaf("udt:Indicator", "false")),
          amount("ram:ActualAmount", line.priceDiscount, currency),
        ),
  );
}

function basisQuantity(line: Line): XmlPart {
  return leaf("ram:BasisQuantity", line.baseQuantity, { unitCode: line.baseQuantityUnitCode });
}

/** BT-128, by its document type 130. */
function invoicedObject({ objectIdentifier }: Line): XmlPart {
  if (!objectIdentifier) return null;
  return element(
    "ram:AdditionalReferencedDocument",
    leaf("ram:IssuerAssignedID", objectIdentifier.id),
    leaf("ram:TypeCode", "130"),
    leaf("ram:ReferenceTypeCode", objectIdentifier.scheme),
  );
}
