/** The part of fontkit 2 that we use (the package ships no types). */
declare module "fontkit" {
  export interface Font {
    readonly postscriptName: string;
    /** Every code point the font has a glyph for. */
    readonly characterSet: readonly number[];
  }
  export function create(bytes: Uint8Array): Font;
}
