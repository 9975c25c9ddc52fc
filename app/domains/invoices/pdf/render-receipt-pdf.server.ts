import { type Language, localeOf } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Figures, figuresFor } from "./figures.ts";
import type { Letterhead, NamedContact } from "./letterhead.ts";
import { page } from "./page.ts";
import { Stationery } from "./stationery.server.ts";
import { TaggedPdf } from "./tagged-pdf.server.ts";
import { TaggedTable } from "./tagged-table.server.ts";

/** What a payment paid of one invoice. Amounts in minor units of the payment's currency. */
export interface ReceiptAllocation {
  invoiceNumber: string;
  issueDate: string;
  /** The invoice's total with VAT. */
  total: number;
  paid: number;
  /** Still due on the invoice after this payment. */
  remaining: number;
}

export interface ReceiptPdfInput {
  receiptNumber: string;
  /** The biller's calendar day on which the money came. */
  paidOn: string;
  /** In words of the language: "carte bancaire", "virement". */
  method: string;
  /** What the payer's bank shows, when known. */
  reference?: string;
  currency: string;
  amount: number;
  allocations: readonly ReceiptAllocation[];
  /** Kept as the customer's credit: amount less allocations. */
  credit: number;
  biller: Letterhead & { address: readonly string[] };
  customer: { name: string; number: string; address: readonly string[] };
  contact: NamedContact | null;
  language: Language;
}

/** Draws a receipt as PDF/A-3a and PDF/UA-1. The same input gives the same bytes. */
export async function renderReceiptPdf(input: ReceiptPdfInput): Promise<Uint8Array> {
  const { biller, language, currency } = input;
  const words = messagesFor(language).document;
  const figures = figuresFor(currency, language, words);
  const amount = (minor: number) => figures.amount(toDecimal(minor, currency));
  const title = words.titleWithNumber(words.receipt, input.receiptNumber);
  const pdf = new TaggedPdf({
    title: `${title} – ${biller.name}`,
    author: biller.legalName || biller.name,
    language: localeOf(language),
    facturX: false,
    createdOn: new Date(`${input.paidOn}T00:00:00Z`),
  });
  const paper = new Stationery(pdf, biller, language);
  paper.masthead(words.receipt, input.receiptNumber);
  paper.parties(
    { heading: words.seller, name: biller.legalName || biller.name, lines: biller.address },
    {
      heading: words.receivedFrom,
      name: input.customer.name,
      lines: input.customer.address,
    },
  );
  paper.headline({
    label: words.receiptAmount,
    amount: amount(input.amount),
    detail: words.receiptOf(figures.day(input.paidOn)),
  });
  drawFacts(paper, input, figures);
  drawAllocations(paper, input, figures, amount);
  drawClosing(paper, input);
  return paper.finish(title);
}

function drawFacts(paper: Stationery, input: ReceiptPdfInput, figures: Figures): void {
  const names = paper.words.receiptFacts;
  const facts = [
    { label: names.number, value: input.receiptNumber },
    { label: names.paidOn, value: figures.day(input.paidOn) },
    { label: names.method, value: input.method },
    { label: names.customerNumber, value: input.customer.number },
    ...(input.reference ? [{ label: names.reference, value: input.reference }] : []),
  ];
  const area = { x: page.left, width: page.right - page.left, across: 4 };
  paper.pairs(paper.pdf.root, facts, area);
  paper.pdf.y += 8;
}

function drawAllocations(
  paper: Stationery,
  { allocations, credit }: ReceiptPdfInput,
  figures: Figures,
  amount: (minor: number) => string,
): void {
  const { pdf, styles, words } = paper;
  const section = pdf.tag(pdf.root, "Sect");
  paper.heading(section, words.allocationsHeading);
  const names = words.allocationColumns;
  const money = (label: string) => ({ label, width: 92, align: "right" as const });
  const width = page.right - page.left;
  const table = new TaggedTable(
    pdf,
    section,
    [
      { label: names.invoice, width: width - 84 - 3 * 92, align: "left" },
      { label: names.issued, width: 84, align: "left" },
      money(names.total),
      money(names.paid),
      money(names.remaining),
    ],
    styles,
    page.left,
  );
  for (const allocation of allocations) {
    const cells = [
      allocation.invoiceNumber,
      figures.day(allocation.issueDate),
      amount(allocation.total),
      amount(allocation.paid),
      allocation.remaining === 0 ? words.settledInFull : amount(allocation.remaining),
    ];
    table.row(
      cells.map((text, index) => [{ text, style: index === 3 ? styles.strong : styles.body }]),
    );
  }
  table.end();
  pdf.y += 10;
  if (credit > 0) {
    paper.pairs(section, [{ label: words.customerCredit, value: amount(credit) }], {
      x: page.left,
      width,
      across: 2,
    });
  }
  pdf.y += 14;
}

function drawClosing(paper: Stationery, { biller, contact }: ReceiptPdfInput): void {
  const { pdf, styles, words } = paper;
  pdf.ensure(130);
  const width = 270;
  const mention = [biller.legalName, biller.legalMention].filter(Boolean).join(" – ");
  paper.beside(
    () => {
      const set = (text: string, style: typeof styles.body, above = 0) =>
        pdf.paragraph(pdf.tag(pdf.root, "P"), text, style, width, { above });
      const paragraphs = [
        set(words.receiptThanks, styles.body),
        set(words.receiptNotInvoice, styles.body),
        ...(mention ? [set(mention, styles.fine, 8)] : []),
      ];
      pdf.flow([{ x: page.left, width, paragraphs }]);
    },
    () =>
      paper.contact(pdf.root, contact, words.contactIntroductionReceipt, {
        x: 342,
        width: page.right - 342,
      }),
  );
}
