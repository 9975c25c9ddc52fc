import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font, type GlyphRun } from "fontkit";
import { type LevelRun, levelRuns, mirrored, rightToLeft } from "./bidi.ts";
import { LetterGlyphs } from "./letter-glyphs.server.ts";

export type Weight = "regular" | "strong";

/** A stretch of text that one font can draw. */
export interface Run {
  /** Name under which the font is registered with pdfkit. */
  font: string;
  text: string;
  /**
   * What `text` stands for, where the glyphs alone would not say it: kept in the file as ActualText. No font has the
   * characters, or they stand from right to left.
   */
  original?: string;
  /** Embedding level in its line (UAX #9); 0 unless told. */
  level?: number;
  /** The way that its glyphs are laid out, as the OpenType feature that means it; the font guesses unless told. */
  direction?: "ltrm" | "rtlm";
}

interface Family {
  name: string;
  files: Readonly<Record<Weight, string>>;
  /** The only script it is asked for, one that runs from right to left. */
  script?: RegExp;
}

/**
 * Families in order of preference; a character is drawn by the first that has it. Noto Sans has Latin, Greek, Cyrillic
 * and Devanagari; Noto Emoji pictures in black, of one weight; Noto Sans SC Chinese and Japanese. A script more is a
 * package more and an entry here, read only when a text needs it.
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
    name: "noto-sans-arabic",
    files: {
      regular: "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
      strong: "@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf",
    },
    script: /\p{Script_Extensions=Arabic}/u,
  },
  {
    name: "noto-sans-hebrew",
    files: {
      regular: "@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
      strong: "@expo-google-fonts/noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf",
    },
    script: /\p{Script_Extensions=Hebrew}/u,
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
  const known = new Map<string, Pick<GlyphRun, "glyphs" | "positions">>();
  const letters = new LetterGlyphs(font);
  font.layout = (text, features = []) => {
    const key = features.length > 0 ? `${features.join()}\0${text}` : text;
    let run = known.get(key);
    if (!run) {
      // Left alone, fontkit goes by the first letter, and reverses Arabic figures.
      const direction = features.includes("rtlm") ? "rtl" : "ltr";
      run =
        features.length > 0
          ? letters.layout(text, direction, layout)
          : letters.telling(() => layout(text));
      if (known.size >= mostLayouts) known.delete(known.keys().next().value as string);
      known.set(key, run);
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

/**
 * Splits the lines of a paragraph into runs by the font that can draw them, in the order in which they are read. The
 * paragraph was broken in that order; its first strong character says which way it runs.
 */
export function shapeLines(lines: readonly string[], weight: Weight): Run[][] {
  if (!lines.some((line) => rightToLeft.test(line)))
    return lines.map((line) => shape(line, weight));
  return levelRuns(lines).map((runs) =>
    runs.flatMap((run) =>
      run.level % 2 === 1
        ? shapeRightToLeft(run, weight)
        : shape(run.text, weight).map((shaped) => ({ ...shaped, level: run.level })),
    ),
  );
}

/** Splits a text that runs from left to right into runs by the font that can draw them. */
export function shape(text: string, weight: Weight): Run[] {
  const first = families[0] as Family;
  if (plain.test(text)) return text === "" ? [] : [{ font: `${first.name}-${weight}`, text }];
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const { family, drawn } = draw([...segment], weight);
    append(runs, {
      font: `${family.name}-${weight}`,
      text: drawn,
      ...(family.script ? { direction: "ltrm" } : {}),
      ...(drawn === segment ? {} : { original: segment }),
    });
  }
  return runs;
}

/** Spaces, brackets and points are drawn by the font of the letters that they stand among, so that a run stays whole. */
function shapeRightToLeft({ text, level }: LevelRun, weight: Weight): Run[] {
  const ownScript = families.filter(({ script }) => script?.test(text));
  const runs: Run[] = [];
  let near: readonly Family[] = ownScript;
  for (const { segment } of graphemes.segment(text)) {
    const characters = inMarkOrder([...segment].map(mirrored));
    const { family, drawn } = draw(characters, weight, near);
    if (family.script) near = [family, ...ownScript];
    const run = { font: `${family.name}-${weight}`, text: drawn, original: segment, level };
    append(runs, drawn === replacement ? run : { ...run, direction: "rtlm" });
  }
  return runs;
}

/** The family that draws the characters of a grapheme, and what it draws of them: U+FFFD where none has them. */
function draw(
  characters: readonly string[],
  weight: Weight,
  near: readonly Family[] = [],
): { family: Family; drawn: string } {
  const has = (family: Family, character: string) =>
    load(family, weight).covers.has(character.codePointAt(0) as number);
  const asked = families.filter(({ script }) => !script || characters.some((c) => script.test(c)));
  const family = [...near, ...asked].find((candidate) =>
    characters.every((character) => unseen.test(character) || has(candidate, character)),
  );
  if (!family) return { family: families[0] as Family, drawn: replacement };
  return { family, drawn: characters.filter((character) => has(family, character)).join("") };
}

/** Doubling stands nearer to its letter than the vowel on it (UAX #53), where Unicode's canonical order has it after. */
function inMarkOrder(characters: string[]): string[] {
  const shadda = characters.indexOf("\u0651");
  if (shadda < 2) return characters;
  const [letter = "", ...marks] = characters.toSpliced(shadda, 1);
  return [letter, "\u0651", ...marks];
}

/** What chooses between pictures of a character or joins several: a font without it draws them all the same. */
const unseen = /^[\u200d\ufe0e\ufe0f]$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Joins a run to the one before it where both are drawn alike. */
function append(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  const alike =
    last?.font === run.font &&
    last.direction === run.direction &&
    (last.original === undefined) === (run.original === undefined);
  if (!last || !alike) {
    runs.push(run);
    return;
  }
  last.text += run.text;
  if (last.original !== undefined) last.original += run.original;
}
