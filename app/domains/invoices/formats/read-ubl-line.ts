import type { Line } from "../model.ts";
import type { Draft } from "./draft.ts";
import {
  allowanceCharges,
  isCreditNoteRoot,
  readAllowanceCharge,
  readPeriod,
  readVatCategory,
} from "./ubl-terms.ts";
import type { XmlSource } from "./xml-source.ts";
import { child, childrenNamed, type XmlElement } from "./xml-tree.ts";

/** One InvoiceLine or CreditNoteLine (BG-25). */
export function readLine(source: XmlSource, line: XmlElement, at: string): Draft<Line> {
  const quantityName = isCreditNoteRoot(source.root) ? "CreditedQuantity" : "InvoicedQuantity";
  const item = child(line, "Item");
  const price = child(line, "Price");
  const discount = child(price, "AllowanceCharge");
  const base = child(price, "BaseQuantity");
  const reference = childrenNamed(line, "DocumentReference")[0];
  return {
    id: source.text(line, "ID", `${at}/id`),
    note: source.text(line, "Note", `${at}/note`),
    objectIdentifier: source.identifier(reference, "ID", `${at}/objectIdentifier`),
    quantity: source.text(line, quantityName, `${at}/quantity`),
    unitCode: child(line, quantityName)?.attributes.unitCode,
    netAmount: source.text(line, "LineExtensionAmount", `${at}/netAmount`),
    orderLineReference: source.text(line, "OrderLineReference/LineID", `${at}/orderLineReference`),
    buyerAccountingReference: source.text(line, "AccountingCost", `${at}/buyerAccountingReference`),
    period: readPeriod(source, line, `${at}/period`),
    allowances: source.list(allowanceCharges(line, false), `${at}/allowances`, (it, where) =>
      readAllowanceCharge(source, it, where),
    ),
    charges: source.list(allowanceCharges(line, true), `${at}/charges`, (it, where) =>
      readAllowanceCharge(source, it, where),
    ),
    netUnitPrice: source.text(price, "PriceAmount", `${at}/netUnitPrice`),
    priceDiscount: source.text(discount, "Amount", `${at}/priceDiscount`),
    grossUnitPrice: source.text(discount, "BaseAmount", `${at}/grossUnitPrice`),
    baseQuantity: source.text(price, "BaseQuantity", `${at}/baseQuantity`),
    baseQuantityUnitCode: base?.attributes.unitCode,
    vat: readVatCategory(source, childrenNamed(item, "ClassifiedTaxCategory"), `${at}/vat`),
    name: source.text(item, "Name", `${at}/name`),
    description: source.text(item, "Description", `${at}/description`),
    sellerItemId: source.text(item, "SellersItemIdentification/ID", `${at}/sellerItemId`),
    buyerItemId: source.text(item, "BuyersItemIdentification/ID", `${at}/buyerItemId`),
    standardItemId: source.identifier(
      item,
      "StandardItemIdentification/ID",
      `${at}/standardItemId`,
    ),
    classifications: source.some(
      item,
      "CommodityClassification/ItemClassificationCode",
      `${at}/classifications`,
      (code) => ({
        id: code.text.trim(),
        scheme: code.attributes.listID,
        version: code.attributes.listVersionID,
      }),
    ),
    originCountry: source.text(item, "OriginCountry/IdentificationCode", `${at}/originCountry`),
    attributes: source.some(
      item,
      "AdditionalItemProperty",
      `${at}/attributes`,
      (property, where) => ({
        name: source.text(property, "Name", `${where}/name`),
        value: source.text(property, "Value", `${where}/value`),
      }),
    ),
  };
}
