import type { Styles } from "./letterhead.ts";
import type { Column, Tag, TextStyle } from "./page.ts";
import type { TaggedPdf } from "./tagged-pdf.server.ts";

export interface TableColumn {
  label: string;
  width: number;
  align: "left" | "right";
}

export interface CellText {
  text: string;
  style: TextStyle;
}

/** Texts under each other in one cell. */
export type Cell = CellText[];

const padding = 5;
const gutter = 8;

/**
 * A table that goes on over pages: its header row is tagged once (TH, scope Column) and repeated on each page as an
 * artifact; a row stays on one page unless it is taller than half of one.
 */
export class TaggedTable {
  readonly #table: Tag;
  readonly #body: Tag;

  constructor(
    readonly pdf: TaggedPdf,
    parent: Tag,
    readonly columns: readonly TableColumn[],
    readonly styles: Styles,
    readonly x: number,
  ) {
    this.#table = pdf.tag(parent, "Table");
    const head = pdf.tag(pdf.tag(this.#table, "THead"), "TR");
    pdf.ensure(60);
    this.#flow(
      this.columns.map(({ label }) => ({
        tag: pdf.tag(head, "TH", { scope: "Column" }),
        cell: [{ text: label, style: styles.label }],
      })),
    );
    this.#headRule();
    this.#body = pdf.tag(this.#table, "TBody");
    pdf.onNewPage = () => this.#repeatHead();
  }

  row(cells: Cell[]): void {
    const row = this.pdf.tag(this.#body, "TR");
    this.pdf.y += padding;
    this.#flow(cells.map((cell) => ({ tag: this.pdf.tag(row, "TD"), cell })));
    this.pdf.y += padding;
    this.pdf.rule(this.x, this.right, this.pdf.y, this.styles.hairline, 0.6);
  }

  end(): void {
    this.pdf.onNewPage = null;
  }

  get right(): number {
    return this.x + this.columns.reduce((sum, { width }) => sum + width, 0);
  }

  #flow(cells: { tag: Tag; cell: Cell }[]): void {
    let x = this.x;
    const placed: Column[] = cells.map(({ tag, cell }, index) => {
      const column = this.columns[index] as TableColumn;
      const last = index === this.columns.length - 1;
      const width = column.width - (last ? 0 : gutter);
      const placedColumn = {
        x,
        width,
        paragraphs: cell.map(({ text, style }) =>
          this.pdf.paragraph(tag, text, style, width, { align: column.align }),
        ),
      };
      x += column.width;
      return placedColumn;
    });
    this.pdf.flow(placed);
  }

  #headRule(): void {
    this.pdf.y += 4;
    this.pdf.rule(this.x, this.right, this.pdf.y, this.styles.brand, 1.2);
  }

  #repeatHead(): void {
    const { pdf, styles } = this;
    pdf.artifact(() => {
      let x = this.x;
      this.columns.forEach(({ label, width, align }, index) => {
        const inner = width - (index === this.columns.length - 1 ? 0 : gutter);
        pdf.label(label, align === "right" ? x + inner : x, pdf.y + 8.6, styles.label, align);
        x += width;
      });
    }, "Pagination");
    pdf.y += 11.5;
    this.#headRule();
    pdf.y += padding;
  }
}

/** Labels and amounts (totals): each row's label is its header (TH, scope Row). The last row is the one that counts. */
export function sumTable(
  pdf: TaggedPdf,
  parent: Tag,
  rows: readonly { label: string; value: string }[],
  final: { label: string; value: string },
  styles: Styles,
  area: { x: number; width: number },
): void {
  const table = pdf.tag(parent, "Table");
  const finalStyle = { ...styles.strong, size: 12.5, leading: 18, colour: styles.brand };
  const draw = (row: { label: string; value: string }, label: TextStyle, value: TextStyle) => {
    const tag = pdf.tag(table, "TR");
    const valueWidth = Math.min(area.width * 0.6, pdf.widthOf(row.value, value) + 1);
    const labelWidth = area.width - valueWidth - gutter;
    const heading = pdf.tag(tag, "TH", { scope: "Row" });
    const cell = pdf.tag(tag, "TD");
    pdf.flow([
      {
        x: area.x,
        width: labelWidth,
        paragraphs: [pdf.paragraph(heading, row.label, label, labelWidth)],
      },
      {
        x: area.x + area.width - valueWidth,
        width: valueWidth,
        paragraphs: [pdf.paragraph(cell, row.value, value, valueWidth, { align: "right" })],
      },
    ]);
  };
  for (const row of rows) {
    draw(row, { ...styles.body, colour: styles.quiet }, styles.body);
    pdf.y += 3;
  }
  pdf.ensure(30);
  pdf.y += 3;
  pdf.rule(area.x, area.x + area.width, pdf.y, styles.brand, 1.2);
  pdf.y += 5;
  draw(final, finalStyle, finalStyle);
}
