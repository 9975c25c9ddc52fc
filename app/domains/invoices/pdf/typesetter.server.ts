import { visualOrder } from "./bidi.ts";
import type { Line, TextStyle } from "./page.ts";
import { fontNamed, type Run, shapeLines } from "./typeface.server.ts";

/** Measures text with the fonts of a document, and places the runs of its lines. Widths in points. */
export class Typesetter {
  readonly #pdf: PDFKit.PDFDocument;
  #font = "";

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
  }

  /** Width of a printable text. */
  widthOf(text: string, style: TextStyle): number {
    const [runs = []] = shapeLines([text], style.weight);
    return runs.reduce((sum, run) => sum + this.widthOfRun(run, style), 0);
  }

  widthOfRun(run: Run, style: TextStyle): number {
    this.use(run.font);
    return this.#pdf.fontSize(style.size).widthOfString(run.text, featuresOf(run));
  }

  /** The lines of a paragraph that is broken already, their runs placed. */
  set(lines: string[], style: TextStyle): Line[] {
    return shapeLines(lines, style.weight).map((runs, index) =>
      runs.some(({ level }) => level)
        ? this.#setBothWays(runs, style)
        : { runs, width: this.widthOf((lines[index] as string).trimEnd(), style) },
    );
  }

  /** Runs stand where UAX #9 has them, and keep the order in which they are read. */
  #setBothWays(runs: Run[], style: TextStyle): Line {
    const widths = runs.map((run) => this.widthOfRun(run, style));
    const last = runs.at(-1) as Run;
    const end = { ...last, text: last.text.trimEnd() };
    const space = (widths.at(-1) as number) - this.widthOfRun(end, style);
    const level = last.level ?? 0;
    // The space at a line's end is on its left where the line ends on the left: beyond the edge.
    let at = level % 2 === 1 ? -space : 0;
    const starts: number[] = [];
    for (const place of visualOrder(runs.map((run) => run.level ?? 0))) {
      starts[place] = at;
      at += widths[place] as number;
    }
    return { runs, starts, width: level % 2 === 1 ? at : at - space };
  }

  /** Makes this the document's font, for measuring and drawing. */
  use(font: string): void {
    if (this.#font === font) return;
    this.#font = font;
    this.#pdf.font(fontNamed(font) as unknown as PDFKit.Mixins.PDFFontSource, font);
  }
}

/** What pdfkit must be told to shape a run in its direction. */
export function featuresOf({ direction }: Run): { features?: PDFKit.Mixins.OpenTypeFeatures[] } {
  return direction ? { features: [direction] } : {};
}
