import type { Messages } from "#app/platform/i18n/messages.ts";
import type { AllowanceCharge, Invoice, Line, VatCategory } from "../model.ts";
import type { Figures } from "./figures.ts";

type Words = Messages["document"];

export interface PrintedLine {
  name: string;
  /** Description, note, references, period, discounts: under the name, smaller. */
  details: string[];
  quantity: string;
  unitPrice: string;
  /** "pour 100 pce", where the price is not for one. */
  priceBasis: string;
  vat: string;
  net: string;
}

/** BG-25 as rows of the table. */
export function describeLines(invoice: Invoice, words: Words, figures: Figures): PrintedLine[] {
  return invoice.lines.map((line) => ({
    name: line.name,
    details: details(line, words, figures),
    quantity: figures.quantity(line.quantity, line.unitCode),
    unitPrice: figures.amount(line.netUnitPrice),
    priceBasis:
      line.baseQuantity === undefined || line.baseQuantity === "1"
        ? ""
        : words.perQuantity(
            figures.quantity(line.baseQuantity, line.baseQuantityUnitCode ?? line.unitCode),
          ),
    vat: vatText(line.vat, words, figures),
    net: figures.amount(line.netAmount),
  }));
}

/** "20 %", or the category where its rate says nothing ("Exonéré"). */
export function vatText(vat: VatCategory, words: Words, figures: Figures): string {
  return words.vatCategories[vat.category] ?? (vat.rate ? figures.percent(vat.rate) : vat.category);
}

/** "Remise : fidélité (5 %)". */
export function allowanceText(
  kind: "allowance" | "charge",
  { reason, percentage }: AllowanceCharge,
  words: Words,
  figures: Figures,
): string {
  const bare = kind === "allowance" ? words.allowance : words.charge;
  const named = kind === "allowance" ? words.allowanceNamed : words.chargeNamed;
  const what = reason ? named(reason) : bare;
  return percentage ? words.withPercentage(what, figures.percent(percentage)) : what;
}

function details(line: Line, words: Words, figures: Figures): string[] {
  const references = [
    line.sellerItemId && words.itemReference(line.sellerItemId),
    line.buyerItemId && words.buyerItemReference(line.buyerItemId),
    line.standardItemId && words.standardItemReference(line.standardItemId.id),
    line.orderLineReference && words.orderLine(line.orderLineReference),
  ].filter(Boolean);
  return [
    line.description,
    references.join(" · "),
    line.period && figures.period(line.period),
    (line.attributes ?? []).map(({ name, value }) => words.attribute(name, value)).join(" · "),
    line.grossUnitPrice && line.priceDiscount
      ? words.grossPrice(figures.amount(line.grossUnitPrice), figures.amount(line.priceDiscount))
      : undefined,
    ...line.allowances.map(
      (allowance) =>
        `${allowanceText("allowance", allowance, words, figures)} ${figures.negative(allowance.amount)}`,
    ),
    ...line.charges.map(
      (charge) =>
        `${allowanceText("charge", charge, words, figures)} ${figures.amount(charge.amount)}`,
    ),
    line.note,
  ].filter((text): text is string => Boolean(text));
}
