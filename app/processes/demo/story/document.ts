import Big from "big.js";
import { addDays, type Day } from "#app/platform/calendar.ts";
import { roundToMinor, toDecimal, toMinor } from "#app/platform/money.ts";
import { biller } from "./biller.ts";
import { type CustomerPart, uhren } from "./cast.ts";

export interface StoryLine {
  readonly name: string;
  readonly description?: string;
  readonly note?: string;
  readonly quantity: string;
  /** UN/ECE Recommendation 20: KWH, MTQ, MON, HUR, H87. */
  readonly unit: string;
  /** Net, decimal string. */
  readonly price: string;
  /** Per cent. Abroad nothing is charged (export). */
  readonly vat: "20" | "10" | "5.5";
  readonly meter?: string;
  readonly period?: { readonly start: Day; readonly end: Day };
}

/** A document before it has a number: numbers follow from the order of all dates. */
export interface StoryDocument {
  /** Names it within the story: "fournil/2026-10". */
  readonly key: string;
  readonly kind: "invoice" | "creditNote";
  readonly customer: CustomerPart;
  readonly issued: Day;
  /** A credit note has none. */
  readonly due: Day | null;
  readonly lines: readonly StoryLine[];
  readonly buyerReference?: string;
  /** A word from a person to a person, on the invoice. */
  readonly personal?: string;
  /** The invoice that a credit note corrects, by its key. */
  readonly corrects?: string;
}

export interface NumberedDocument extends StoryDocument {
  readonly number: string;
}

export function currencyOf(customer: CustomerPart): "EUR" | "CHF" {
  return customer === uhren ? "CHF" : "EUR";
}

/** What it comes to, VAT included, in minor units. */
export function payableOf(document: StoryDocument): number {
  const currency = currencyOf(document.customer);
  return toMinor(totalsOf(document).totals.payable, currency) ?? 0;
}

export function netOfLine(line: StoryLine, currency: string): string {
  return toDecimal(roundToMinor(new Big(line.quantity).times(line.price), currency), currency);
}

/** Numbers without gaps in the order of dates, a series for each year and kind: "FA-2026-00001", "AV-2026-00001". */
export function numberAll(documents: readonly StoryDocument[]): NumberedDocument[] {
  const counts = new Map<string, number>();
  return [...documents]
    .sort((a, b) => a.issued.localeCompare(b.issued) || a.key.localeCompare(b.key))
    .map((document) => {
      const series = `${document.kind === "invoice" ? "FA" : "AV"}-${document.issued.slice(0, 4)}`;
      const count = (counts.get(series) ?? 0) + 1;
      counts.set(series, count);
      return { ...document, number: `${series}-${String(count).padStart(5, "0")}` };
    });
}

/** The document as the biller's system sends it: the JSON of the API, with totals and French mentions. */
export function asSent(
  document: NumberedDocument,
  links: { corrected?: NumberedDocument; disputeReference?: string } = {},
) {
  const { customer, lines, corrects: _corrects } = document;
  const currency = currencyOf(customer);
  const english = customer.language === "en";
  const isInvoice = document.kind === "invoice";
  return {
    number: document.number,
    typeCode: isInvoice ? "380" : "381",
    issueDate: document.issued,
    ...(document.due ? { dueDate: document.due } : {}),
    currency,
    customerNumber: customer.number,
    ...(document.buyerReference ? { buyerReference: document.buyerReference } : {}),
    ...(links.corrected
      ? {
          precedingInvoices: [
            { number: links.corrected.number, issueDate: links.corrected.issued },
          ],
        }
      : {}),
    ...(links.disputeReference ? { disputeReference: links.disputeReference } : {}),
    seller: {
      name: biller.legalName,
      tradingName: biller.name,
      legalId: { id: biller.legalId, scheme: "0002" },
      vatId: biller.vatId,
      legalForm: biller.legalMention,
      address: biller.address,
      contact: {
        name: customer.contact.name,
        phone: customer.contact.phone,
        email: customer.contact.email,
      },
    },
    buyer: {
      name: customer.name,
      ...(customer.legalId ? { legalId: customer.legalId } : {}),
      ...(customer.vatId ? { vatId: customer.vatId } : {}),
      address: customer.address,
    },
    lines: lines.map((line, index) => sentLine(line, index, document)),
    ...totalsOf(document),
    paymentTerms: termsOf(document, english),
    ...(isInvoice
      ? {
          paymentMeans: [
            {
              // UNTDID 4461: a SEPA transfer is in euros only.
              code: currency === "EUR" ? "58" : "30",
              iban: biller.iban,
              bic: biller.bic,
              accountName: biller.legalName,
              reference: document.number,
            },
          ],
        }
      : {}),
    notes: [
      ...(document.personal ? [document.personal] : []),
      ...(isInvoice ? legalNotes(english) : []),
    ],
  };
}

function sentLine(line: StoryLine, index: number, document: StoryDocument) {
  const currency = currencyOf(document.customer);
  return {
    id: String(index + 1),
    name: line.name,
    ...(line.description ? { description: line.description } : {}),
    ...(line.note ? { note: line.note } : {}),
    // UNTDID 1153: MG, a meter.
    ...(line.meter ? { objectIdentifier: { id: line.meter, scheme: "MG" } } : {}),
    ...(line.period ? { period: line.period } : {}),
    quantity: line.quantity,
    unitCode: line.unit,
    netUnitPrice: line.price,
    netAmount: netOfLine(line, currency),
    vat: vatOf(line, document.customer),
  };
}

const isAbroad = (customer: CustomerPart) => customer.address.country !== "FR";

function vatOf(line: StoryLine, customer: CustomerPart) {
  return isAbroad(customer) ? { category: "G", rate: "0" } : { category: "S", rate: line.vat };
}

function totalsOf({ lines, customer }: StoryDocument) {
  const currency = currencyOf(customer);
  const decimal = (value: Big) => toDecimal(roundToMinor(value, currency), currency);
  const taxable = new Map<string, Big>();
  for (const line of lines) {
    const { rate } = vatOf(line, customer);
    taxable.set(rate, (taxable.get(rate) ?? new Big(0)).plus(netOfLine(line, currency)));
  }
  const breakdown = [...taxable].map(([rate, net]) => ({
    ...(isAbroad(customer)
      ? {
          category: "G",
          exemptionReason: "Exportation hors de l'Union européenne, article 262 I du CGI",
          exemptionReasonCode: "VATEX-EU-G",
        }
      : { category: "S" }),
    rate,
    taxableAmount: decimal(net),
    taxAmount: decimal(net.times(rate).div(100)),
  }));
  const sum = (amounts: string[]) => amounts.reduce((total, each) => total.plus(each), new Big(0));
  const net = sum(breakdown.map(({ taxableAmount }) => taxableAmount));
  const vat = sum(breakdown.map(({ taxAmount }) => taxAmount));
  const gross = decimal(net.plus(vat));
  return {
    vatBreakdown: breakdown,
    totals: {
      lineNet: decimal(net),
      net: decimal(net),
      vat: decimal(vat),
      gross,
      prepaid: decimal(new Big(0)),
      payable: gross,
    },
  };
}

function termsOf({ issued, due }: StoryDocument, english: boolean): string {
  if (due === null)
    return english ? "To be set against what is due" : "À déduire de ce qui reste dû";
  if (due === addDays(issued, 30))
    return english
      ? "Payable within 30 days of the invoice date"
      : "Paiement à 30 jours date de facture";
  return english ? "Payable by the due date shown" : "Paiement à la date d'échéance indiquée";
}

/** What French law wants on invoices between businesses (Code de commerce, L441-9), by UNTDID 4451 subject. */
function legalNotes(english: boolean) {
  return english
    ? [
        {
          subjectCode: "PMT",
          text: "Fixed compensation for recovery costs in case of late payment: €40.",
        },
        {
          subjectCode: "PMD",
          text: "Late payment interest: three times the French legal interest rate.",
        },
        { subjectCode: "AAB", text: "No discount for early payment." },
      ]
    : [
        {
          subjectCode: "PMT",
          text: "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement\u00a0: 40\u00a0€.",
        },
        {
          subjectCode: "PMD",
          text: "Pénalités de retard\u00a0: trois fois le taux d'intérêt légal.",
        },
        { subjectCode: "AAB", text: "Pas d'escompte pour paiement anticipé." },
      ];
}
