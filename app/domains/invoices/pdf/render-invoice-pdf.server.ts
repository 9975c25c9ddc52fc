import type { Language } from "#app/platform/i18n/language.ts";
import { localeOf } from "#app/platform/i18n/language.ts";
import { type Invoice, isCreditNote } from "../model.ts";
import { describeInvoice, type InvoiceDescription, type PrintedParty } from "./describe-invoice.ts";
import type { Letterhead, NamedContact } from "./letterhead.ts";
import { page, type Tag } from "./page.ts";
import { Stationery } from "./stationery.server.ts";
import { TaggedPdf } from "./tagged-pdf.server.ts";
import { sumTable, type TableColumn, TaggedTable } from "./tagged-table.server.ts";

export interface InvoicePdfInput {
  invoice: Invoice;
  biller: Letterhead;
  contact: NamedContact | null;
  language: Language;
  /** False for whoever only holds a mail's link: the paper says where the account is instead. */
  showBankDetails: boolean;
  /** CII to embed as factur-x.xml (profile EN 16931), with or without bank details as above; null embeds nothing. */
  facturX: string | null;
  /** Code that the portal's verification page knows, and where that page is ("factures.example/verify"). */
  verificationCode?: string;
  verificationPlace?: string;
}

const textWidth = page.right - page.left;

/**
 * Draws an invoice or credit note as PDF/A-3a and PDF/UA-1, with Factur-X inside where given. The same input gives the
 * same bytes: its dates are the invoice's.
 */
export async function renderInvoicePdf(input: InvoicePdfInput): Promise<Uint8Array> {
  const { invoice, biller, language } = input;
  const description = describeInvoice(invoice, language, input.showBankDetails);
  const createdOn = new Date(`${invoice.issueDate}T00:00:00Z`);
  const pdf = new TaggedPdf({
    title: `${description.title} – ${biller.name}`,
    author: biller.legalName || biller.name,
    language: localeOf(language),
    facturX: input.facturX !== null,
    createdOn,
  });
  const paper = new Stationery(pdf, biller, language);
  paper.masthead(description.kind, description.number);
  paper.parties(description.seller, description.buyer);
  paper.headline(description.headline);
  const across = Math.min(5, Math.max(4, description.facts.length));
  paper.pairs(pdf.root, description.facts, { x: page.left, width: textWidth, across });
  drawOthers(paper, description.others);
  drawLines(paper, description);
  drawAmounts(paper, description);
  drawPayment(paper, description, input);
  drawNotes(paper, description, input);
  if (input.facturX !== null) pdf.embedFacturX(input.facturX, paper.words.facturX, createdOn);
  return paper.finish(description.title);
}

function drawOthers({ pdf, styles }: Stationery, others: PrintedParty[]): void {
  if (others.length === 0) return;
  const width = (textWidth - 24) / 3;
  pdf.flow(
    others.map((party, index) => {
      const section = pdf.tag(pdf.root, "Sect");
      return {
        x: page.left + index * (width + 12),
        width,
        paragraphs: [
          pdf.paragraph(pdf.tag(section, "H2"), party.heading, styles.label, width),
          ...[party.name, ...party.lines]
            .filter(Boolean)
            .map((line) => pdf.paragraph(pdf.tag(section, "P"), line, styles.body, width)),
        ],
      };
    }),
  );
  pdf.y += 6;
}

function drawLines({ pdf, styles, words }: Stationery, { lines }: InvoiceDescription): void {
  pdf.y += 5;
  const section = pdf.tag(pdf.root, "Sect");
  const names = words.columns;
  // As wide as their widest figure, the item gets the rest.
  const wide = (label: string, values: string[], most: number) =>
    Math.min(
      most,
      12 +
        Math.max(
          pdf.widthOf(label, styles.label),
          ...values.map((v) => pdf.widthOf(v, styles.body)),
        ),
    );
  const narrow: TableColumn[] = [
    {
      label: names.quantity,
      width: wide(
        names.quantity,
        lines.map((l) => l.quantity),
        96,
      ),
      align: "right",
    },
    {
      label: names.unitPrice,
      width: wide(
        names.unitPrice,
        lines.map((l) => l.unitPrice),
        96,
      ),
      align: "right",
    },
    {
      label: names.vat,
      width: wide(
        names.vat,
        lines.map((l) => l.vat),
        96,
      ),
      align: "right",
    },
    {
      label: names.net,
      width: wide(
        names.net,
        lines.map((l) => l.net),
        110,
      ),
      align: "right",
    },
  ];
  const rest = textWidth - narrow.reduce((sum, { width }) => sum + width, 0);
  const table = new TaggedTable(
    pdf,
    section,
    [{ label: names.item, width: rest, align: "left" }, ...narrow],
    styles,
    page.left,
  );
  for (const line of lines) {
    table.row([
      [
        { text: line.name, style: styles.body },
        ...line.details.map((text) => ({ text, style: styles.small })),
      ],
      [{ text: line.quantity, style: styles.body }],
      [
        { text: line.unitPrice, style: styles.body },
        ...(line.priceBasis ? [{ text: line.priceBasis, style: styles.small }] : []),
      ],
      [{ text: line.vat, style: styles.body }],
      [{ text: line.net, style: styles.body }],
    ]);
  }
  table.end();
  pdf.y += 12;
}

function drawAmounts(paper: Stationery, { amounts }: InvoiceDescription): void {
  const { pdf, styles } = paper;
  const section = pdf.tag(pdf.root, "Sect");
  const right = { x: 322, width: page.right - 322 };
  pdf.ensure(Math.min(300, 16.5 * amounts.sums.length + 44));
  paper.beside(
    () => {
      if (amounts.vat.length === 0) return;
      drawVat(paper, section, amounts.vat);
      for (const exemption of amounts.exemptions) {
        const paragraph = pdf.paragraph(pdf.tag(section, "P"), exemption, styles.small, 240);
        pdf.y += 5;
        pdf.flow([{ x: page.left, width: 240, paragraphs: [paragraph] }]);
      }
    },
    () => sumTable(pdf, section, amounts.sums, amounts.final, styles, right),
  );
  pdf.y += 13;
}

function drawVat(
  { pdf, styles, words }: Stationery,
  section: Tag,
  vat: InvoiceDescription["amounts"]["vat"],
): void {
  const names = words.vatColumns;
  const table = new TaggedTable(
    pdf,
    section,
    [
      { label: names.rate, width: 92, align: "left" },
      { label: names.base, width: 74, align: "right" },
      { label: names.tax, width: 74, align: "right" },
    ],
    styles,
    page.left,
  );
  for (const { rate, base, tax } of vat) {
    table.row([rate, base, tax].map((text) => [{ text, style: styles.small }]));
  }
  table.end();
}

function drawPayment(
  paper: Stationery,
  { payment }: InvoiceDescription,
  { invoice, contact }: InvoicePdfInput,
): void {
  const { pdf, styles, words } = paper;
  const credit = isCreditNote(invoice);
  const left = { x: page.left, width: 270, across: 2 };
  pdf.ensure(130);
  paper.beside(
    () => {
      if (payment.details.length === 0 && !payment.terms) return;
      const section = pdf.tag(pdf.root, "Sect");
      const set = (type: string, text: string, style: typeof styles.body) => {
        const paragraph = pdf.paragraph(pdf.tag(section, type), text, style, left.width);
        pdf.flow([{ x: left.x, width: left.width, paragraphs: [paragraph] }]);
      };
      set("H2", words.paymentHeading, styles.heading);
      pdf.y += 4;
      paper.pairs(section, payment.details, left);
      if (payment.terms) {
        set("P", words.terms, styles.label);
        set("P", payment.terms, styles.body);
      }
    },
    () => {
      const introduction = credit ? words.contactIntroductionCredit : words.contactIntroduction;
      paper.contact(pdf.root, contact, introduction, { x: 342, width: page.right - 342 });
    },
  );
  pdf.y += 12;
}

function drawNotes(
  paper: Stationery,
  description: InvoiceDescription,
  input: InvoicePdfInput,
): void {
  const { pdf, styles, words } = paper;
  // A block moves to the next page as a whole: its last line alone there would look lost.
  const block = (heading: string, texts: string[], style = styles.body) => {
    if (texts.length === 0) return;
    const section = pdf.tag(pdf.root, "Sect");
    const fine = style === styles.fine;
    const set = (type: string, text: string, textStyle: typeof style, above = 0) =>
      pdf.paragraph(pdf.tag(section, type), text, textStyle, textWidth, { above });
    const paragraphs = [
      set("H2", heading, fine ? styles.strong : styles.heading),
      ...texts.map((text) => set("P", text, style, fine ? 1 : 3)),
    ];
    pdf.flow([{ x: page.left, width: textWidth, paragraphs }]);
    pdf.y += 8;
  };
  block(words.notesHeading, description.notes);
  block(words.attachmentsHeading, description.attachments, styles.small);
  const { biller, verificationCode } = input;
  block(
    words.legalHeading,
    [
      ...description.legalNotes,
      [biller.legalName, biller.legalMention].filter(Boolean).join(" – "),
      verificationCode ? words.verification(verificationCode, input.verificationPlace ?? null) : "",
    ].filter(Boolean),
    styles.fine,
  );
}
