import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import type { PrintedParty } from "./describe-invoice.ts";
import { drawLogo } from "./draw-logo.server.ts";
import type { Labelled } from "./figures.ts";
import { type Letterhead, type NamedContact, type Styles, stylesFor } from "./letterhead.ts";
import { breakLines } from "./line-breaking.ts";
import { type Column, page, type Tag, type TextStyle } from "./page.ts";
import type { TaggedPdf } from "./tagged-pdf.server.ts";

interface PairArea {
  x: number;
  width: number;
  across: number;
}

const columnGap = 12;

/** The paper: brand edge, logo, title; running header and footer; the boxes that invoice and receipt share. */
export class Stationery {
  readonly styles: Styles;
  readonly words: Messages["document"];

  constructor(
    readonly pdf: TaggedPdf,
    readonly letterhead: Letterhead,
    language: Language,
  ) {
    this.styles = stylesFor(letterhead.brandColour);
    this.words = messagesFor(language).document;
  }

  /** Logo at the left, title and number at the right, at the top of the first page. */
  masthead(kind: string, number: string): void {
    const { pdf, styles, letterhead } = this;
    const top = 38;
    drawLogo(pdf, letterhead, this.words.logo(letterhead.name), styles, {
      x: page.left,
      y: top,
      width: 190,
      height: 46,
    });
    pdf.y = top - 2;
    const title = pdf.tag(pdf.root, "H1");
    const width = 290;
    pdf.flow([
      {
        x: page.right - width,
        width,
        paragraphs: [
          pdf.paragraph(title, kind, styles.title, width, { align: "right" }),
          pdf.paragraph(title, number, styles.number, width, { align: "right" }),
        ],
      },
    ]);
    // The address stands where the window of a French envelope is: 110 mm from the left, 45 mm from the top.
    pdf.y = Math.max(pdf.y + 18, 126);
  }

  /** Who writes to whom: the sender small at the left, the recipient in the window of the envelope. */
  parties(sender: PrintedParty, recipient: PrintedParty): void {
    const { pdf } = this;
    const recipientX = 312;
    pdf.flow([
      this.#party(sender, page.left, recipientX - page.left - 24, true),
      this.#party(recipient, recipientX, page.right - recipientX, false),
    ]);
    pdf.y += 16;
  }

  #party(party: PrintedParty, x: number, width: number, quiet: boolean): Column {
    const { pdf, styles } = this;
    const section = pdf.tag(pdf.root, "Sect");
    const style = quiet ? styles.small : styles.body;
    const name = quiet ? styles.strong : { ...styles.strong, size: 11, leading: 15 };
    return {
      x,
      width,
      paragraphs: [
        pdf.paragraph(pdf.tag(section, "H2"), party.heading, styles.label, width),
        pdf.paragraph(pdf.tag(section, "P"), party.name, name, width),
        ...party.lines.map((line) => pdf.paragraph(pdf.tag(section, "P"), line, style, width)),
      ],
    };
  }

  /** What people came for, the largest thing on the page. */
  headline(headline: { label: string; amount: string; detail: string }): void {
    const { pdf, styles } = this;
    const section = pdf.tag(pdf.root, "Sect");
    const padding = 12;
    const inner = page.right - page.left - 2 * padding;
    const detailStyle = { ...styles.strong, size: 11, leading: 16 };
    const left = [
      pdf.paragraph(pdf.tag(section, "P"), headline.label, styles.small, inner * 0.5),
      pdf.paragraph(pdf.tag(section, "P"), headline.amount, styles.amount, inner * 0.5),
    ];
    const right = headline.detail
      ? [
          pdf.paragraph(pdf.tag(section, "P"), headline.detail, detailStyle, inner * 0.5, {
            align: "right",
          }),
        ]
      : [];
    const columns = [
      { x: page.left + padding, width: inner * 0.5, paragraphs: left },
      { x: page.left + padding + inner * 0.5, width: inner * 0.5, paragraphs: right },
    ];
    const height = pdf.heightOf(columns) + 2 * padding - 6;
    pdf.ensure(height);
    const top = pdf.y;
    pdf.box(page.left, top, page.right - page.left, height, styles.wash, 5);
    pdf.box(page.left, top, 4, height, styles.brand);
    pdf.y = top + padding - 4;
    pdf.flow(columns.slice(0, 1));
    // The deadline stands on the amount's line.
    pdf.y = top + height - padding - 20;
    pdf.flow(columns.slice(1));
    pdf.y = top + height + 11;
  }

  /** A section's heading, with `keep` points of what follows on the same page: alone at the foot it is no use. */
  heading(parent: Tag, text: string, style: TextStyle = this.styles.heading, keep = 30): void {
    const { pdf } = this;
    const width = page.right - page.left;
    pdf.ensure(keep + 20);
    pdf.flow([
      {
        x: page.left,
        width,
        paragraphs: [pdf.paragraph(pdf.tag(parent, "H2"), text, style, width)],
      },
    ]);
    pdf.y += 3;
  }

  text(parent: Tag, text: string, style: TextStyle = this.styles.body): void {
    const width = page.right - page.left;
    this.pdf.flow([
      {
        x: page.left,
        width,
        paragraphs: [this.pdf.paragraph(this.pdf.tag(parent, "P"), text, style, width)],
      },
    ]);
    this.pdf.y += style === this.styles.fine ? 1 : 3;
  }

  /**
   * Labels over values, up to `across` in a row, a long one over several columns. A list, so that a screen reader says
   * each value with its label.
   */
  pairs(parent: Tag, pairs: readonly Labelled[], area: PairArea): void {
    if (pairs.length === 0) return;
    const { pdf, styles } = this;
    const list = pdf.tag(parent, "L");
    const step = (area.width + columnGap) / area.across;
    for (const row of this.#rowsOf(pairs, area)) {
      let column = 0;
      pdf.flow(
        row.map(({ label, value, span }) => {
          const item = pdf.tag(list, "LI");
          const x = area.x + column * step;
          const width = span * step - columnGap;
          column += span;
          return {
            x,
            width,
            paragraphs: [
              pdf.paragraph(pdf.tag(item, "Lbl"), label, styles.label, width),
              pdf.paragraph(pdf.tag(item, "LBody"), value, styles.body, width),
            ],
          };
        }),
      );
      pdf.y += 5;
    }
  }

  #rowsOf(pairs: readonly Labelled[], area: PairArea): (Labelled & { span: number })[][] {
    const step = (area.width + columnGap) / area.across;
    const rows: (Labelled & { span: number })[][] = [];
    let free = 0;
    for (const pair of pairs) {
      const needed = this.pdf.widthOf(pair.value, this.styles.body) + columnGap;
      const span = Math.min(area.across, Math.ceil(needed / step));
      if (span > free) {
        rows.push([]);
        free = area.across;
      }
      rows.at(-1)?.push({ ...pair, span });
      free -= span;
    }
    return rows;
  }

  /** Runs two things side by side, where the first stays on its page. */
  beside(first: () => void, second: () => void): void {
    const { pdf } = this;
    const [top, pages] = [pdf.y, pdf.pageCount];
    first();
    const bottom = pdf.y;
    if (pdf.pageCount === pages) pdf.y = top;
    second();
    if (pdf.pageCount === pages) pdf.y = Math.max(pdf.y, bottom);
  }

  /** The person to call, in a box of the given width. */
  contact(
    parent: Tag,
    contact: NamedContact | null,
    introduction: string,
    area: { x: number; width: number },
  ): void {
    const { pdf, styles, words, letterhead } = this;
    const padding = 12;
    const width = area.width - 2 * padding;
    const section = pdf.tag(parent, "Sect");
    const set = (type: string, text: string, style: TextStyle, above = 0) =>
      pdf.paragraph(pdf.tag(section, type), text, style, width, { above });
    const columns = [
      {
        x: area.x + padding,
        width,
        paragraphs: [
          set("H2", words.contactHeading, styles.label),
          set("P", contact?.name ?? letterhead.name, { ...styles.strong, size: 11, leading: 15 }),
          set("P", contact?.phone || letterhead.phone, styles.strong),
          set("P", contact?.hours || letterhead.openingHours, styles.small),
          set("P", letterhead.email, styles.small),
          set("P", introduction, styles.small, 5),
        ],
      },
    ];
    const height = pdf.heightOf(columns) + 2 * padding;
    pdf.ensure(height);
    const top = pdf.y;
    pdf.box(area.x, top, area.width, height, styles.wash, 5);
    pdf.y = top + padding;
    pdf.flow(columns);
    pdf.y = top + height;
  }

  /** Closes the file with brand edge, running header from page 2, and footer. */
  async finish(runningTitle: string): Promise<Uint8Array> {
    const { pdf, styles, letterhead, words } = this;
    const line = [letterhead.legalName, letterhead.phone, letterhead.email]
      .filter(Boolean)
      .join(" · ");
    const [footer = ""] = breakLines(line, 400, (part) => pdf.widthOf(part, styles.fine));
    return pdf.finish((number, count) => {
      pdf.box(0, 0, page.width, 6, styles.brand);
      if (number > 1) {
        pdf.artifact(() => {
          pdf.label(letterhead.name, page.left, 46, styles.small);
          pdf.label(runningTitle, page.right, 46, styles.small, "right");
        }, "Pagination");
        pdf.rule(page.left, page.right, 56, styles.hairline, 0.6);
      }
      pdf.rule(page.left, page.right, 794, styles.hairline, 0.6);
      pdf.artifact(() => {
        pdf.label(footer, page.left, 810, styles.fine);
        pdf.label(words.page(number, count), page.right, 810, styles.fine, "right");
      }, "Pagination");
    });
  }
}
