import { darkenUntil, mix } from "#app/platform/colour.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { drawLogo } from "./draw-logo.server.ts";
import { breakLines } from "./line-breaking.ts";
import { page, type Tag, type TaggedPdf, type TextStyle } from "./tagged-pdf.server.ts";

/** The company whose paper this is, in the language of the document. */
export interface Letterhead {
  name: string;
  legalName: string;
  /** Legal form, capital, register: what French law wants on documents. */
  legalMention: string;
  /** #rrggbb */
  brandColour: string;
  /** PNG, JPEG or a plain SVG; any other is replaced by the name's initial. */
  logo?: { bytes: Uint8Array; mediaType: string };
  phone: string;
  email: string;
  openingHours: string;
}

/** Who answers questions. */
export interface NamedContact {
  name: string;
  phone: string;
  hours: string;
}

/** Type sizes and colours, derived from the one brand colour so that any brand stays readable (7:1). */
export interface Styles {
  ink: string;
  quiet: string;
  hairline: string;
  brand: string;
  wash: string;
  title: TextStyle;
  number: TextStyle;
  heading: TextStyle;
  amount: TextStyle;
  strong: TextStyle;
  body: TextStyle;
  small: TextStyle;
  label: TextStyle;
  fine: TextStyle;
}

export function stylesFor(brandColour: string): Styles {
  const ink = "#16181d";
  const quiet = "#4a4f59";
  const wash = mix(brandColour, "#ffffff", 0.08);
  const brand = darkenUntil(brandColour, wash, 7);
  return {
    ink,
    quiet,
    hairline: "#d9d4c7",
    brand,
    wash,
    title: { weight: "strong", size: 23, colour: brand, leading: 29 },
    number: { weight: "regular", size: 12, colour: ink, leading: 17 },
    heading: { weight: "strong", size: 11.5, colour: ink, leading: 16 },
    amount: { weight: "strong", size: 22, colour: brand, leading: 29 },
    strong: { weight: "strong", size: 9.5, colour: ink, leading: 13.5 },
    body: { weight: "regular", size: 9.5, colour: ink, leading: 13.5 },
    small: { weight: "regular", size: 8.5, colour: quiet, leading: 12 },
    label: { weight: "regular", size: 8, colour: quiet, leading: 11.5 },
    fine: { weight: "regular", size: 7.5, colour: quiet, leading: 10.5 },
  };
}

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
    pdf.y = Math.max(pdf.y + 18, 128);
  }

  /** What people came for, the largest thing on the page. */
  headline(headline: { label: string; amount: string; detail: string }): void {
    const { pdf, styles } = this;
    const section = pdf.tag(pdf.root, "Sect");
    const padding = 14;
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
    pdf.y = top + height + 14;
  }

  heading(parent: Tag, text: string, type: "H2" | "H3" = "H2"): void {
    const { pdf, styles } = this;
    const width = page.right - page.left;
    // A heading alone at the foot of a page is no use.
    pdf.ensure(70);
    pdf.flow([
      {
        x: page.left,
        width,
        paragraphs: [pdf.paragraph(pdf.tag(parent, type), text, styles.heading, width)],
      },
    ]);
    pdf.y += 4;
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
    this.pdf.y += 3;
  }

  /** Labels over values, `across` of them in a row: a list, so that a screen reader says the pairs. */
  pairs(
    parent: Tag,
    pairs: readonly { label: string; value: string }[],
    area: { x: number; width: number; across: number },
  ): void {
    if (pairs.length === 0) return;
    const { pdf, styles } = this;
    const list = pdf.tag(parent, "L");
    const gap = 12;
    const width = (area.width - gap * (area.across - 1)) / area.across;
    for (let start = 0; start < pairs.length; start += area.across) {
      const row = pairs.slice(start, start + area.across);
      pdf.flow(
        row.map(({ label, value }, index) => {
          const item = pdf.tag(list, "LI");
          return {
            x: area.x + index * (width + gap),
            width,
            paragraphs: [
              pdf.paragraph(pdf.tag(item, "Lbl"), label, styles.label, width),
              pdf.paragraph(pdf.tag(item, "LBody"), value, styles.body, width),
            ],
          };
        }),
      );
      pdf.y += 6;
    }
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
