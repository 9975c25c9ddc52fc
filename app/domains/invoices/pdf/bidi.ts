import createBidi from "bidi-js";

/** A stretch of a line that runs one way. */
export interface LevelRun {
  /** In the order in which it is read, brackets as they were written. */
  text: string;
  /** Embedding level (UAX #9): odd runs from right to left. */
  level: number;
}

const bidi = createBidi();

/** What asks for a bidirectional pass: letters and figures of scripts that run from right to left. */
export const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Marks that only say which way the text around them runs: they count here, and are never drawn. */
export const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The runs of each line, in the order in which they are read, by the Unicode Bidirectional Algorithm (UAX #9, without L2
 * to L4). `lines` are one paragraph, broken in the order in which it is read; its first strong character says which way it
 * runs.
 */
export function levelRuns(lines: readonly string[]): LevelRun[][] {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(oneUnitEach(lines.join("")));
  const base = paragraphs[0]?.level ?? 0;
  let start = 0;
  return lines.map((line) => {
    const own = levels.slice(start, start + line.length);
    start += line.length;
    return runsOf(line, own, base);
  });
}

/** L1: what nobody sees at a line's end goes where the paragraph ends. */
const trailing = /[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]*$/u;
/** Joiners and the like have no direction: they stay with the letter before them, whose shape they change. */
const neutralJoiners = /^\p{Cf}$/u;

function runsOf(line: string, levels: Uint8Array, base: number): LevelRun[] {
  const end = line.search(trailing);
  const runs: LevelRun[] = [];
  let at = 0;
  for (const character of line) {
    const last = runs.at(-1);
    const ownLevel = at >= end ? base : (levels[at] as number);
    at += character.length;
    if (character.search(directionMarks) === 0) continue;
    const level = last && neutralJoiners.test(character) ? last.level : ownLevel;
    if (last?.level === level) last.text += character;
    else runs.push({ text: character, level });
  }
  return runs;
}

/**
 * bidi-js takes each half of a surrogate pair for a Latin letter: both become a character of the pair's own class.
 * Only those classes are told apart that pairs have.
 */
function oneUnitEach(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (character) => {
    const standIn = standIns[bidi.getBidiCharTypeName(character)] ?? "a";
    return standIn.repeat(2);
  });
}

const standIns: Partial<Record<string, string>> = {
  R: "\u05d0",
  AL: "\u0627",
  AN: "\u0660",
  EN: "0",
  ON: "\ufffd",
  NSM: "\u0300",
  BN: "\u2060",
};

/** The character that is drawn for one in a run from right to left: the other bracket of the pair (L4). */
export function mirrored(character: string): string {
  return bidi.getMirroredCharacter(character) ?? character;
}

/** Places of the runs from left to right, by their levels in the order in which they are read (L2). */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_level, index) => index);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    let start = 0;
    while (start < order.length) {
      let end = start;
      while (end < order.length && (levels[order[end] as number] as number) >= level) end++;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(end, start + 1);
    }
  }
  return order;
}
