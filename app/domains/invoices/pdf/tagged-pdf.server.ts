import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { breakParagraphs, printable } from "./line-breaking.ts";
import {
  type Column,
  type Line,
  leadingOf,
  type Paragraph,
  page,
  type Tag,
  type TextStyle,
} from "./page.ts";
import type { Run } from "./typeface.server.ts";
import { featuresOf, Typesetter } from "./typesetter.server.ts";
import { type DocumentFacts, xmpPackets } from "./xmp.ts";

export interface PdfOptions extends DocumentFacts {
  /** Goes into the file's dates: the same document at any time gives the same bytes. */
  createdOn: Date;
}

/**
 * A page machine on pdfkit for PDF/A-3a and PDF/UA-1: everything drawn is in the structure tree or an artifact. Text flows
 * from `y` downwards in columns and goes on over the next page.
 */
export class TaggedPdf {
  /** Root of the structure tree. */
  readonly root: Tag;
  /** Where the next thing goes: points from the top of the page. */
  y = page.top;
  /** Draws the top of a page that continues something (a repeated table header), as an artifact. */
  onNewPage: (() => void) | null = null;
  readonly pdf: PDFKit.PDFDocument;
  readonly #bytes: Promise<Uint8Array>;
  #open: PDFKit.PDFStructureContent | null = null;
  readonly #typesetter: Typesetter;
  #colour = "";

  constructor(options: PdfOptions) {
    this.pdf = new PDFDocument({
      subset: "PDF/A-3a",
      tagged: true,
      lang: options.language,
      displayTitle: true,
      pdfVersion: "1.7",
      size: "A4",
      margin: 0,
      bufferPages: true,
      autoFirstPage: false,
      // No default font: Helvetica would be a font that is not embedded.
      font: null as unknown as string,
      // Title and author are left out: pdfkit copies them into the XMP unescaped. They are in `xmpPackets`.
      info: { Producer: "pdfkit", Creator: "Invoice portal", CreationDate: options.createdOn },
    });
    this.#bytes = buffer(this.pdf);
    this.#typesetter = new Typesetter(this.pdf);
    this.pdf.appendXML(xmpPackets(options));
    this.root = this.pdf.struct("Document");
    this.pdf.addStructure(this.root);
    this.#addPage();
  }

  /** Adds a child to a structure element. */
  tag(
    parent: Tag,
    type: string,
    options: { alt?: string; scope?: string; bbox?: number[] } = {},
  ): Tag {
    const child = this.pdf.struct(type, options);
    parent.add(child);
    return child;
  }

  /** Width of a printable text in points. */
  widthOf(text: string, style: TextStyle): number {
    return this.#typesetter.widthOf(text, style);
  }

  /** Sets a text for a column of the given width. */
  paragraph(
    tag: Tag,
    text: string,
    style: TextStyle,
    width: number,
    options: { align?: "left" | "right"; above?: number } = {},
  ): Paragraph {
    const measure = (part: string) => this.widthOf(part, style);
    const lines = breakParagraphs(printable(text), width, measure).flatMap((own) =>
      this.#typesetter.set(own, style),
    );
    return { tag, lines, style, align: options.align ?? "left", above: options.above ?? 0 };
  }

  heightOf(columns: Column[]): number {
    return Math.max(
      0,
      ...columns.map(({ paragraphs }) =>
        paragraphs.reduce(
          (sum, { lines, style, above }, index) =>
            sum + (index === 0 ? 0 : above) + lines.length * leadingOf(style),
          0,
        ),
      ),
    );
  }

  /** Starts a new page unless `height` points are left on this one. */
  ensure(height: number): void {
    if (this.y + height > page.bottom && this.y > page.top) this.newPage();
  }

  newPage(): void {
    this.#addPage();
    this.y = page.top;
    this.onNewPage?.();
  }

  /**
   * Draws columns side by side from `y`, and moves `y` below the tallest. They stay together where a page can hold
   * them; what is taller than half a page goes on over the next.
   */
  flow(columns: Column[]): void {
    const height = this.heightOf(columns);
    if (height < (page.bottom - page.top) / 2) this.ensure(height);
    const cursors = columns.map((column) => ({ column, paragraph: 0, line: 0 }));
    for (;;) {
      const bottoms = cursors.map((cursor) => this.#fill(cursor));
      this.y = Math.max(this.y, ...bottoms);
      if (cursors.every(({ column, paragraph }) => paragraph >= column.paragraphs.length)) return;
      this.newPage();
    }
  }

  /** Draws what is no content: rules, boxes, running headers and footers. */
  artifact(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.pdf.markContent("Artifact", { type });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Draws a picture with its alternative text. */
  figure(
    parent: Tag,
    alt: string,
    box: { x: number; y: number; width: number; height: number },
    draw: () => void,
  ): void {
    const tag = this.tag(parent, "Figure", {
      alt,
      bbox: [box.x, box.y, box.x + box.width, box.y + box.height],
    });
    this.#marked(tag, "Figure", draw);
  }

  rule(x1: number, x2: number, y: number, colour: string, width: number): void {
    this.artifact(() => {
      this.pdf.save().moveTo(x1, y).lineTo(x2, y).lineWidth(width).stroke(colour).restore();
    });
  }

  box(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    this.artifact(() => {
      this.pdf.save();
      if (radius > 0) this.pdf.roundedRect(x, y, width, height, radius);
      else this.pdf.rect(x, y, width, height);
      this.pdf.fill(colour).restore();
    });
  }

  /** One line of text at a baseline, inside an artifact or a figure. Answers its width. */
  label(
    text: string,
    x: number,
    baseline: number,
    style: TextStyle,
    align: "left" | "right" = "left",
  ): number {
    const clean = printable(text).replaceAll("\n", " ");
    const width = this.widthOf(clean, style);
    for (const line of this.#typesetter.set([clean], style))
      this.#draw(line, align === "right" ? x - width : x, baseline, style);
    return width;
  }

  /** Embeds the CII that says the same as the paper (AFRelationship Alternative, as Factur-X wants it in France). */
  embedFacturX(xml: string, description: string, date: Date): void {
    this.pdf.file(Buffer.from(xml, "utf8"), {
      ...{ name: "factur-x.xml", type: "text/xml", relationship: "Alternative", description },
      ...{ creationDate: date, modifiedDate: date },
    });
  }

  /** Draws `furniture` (header and footer) on each page, closes the structure and answers the file. */
  async finish(furniture: (page: number, pages: number) => void): Promise<Uint8Array> {
    const count = this.pageCount;
    for (let index = 0; index < count; index++) {
      this.pdf.switchToPage(index);
      this.#colour = "";
      furniture(index + 1, count);
    }
    // An element left open would keep the stream waiting for ever.
    this.root.end();
    this.pdf.end();
    return this.#bytes;
  }

  get pageCount(): number {
    return this.pdf.bufferedPageRange().count;
  }

  #addPage(): void {
    this.pdf.addPage();
    this.#colour = "";
  }

  /** Draws as much of a column as the page holds; answers where it ends. */
  #fill(cursor: { column: Column; paragraph: number; line: number }): number {
    const { x, width, paragraphs } = cursor.column;
    let y = this.y;
    for (; cursor.paragraph < paragraphs.length; cursor.paragraph++, cursor.line = 0) {
      const paragraph = paragraphs[cursor.paragraph] as Paragraph;
      const leading = leadingOf(paragraph.style);
      if (cursor.line === 0 && y > this.y) y += paragraph.above;
      const room = Math.floor((page.bottom - y + 0.01) / leading);
      // A fresh page takes at least one line, however tall.
      const taken = Math.max(room, y <= page.top ? 1 : 0);
      const lines = paragraph.lines.slice(cursor.line, cursor.line + taken);
      if (lines.length > 0) {
        this.#marked(paragraph.tag, typeOf(paragraph.tag), () => {
          for (const line of lines) {
            const left = paragraph.align === "right" ? x + width - line.width : x;
            const baseline = y + leading * 0.5 + paragraph.style.size * 0.36;
            this.#draw(line, left, baseline, paragraph.style, paragraph.tag);
            y += leading;
          }
        });
      }
      cursor.line += lines.length;
      if (cursor.line < paragraph.lines.length) return y;
    }
    return y;
  }

  #marked(tag: Tag, type: string, draw: () => void): void {
    this.#open = this.pdf.markStructureContent(type);
    draw();
    this.#close(tag);
  }

  #close(tag: Tag): void {
    this.pdf.endMarkedContent();
    if (this.#open) tag.add(this.#open);
    this.#open = null;
  }

  /** Draws a line at a baseline; with `tag`, runs whose glyphs do not say their text are Spans of it that do. */
  #draw({ runs, starts }: Line, x: number, baseline: number, style: TextStyle, tag?: Tag): void {
    if (this.#colour !== style.colour) {
      this.#colour = style.colour;
      this.pdf.fillColor(style.colour);
    }
    let next = x;
    runs.forEach((run, index) => {
      const at = starts ? x + (starts[index] as number) : next;
      this.#typesetter.use(run.font);
      this.pdf.fontSize(style.size);
      const show = () =>
        this.pdf.text(run.text, at, baseline, {
          lineBreak: false,
          baseline: "alphabetic",
          ...featuresOf(run),
        });
      if (tag && run.original !== undefined) this.#standIn(tag, run, show);
      else show();
      if (runs.length > 1 && !starts) next += this.#typesetter.widthOfRun(run, style);
    });
  }

  /**
   * A Span beside the text around it, not inside its marked content: readers (poppler's among them) lose what follows a
   * nested one. ActualText stands on both, for those who walk the structure and for those who only read the page; from
   * right to left on the structure only, for who reads the page puts the glyphs in order, and would turn ActualText around.
   */
  #standIn(tag: Tag, run: Run, show: () => void): void {
    const actual = { actual: run.original as string };
    this.#close(tag);
    const span = this.pdf.struct("Span", actual);
    tag.add(span);
    this.#open = this.pdf.markStructureContent("Span", run.direction === "rtlm" ? {} : actual);
    show();
    this.#close(span);
    this.#open = this.pdf.markStructureContent(typeOf(tag));
  }
}

function typeOf(tag: Tag): string {
  return (tag as unknown as { dictionary: { data: { S: string } } }).dictionary.data.S;
}
