import type { Day } from "#app/platform/calendar.ts";
import { type Money, money, toMinor } from "#app/platform/money.ts";
import type { InvoiceSheetProps, SheetParty, SheetTotals } from "./invoice-sheet.tsx";
import type { SheetLine } from "./line-row.tsx";

/** The parts of an invoice (the canonical model's names) that a page shows. Decimals are strings, `netAmount` minor units. */
export interface SheetSource {
  id: string;
  kind: "invoice" | "creditNote";
  number: string;
  issueDate: Day;
  dueDate: Day | null;
  currency: string;
  format: "json" | "ubl" | "cii" | "factur-x";
  preceding: { number: string; id: string | null }[];
  lines: {
    id: string;
    netAmount: number;
    line: {
      name: string;
      description?: string;
      note?: string;
      quantity: string;
      unitCode: string;
      netUnitPrice: string;
      baseQuantity?: string;
      vat: { rate?: string };
    };
  }[];
  document: {
    seller: SourceParty;
    buyer: SourceParty;
    buyerReference?: string;
    orderReference?: string;
    period?: { start?: Day; end?: Day };
    paymentTerms?: string;
    notes: { text: string }[];
    allowances: Adjustment[];
    charges: Adjustment[];
    vatBreakdown: { rate?: string; taxAmount: string; exemptionReason?: string }[];
    totals: {
      lineNet: string;
      net: string;
      vat: string;
      gross: string;
      prepaid?: string;
      rounding?: string;
      payable: string;
    };
  };
}

interface SourceParty {
  name: string;
  vatId?: string;
  legalId?: { id: string };
  address?: {
    line1?: string;
    line2?: string;
    line3?: string;
    postCode?: string;
    city?: string;
    country?: string;
  };
}

interface Adjustment {
  amount: string;
  reason?: string;
}

/** Where what a page links to is; `dispute` null where this reader cannot contest. */
interface SheetPaths {
  invoice(invoiceId: string): string;
  thread(disputeId: string): string;
  /** Null for who may not see the document as it was sent. */
  original(invoiceId: string): string | null;
  dispute: ((invoiceId: string, lineId: string) => string) | null;
}

interface ContestedLine {
  disputeId: string;
  reference: string;
  lineId: string;
  open: boolean;
}

/** The invoice as the page shows it, from the canonical model and what was contested of it. */
export function sheetOf(
  view: SheetSource,
  options: { paths: SheetPaths; contested: readonly ContestedLine[] },
): InvoiceSheetProps {
  const { document } = view;
  const { paths } = options;
  return {
    kind: view.kind,
    number: view.number,
    seller: partyOf(document.seller),
    buyer: partyOf(document.buyer),
    issueDate: view.issueDate,
    dueDate: view.dueDate,
    reference: document.buyerReference ?? null,
    orderReference: document.orderReference ?? null,
    period: document.period ?? null,
    preceding: view.preceding.map(({ number, id }) => ({
      number,
      href: id ? paths.invoice(id) : null,
    })),
    currency: view.currency,
    original: view.format === "factur-x" ? paths.original(view.id) : null,
    lines: view.lines.map(({ id, netAmount, line }): SheetLine => {
      const dispute = options.contested.findLast(({ lineId }) => lineId === id);
      return {
        id,
        name: line.name,
        description: line.description ?? null,
        note: line.note ?? null,
        quantity: line.quantity,
        unitCode: line.unitCode,
        unitPrice: line.netUnitPrice,
        baseQuantity: line.baseQuantity ?? null,
        vatRate: line.vat.rate ?? null,
        netAmount: money(netAmount, view.currency),
        contestTo:
          paths.dispute && view.kind === "invoice" && netAmount > 0
            ? paths.dispute(view.id, id)
            : null,
        dispute: dispute
          ? {
              reference: dispute.reference,
              to: paths.thread(dispute.disputeId),
              open: dispute.open,
            }
          : null,
      };
    }),
    totals: totalsOf(document, view.currency),
    paymentTerms: document.paymentTerms ?? null,
    notes: document.notes.map(({ text }) => text),
  };
}

function partyOf(party: SourceParty): SheetParty {
  const { address } = party;
  const place = [address?.postCode, address?.city].filter(Boolean).join(" ");
  const lines = [address?.line1, address?.line2, address?.line3, place].filter(
    (line): line is string => Boolean(line),
  );
  return {
    name: party.name,
    address: address?.country && address.country !== "FR" ? [...lines, address.country] : lines,
    legalId: party.legalId && spaced(party.legalId.id),
    vatId: party.vatId,
  };
}

/** SIREN and SIRET as people read them out: 999 812 043, 999 812 043 00017. */
function spaced(legalId: string): string {
  return /^(\d{9}|\d{14})$/.test(legalId)
    ? legalId.replace(/^(\d{3})(\d{3})(\d{3})/, "$1\u00a0$2\u00a0$3\u00a0").trimEnd()
    : legalId;
}

function totalsOf(document: SheetSource["document"], currency: string): SheetTotals {
  const { totals } = document;
  const amount = (decimal: string): Money => money(toMinor(decimal, currency) ?? 0, currency);
  const perhaps = (decimal: string | undefined) => {
    const value = decimal === undefined ? null : amount(decimal);
    return value && value.minor !== 0 ? value : null;
  };
  const adjustments = (list: readonly Adjustment[]) =>
    list.map((one) => ({ label: one.reason ?? "", amount: amount(one.amount) }));
  return {
    lineNet: amount(totals.lineNet),
    allowances: adjustments(document.allowances),
    charges: adjustments(document.charges),
    net: amount(totals.net),
    // Factur-X MINIMUM has the total alone.
    vat:
      document.vatBreakdown.length === 0
        ? [{ rate: null, amount: amount(totals.vat) }]
        : document.vatBreakdown.map((part) => ({
            rate: part.rate ?? null,
            amount: amount(part.taxAmount),
            reason: part.exemptionReason,
          })),
    gross: amount(totals.gross),
    prepaid: perhaps(totals.prepaid),
    rounding: perhaps(totals.rounding),
    payable: amount(totals.payable),
  };
}
