import type { Font, Glyph, GlyphPosition, GlyphRun, Subset } from "fontkit";
import { mirrored } from "./bidi.ts";

/** A mark drawn on a letter, in units of the font from the letter's origin. */
interface Mark {
  id: number;
  x: number;
  y: number;
}

/** A letter with the marks on it, as one glyph of the file. */
interface Letter {
  base: number;
  marks: readonly Mark[];
}

/** Ids of letters come after those of the font's own glyphs, which are fewer. */
const mostGlyphs = 0x10000;

/** Parts of a composite glyph, the letter's shape among them. */
const mostElements = 16;

/**
 * Lays out words of a script that runs from right to left, or their figures from left to right.
 *
 * Noto draws most Arabic letters as a shape without dots and the dots on it, as glyphs of their own, and the same shape serves
 * several letters. Shown like that, the text that readers find in the file would be shapes and stray marks. So a letter
 * with all that is on it becomes one glyph in the file's subset, and says (ToUnicode) what was written: from left to right,
 * since readers of the page turn a line around character by character, but brackets as they were written.
 */
export class LetterGlyphs {
  readonly #letters: Letter[] = [];
  readonly #ids = new Map<string, number>();

  constructor(readonly font: Font) {
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => this.#teach(createSubset());
  }

  /** Glyphs and positions from left to right, for `layout` of the font; ids are known to its subsets. */
  layout(
    text: string,
    direction: "ltr" | "rtl",
    layout: Font["layout"],
  ): Pick<GlyphRun, "glyphs" | "positions"> {
    const run = this.telling(() => layout(text, undefined, undefined, undefined, direction));
    const glyphs: Glyph[] = [];
    const positions: GlyphPosition[] = [];
    const show = (glyph: Glyph, position: GlyphPosition) => {
      glyphs.push(glyph);
      positions.push(position);
    };
    // From the left, marks come before their letter.
    const marks: { glyph: Glyph; position: GlyphPosition }[] = [];
    run.glyphs.forEach((glyph, index) => {
      const position = run.positions[index] as GlyphPosition;
      const noWidth = position.xAdvance === 0;
      // What joins or parts letters is a space of no width by now: no space in the text.
      if (noWidth && glyph.codePoints[0] === 0x20) return;
      if (noWidth && direction === "rtl") {
        marks.push({ glyph, position });
        return;
      }
      // A heap of marks is no letter: they stay glyphs of their own.
      const own = marks.length < mostElements ? marks.splice(0) : [];
      const written = [...own.map((mark) => mark.glyph), glyph].flatMap(({ codePoints }) => {
        const characters = codePoints.map((codePoint) => String.fromCodePoint(codePoint));
        return direction === "rtl" ? characters.reverse().map(mirrored) : characters;
      });
      const placed = own.map((mark) => ({
        id: mark.glyph.id,
        x: Math.round(mark.position.xOffset - position.xOffset),
        y: Math.round(mark.position.yOffset - position.yOffset),
      }));
      for (const mark of marks.splice(0)) show(mark.glyph, mark.position);
      show(this.#letter(glyph, placed, written.join("")), position);
    });
    // Marks on nothing.
    for (const mark of marks) show(mark.glyph, mark.position);
    return { glyphs, positions };
  }

  /**
   * fontkit keeps one object a glyph, which tells the letter it stood for when it was first used, or none at all where that was
   * as a part of another (the E of É, when a subset with É is written): no later document could be read or searched. The glyphs of
   * this work tell what they stand for here.
   */
  telling<T>(work: () => T): T {
    const { font } = this;
    const { getGlyph } = font;
    font.getGlyph = (id, codePoints = []) =>
      Object.create(getGlyph.call(font, id, codePoints), { codePoints: { value: codePoints } });
    try {
      return work();
    } finally {
      font.getGlyph = getGlyph;
    }
  }

  #letter(glyph: Glyph, marks: readonly Mark[], written: string): Glyph {
    const key = JSON.stringify([glyph.id, marks, written]);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = mostGlyphs + this.#letters.push({ base: glyph.id, marks }) - 1;
      this.#ids.set(key, id);
    }
    return Object.create(glyph, {
      id: { value: id },
      codePoints: { value: [...written].map((character) => character.codePointAt(0)) },
    });
  }

  #teach(subset: Subset): Subset {
    const addGlyph = subset._addGlyph.bind(subset);
    subset._addGlyph = (id) => {
      const letter = this.#letters[id - mostGlyphs];
      if (!letter) return addGlyph(id);
      return letter.marks.length === 0 ? addGlyph(letter.base) : this.#compose(subset, letter);
    };
    return subset;
  }

  /** The font, with limits (table maxp) that hold for composites of its composites: FreeType refuses what is beyond. */
  get #withRoom(): Font {
    const { maxp } = this.font;
    return Object.create(this.font, {
      maxp: {
        value: {
          ...maxp,
          maxComponentPoints: 2 * maxp.maxPoints,
          maxComponentContours: 2 * maxp.maxContours,
          maxComponentElements: mostElements,
          maxComponentDepth: maxp.maxComponentDepth + 1,
        },
      },
    });
  }

  /** A composite glyph of the letter's shape and its marks (OpenType, table glyf). */
  #compose(subset: Subset, { base, marks }: Letter): number {
    const parts = [{ id: base, x: 0, y: 0 }, ...marks];
    const boxes = parts.map(({ id, x, y }) => {
      const { minX, minY, maxX, maxY } = this.font.getGlyph(id).bbox;
      return [minX + x, minY + y, maxX + x, maxY + y] as const;
    });
    const least = (side: 0 | 1) => Math.floor(Math.min(...boxes.map((box) => box[side])));
    const most = (side: 2 | 3) => Math.ceil(Math.max(...boxes.map((box) => box[side])));
    const words = [-1, least(0), least(1), most(2), most(3)];
    parts.forEach(({ id, x, y }, index) => {
      const more = index < parts.length - 1 ? moreComponents : 0;
      words.push(argsAreWords | argsAreOffsets | more, subset.includeGlyph(id), x, y);
    });
    // Glyphs start at multiples of four bytes.
    if (words.length % 2 === 1) words.push(0);
    const bytes = Buffer.alloc(words.length * 2);
    words.forEach((word, index) => {
      bytes.writeUInt16BE(word & 0xffff, index * 2);
    });
    subset.font = this.#withRoom;
    const advance = this.font.getGlyph(base).advanceWidth;
    subset.glyf.push(bytes);
    subset.loca.offsets.push(subset.offset);
    subset.hmtx.metrics.push({ advance, bearing: least(0) });
    subset.offset += bytes.length;
    return subset.glyf.length - 1;
  }
}

const argsAreWords = 0x0001;
const argsAreOffsets = 0x0002;
const moreComponents = 0x0020;
