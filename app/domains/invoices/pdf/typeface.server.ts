import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font, type GlyphRun } from "fontkit";

export type Weight = "regular" | "strong";

/** A stretch of text that one font can draw. */
export interface Run {
  /** Name under which the font is registered with pdfkit. */
  font: string;
  text: string;
  /** What `text` stands for, where no font has the characters: kept in the file as ActualText. */
  original?: string;
}

interface Family {
  name: string;
  files: Readonly<Record<Weight, string>>;
}

/**
 * Families in order of preference; a character is drawn by the first that has it. Noto Sans has Latin, Greek, Cyrillic
 * and Devanagari; Noto Emoji pictures in black, of one weight; Noto Sans SC Chinese and Japanese. A script more is a package more and a
 * line here, read only when a text needs it; one that runs from right to left needs its words put in order as well.
 */
const families: readonly Family[] = [
  {
    name: "noto-sans",
    files: {
      regular: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
      strong: "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
    },
  },
  {
    name: "noto-emoji",
    files: {
      regular: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
      strong: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    },
  },
  {
    name: "noto-sans-sc",
    files: {
      regular: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
      strong: "@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf",
    },
  },
];

/** Drawn where no family has a character: U+FFFD, which Noto Sans has. Never .notdef, which PDF/A forbids. */
const replacement = "\uFFFD";

interface LoadedFont {
  font: Font;
  covers: ReadonlySet<number>;
}

const loaded = new Map<string, LoadedFont>();
const require = createRequire(import.meta.url);

/** Parses a font once per process: parsing it for each document costs two thirds of the time. */
function load(family: Family, weight: Weight): LoadedFont {
  const key = `${family.name}-${weight}`;
  let found = loaded.get(key);
  if (!found) {
    const font = create(readFileSync(require.resolve(family.files[weight])));
    keepLayouts(font);
    found = { font, covers: new Set(font.characterSet) };
    loaded.set(key, found);
  }
  return found;
}

/** Words laid out per font; beyond, the oldest go. */
const mostLayouts = 20_000;

/**
 * Keeps the layout of words over documents: kerning and ligatures are half of the time, and documents repeat each other's
 * words. pdfkit scales the positions it gets in place, so each time it gets its own.
 */
function keepLayouts(font: Font): void {
  const layout = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text, features) => {
    if (features) return layout(text, features);
    let run = known.get(text);
    if (!run) {
      run = layout(text);
      if (known.size >= mostLayouts) known.delete(known.keys().next().value as string);
      known.set(text, run);
    }
    const positions = run.positions.map((position) => ({ ...position }));
    return {
      glyphs: run.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
}

/** The parsed font behind a run's font name. */
export function fontNamed(name: string): Font {
  const weight: Weight = name.endsWith("-strong") ? "strong" : "regular";
  const family = families.find((candidate) => name === `${candidate.name}-${weight}`);
  if (!family) throw new Error(`No font is called ${name}`);
  return load(family, weight).font;
}

/** Latin with its punctuation and spaces: the first family has all of it, which spares most texts the search. */
const plain =
  /^[\x20-\x7e\u00a0-\u017f\u2010\u2013\u2014\u2018-\u201e\u2022\u2026\u202f\u20ac\u2212]*$/;

/** Splits a text into runs by the font that can draw them. */
export function shape(text: string, weight: Weight): Run[] {
  const first = families[0] as Family;
  if (plain.test(text)) return text === "" ? [] : [{ font: `${first.name}-${weight}`, text }];
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const characters = [...segment];
    const has = (family: Family, character: string) =>
      load(family, weight).covers.has(character.codePointAt(0) as number);
    const family = families.find((candidate) =>
      characters.every((character) => unseen.test(character) || has(candidate, character)),
    );
    const drawn = family
      ? characters.filter((character) => has(family, character)).join("")
      : replacement;
    append(runs, {
      font: `${(family ?? first).name}-${weight}`,
      text: drawn,
      ...(drawn === segment ? {} : { original: segment }),
    });
  }
  return runs;
}

/** What chooses between pictures of a character or joins several: a font without it draws them all the same. */
const unseen = /^[\u200d\ufe0e\ufe0f]$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Joins a run to the one before it where both are drawn alike. */
function append(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  const alike =
    last?.font === run.font && (last.original === undefined) === (run.original === undefined);
  if (!last || !alike) {
    runs.push(run);
    return;
  }
  last.text += run.text;
  if (last.original !== undefined) last.original += run.original;
}
