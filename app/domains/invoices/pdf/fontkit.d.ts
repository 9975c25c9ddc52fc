/** The part of fontkit 2 that we use (the package ships no types). */
declare module "fontkit" {
  export interface GlyphPosition {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  }
  export interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
    readonly bbox: { minX: number; minY: number; maxX: number; maxY: number };
  }
  export interface GlyphRun {
    readonly glyphs: readonly Glyph[];
    readonly positions: GlyphPosition[];
    readonly advanceWidth: number;
  }
  export interface Font {
    readonly postscriptName: string;
    /** Every code point the font has a glyph for. */
    readonly characterSet: readonly number[];
    /** Script, language and direction are those of the text unless told. */
    layout(
      text: string,
      features?: readonly string[],
      script?: string,
      language?: string,
      direction?: "ltr" | "rtl",
    ): GlyphRun;
    getGlyph(id: number, codePoints?: readonly number[]): Glyph;
    createSubset(): Subset;
    readonly maxp: {
      readonly maxPoints: number;
      readonly maxContours: number;
      readonly maxComponentDepth: number;
    };
  }
  /** A TrueType font in the making. */
  export interface Subset {
    font: Font;
    /** Answers the id in the subset. */
    includeGlyph(glyph: number | Glyph): number;
    /** Writes the font: its glyphs, and those that they are made of. */
    encode(): Uint8Array;
    /** Writes a glyph's outline and metrics; answers its id. */
    _addGlyph(id: number): number;
    readonly glyf: Uint8Array[];
    readonly loca: { readonly offsets: number[] };
    readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
    /** Bytes of outlines so far. */
    offset: number;
  }
  export function create(bytes: Uint8Array): Font;
}
