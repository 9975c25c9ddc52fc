import { toMinor } from "#app/platform/money.ts";
import type { Finding, Invoice, Line } from "./model.ts";
import { isCreditNote } from "./model.ts";
import { searchTextOf } from "./search-text.ts";

/** The columns of `invoices` that come from the document itself. Amounts in minor units of `currency`. */
export interface InvoiceColumns {
  kind: "invoice" | "creditNote";
  number: string;
  seller_key: string;
  type_code: string;
  issue_date: string;
  due_date: string | null;
  currency: string;
  net: number;
  vat: number;
  gross: number;
  payable: number;
  reference: string | null;
  title: string;
  line_count: number;
  search_text: string;
  document: Invoice;
}

/** A row of `invoice_lines` but for its keys. */
export interface LineColumns {
  id: string;
  position: number;
  name: string;
  description: string | null;
  note: string | null;
  quantity: string;
  unit_code: string;
  net_unit_price: string;
  net_amount: number;
  vat_category: string;
  vat_rate: string | null;
  item_id: string | null;
}

export interface InvoiceRows {
  invoice: InvoiceColumns;
  lines: LineColumns[];
}

/** Where an amount stands in the document as it was sent: JSON Pointer, or XPath for the XML formats. */
type PointerTo = (
  field: "net" | "vat" | "gross" | "payable" | { line: number },
  invoice: Invoice,
) => string;

/** Whose number it is: a number is unique per seller (legal id, else VAT id, else name). */
export function sellerKeyOf({ seller }: Pick<Invoice, "seller">): string {
  return (seller.legalId?.id ?? seller.vatId ?? seller.name).replace(/\s+/g, " ").trim();
}

/**
 * Turns the canonical invoice into what is stored. Answers findings instead when an amount cannot be money: it has more decimals
 * than its currency (BR-DEC knows only two, yen have none), or leaves the range of exact integers.
 */
export function rowsOf(
  invoice: Invoice,
  options: { pointerTo: PointerTo; tooFine: (amount: string, currency: string) => string },
): InvoiceRows | Finding[] {
  const { currency } = invoice;
  const findings: Finding[] = [];
  const minor = (amount: string, field: Parameters<PointerTo>[0]): number => {
    const value = toMinor(amount, currency);
    if (value === null)
      findings.push({
        pointer: options.pointerTo(field, invoice),
        rule: null,
        message: options.tooFine(amount, currency),
      });
    return value ?? 0;
  };
  const amounts = {
    net: minor(invoice.totals.net, "net"),
    vat: minor(invoice.totals.vat, "vat"),
    gross: minor(invoice.totals.gross, "gross"),
    payable: minor(invoice.totals.payable, "payable"),
  };
  const ids = uniqueLineIds(invoice.lines);
  const lines = invoice.lines.map((line, index): LineColumns => {
    return {
      id: ids[index] ?? String(index + 1),
      position: index,
      name: line.name,
      description: line.description ?? null,
      note: line.note ?? null,
      quantity: line.quantity,
      unit_code: line.unitCode,
      net_unit_price: line.netUnitPrice,
      net_amount: minor(line.netAmount, { line: index }),
      vat_category: line.vat.category,
      vat_rate: line.vat.rate ?? null,
      item_id: line.sellerItemId ?? line.standardItemId?.id ?? line.buyerItemId ?? null,
    };
  });
  if (findings.length > 0) return findings;
  return {
    invoice: {
      kind: isCreditNote(invoice) ? "creditNote" : "invoice",
      number: invoice.number,
      seller_key: sellerKeyOf(invoice),
      type_code: invoice.typeCode,
      issue_date: invoice.issueDate,
      due_date: invoice.dueDate ?? null,
      currency,
      ...amounts,
      reference: invoice.buyerReference ?? invoice.orderReference ?? null,
      title: titleOf(invoice.lines),
      line_count: lines.length,
      search_text: searchTextOf(invoice, { ...amounts, currency }),
      document: invoice,
    },
    lines,
  };
}

/** What the invoice is about, for lists: the names of its lines, each once, as many as fit, and how many more there are. */
export function titleOf(lines: readonly Pick<Line, "name">[]): string {
  const longest = 80;
  const names = [...new Set(lines.map((line) => line.name.replace(/\s+/g, " ").trim()))];
  let title = "";
  for (const [index, name] of names.entries()) {
    const rest = names.length - index;
    const next = title === "" ? name : `${title} · ${name}`;
    if ([...next].length <= longest) {
      title = next;
      continue;
    }
    if (title !== "") return `${title} + ${rest}`;
    const more = rest > 1 ? ` + ${rest - 1}` : "";
    return `${[...name].slice(0, longest - 1 - more.length).join("")}…${more}`;
  }
  return title;
}

/** BT-126 as it is, but the second line of an id becomes "7-2": pages and disputes name lines by it. */
function uniqueLineIds(lines: readonly Pick<Line, "id">[]): string[] {
  const used = new Set(lines.map(({ id }) => id));
  const seen = new Set<string>();
  return lines.map(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return id;
    }
    let copy = 2;
    while (used.has(`${id}-${copy}`)) copy += 1;
    used.add(`${id}-${copy}`);
    return `${id}-${copy}`;
  });
}

const jsonPointers = {
  net: "/totals/net",
  vat: "/totals/vat",
  gross: "/totals/gross",
  payable: "/totals/payable",
};
const ublPaths = {
  net: "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
  vat: "cac:TaxTotal/cbc:TaxAmount",
  gross: "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
  payable: "cac:LegalMonetaryTotal/cbc:PayableAmount",
};
const ciiSummation =
  "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementHeaderMonetarySummation";
const ciiPaths = {
  net: `${ciiSummation}/ram:TaxBasisTotalAmount`,
  vat: `${ciiSummation}/ram:TaxTotalAmount`,
  gross: `${ciiSummation}/ram:GrandTotalAmount`,
  payable: `${ciiSummation}/ram:DuePayableAmount`,
};

/** How the format of the original points at an amount. */
export function pointersFor(format: "json" | "ubl" | "cii" | "factur-x"): PointerTo {
  if (format === "json")
    return (field) =>
      typeof field === "object" ? `/lines/${field.line}/netAmount` : jsonPointers[field];
  if (format === "ubl")
    return (field, invoice) => {
      const root = isCreditNote(invoice) ? "CreditNote" : "Invoice";
      return typeof field === "object"
        ? `/${root}/cac:${root}Line[${field.line + 1}]/cbc:LineExtensionAmount`
        : `/${root}/${ublPaths[field]}`;
    };
  return (field) =>
    typeof field === "object"
      ? `/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem[${field.line + 1}]/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`
      : `/rsm:CrossIndustryInvoice/${ciiPaths[field]}`;
}
