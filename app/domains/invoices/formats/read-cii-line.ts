import type { Line } from "../model.ts";
import {
  allowanceCharges,
  readAllowanceCharge,
  readObject,
  readPeriod,
  readVatCategory,
  referencesOfType,
} from "./cii-terms.ts";
import type { Draft } from "./draft.ts";
import { first, type XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

/** One IncludedSupplyChainTradeLineItem (BG-25). */
export function readLine(source: XmlSource, line: XmlElement, at: string): Draft<Line> {
  const document = child(line, "AssociatedDocumentLineDocument");
  const product = child(line, "SpecifiedTradeProduct");
  const agreement = child(line, "SpecifiedLineTradeAgreement");
  const quantity = first(line, "SpecifiedLineTradeDelivery/BilledQuantity");
  const settlement = child(line, "SpecifiedLineTradeSettlement");
  const gross = child(agreement, "GrossPriceProductTradePrice");
  const net = child(agreement, "NetPriceProductTradePrice");
  // BT-149 may stand with either price.
  const base = child(net, "BasisQuantity") ?? child(gross, "BasisQuantity");
  if (base) source.places.set(`${at}/baseQuantity`, base);
  return {
    id: source.text(document, "LineID", `${at}/id`),
    note: source.text(document, "IncludedNote/Content", `${at}/note`),
    objectIdentifier: readObject(
      source,
      referencesOfType(settlement, "130")[0],
      `${at}/objectIdentifier`,
    ),
    quantity: source.text(line, "SpecifiedLineTradeDelivery/BilledQuantity", `${at}/quantity`),
    unitCode: quantity?.attributes.unitCode,
    netAmount: source.text(
      settlement,
      "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
      `${at}/netAmount`,
    ),
    orderLineReference: source.text(
      agreement,
      "BuyerOrderReferencedDocument/LineID",
      `${at}/orderLineReference`,
    ),
    buyerAccountingReference: source.text(
      settlement,
      "ReceivableSpecifiedTradeAccountingAccount/ID",
      `${at}/buyerAccountingReference`,
    ),
    period: readPeriod(source, settlement, `${at}/period`),
    allowances: source.list(allowanceCharges(settlement, false), `${at}/allowances`, (it, where) =>
      readAllowanceCharge(source, it, where),
    ),
    charges: source.list(allowanceCharges(settlement, true), `${at}/charges`, (it, where) =>
      readAllowanceCharge(source, it, where),
    ),
    netUnitPrice: source.text(net, "ChargeAmount", `${at}/netUnitPrice`),
    priceDiscount: source.text(
      gross,
      "AppliedTradeAllowanceCharge/ActualAmount",
      `${at}/priceDiscount`,
    ),
    grossUnitPrice: source.text(gross, "ChargeAmount", `${at}/grossUnitPrice`),
    baseQuantity: base?.text.trim(),
    baseQuantityUnitCode: base?.attributes.unitCode,
    vat: readVatCategory(source, childrenNamed(settlement, "ApplicableTradeTax"), `${at}/vat`),
    name: source.text(product, "Name", `${at}/name`),
    description: source.text(product, "Description", `${at}/description`),
    sellerItemId: source.text(product, "SellerAssignedID", `${at}/sellerItemId`),
    buyerItemId: source.text(product, "BuyerAssignedID", `${at}/buyerItemId`),
    standardItemId: source.identifier(product, "GlobalID", `${at}/standardItemId`),
    classifications: source.some(
      product,
      "DesignatedProductClassification/ClassCode",
      `${at}/classifications`,
      (code) => ({
        id: code.text.trim(),
        scheme: code.attributes.listID,
        version: code.attributes.listVersionID,
      }),
    ),
    originCountry: source.text(product, "OriginTradeCountry/ID", `${at}/originCountry`),
    attributes: source.some(
      product,
      "ApplicableProductCharacteristic",
      `${at}/attributes`,
      (property, where) => ({
        name: source.text(property, "Description", `${where}/name`),
        value: source.text(property, "Value", `${where}/value`),
      }),
    ),
  };
}
