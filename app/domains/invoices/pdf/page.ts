import type { Run, Weight } from "./typeface.server.ts";

/** A node of the PDF's logical structure (ISO 32000-1, 14.7). */
export type Tag = PDFKit.PDFStructureElement;

export interface TextStyle {
  weight: Weight;
  /** Points. */
  size: number;
  /** #rrggbb */
  colour: string;
  /** Line height in points; 1.42 of the size unless told. */
  leading?: number;
}

/** Runs in the order in which they are read. */
export interface Line {
  runs: Run[];
  /** Points, without the space at its end. */
  width: number;
  /** Where each run starts, in points from the line's left edge; one after the other unless told. */
  starts?: number[];
}

/** A text set in a style, broken to a width, for one structure element. */
export interface Paragraph {
  tag: Tag;
  lines: Line[];
  style: TextStyle;
  align: "left" | "right";
  /** Points of air above it, unless it starts its column. */
  above: number;
}

/** Paragraphs under each other, beside other columns. */
export interface Column {
  x: number;
  width: number;
  paragraphs: Paragraph[];
}

/** A4 in points, with the room for running header and footer. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 48,
  right: 547.28,
  top: 78,
  bottom: 786,
};

/** Line height of a style in points. */
export function leadingOf(style: TextStyle): number {
  return style.leading ?? style.size * 1.42;
}
