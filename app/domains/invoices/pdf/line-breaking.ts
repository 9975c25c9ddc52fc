import { directionMarks, rightToLeft } from "./bidi.ts";

/** Width of a text in points, in the style it will be drawn with. */
export type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Makes a text fit for paper: Unicode composed, line ends unified, tabs to spaces; without control characters, soft hyphens
 * and zero-width characters, which would be drawn as boxes. Marks of direction stay where they matter, but none that turns
 * letters around: what is read must be what is written.
 */
export function printable(text: string): string {
  const clean = text
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(/\t/g, " ")
    .replace(/[^\n\P{Cc}]|[\u00ad\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufffe\uffff]/gu, "");
  if (!rightToLeft.test(clean)) return clean.replace(directionMarks, "");
  return clean.replaceAll("\u202d", "\u202a").replaceAll("\u202e", "\u202b");
}

/**
 * Breaks a printable text into lines no wider than `width`: at its own line ends, then between words (never at a no-break
 * space), then after punctuation inside a word that is too long, and at last between any two graphemes.
 * Every line has at least one grapheme, so that a column too narrow for anything still ends.
 *
 * A line that ends between words keeps a space (beyond the width, where nobody sees it): whoever reads the text out of the
 * file, a screen reader or a search, would otherwise hear "Appelez ouécrivez".
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  return breakParagraphs(text, width, measure).flat();
}

/** The same, with the lines of each of the text's own lines together: each says for itself which way it runs. */
export function breakParagraphs(text: string, width: number, measure: Measure): string[][] {
  const own = text.split("\n");
  return own.map((line, index) => {
    const lines = breakLine(line.trimEnd(), width, measure);
    return index === own.length - 1 ? lines : lines.with(-1, `${lines.at(-1)} `);
  });
}

function breakLine(text: string, width: number, measure: Measure): string[] {
  if (measure(text) <= width) return [text];
  const space = measure(" ");
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const put = (piece: string, pieceWidth: number, gap: string) => {
    const gapWidth = gap === "" || line === "" ? 0 : space;
    if (line !== "" && used + gapWidth + pieceWidth > width) {
      lines.push(line + gap);
      line = piece;
      used = pieceWidth;
    } else {
      line += (line === "" ? "" : gap) + piece;
      used += gapWidth + pieceWidth;
    }
  };
  for (const word of text.split(/ +/)) {
    const wordWidth = measure(word);
    if (wordWidth <= width) {
      put(word, wordWidth, " ");
      continue;
    }
    splitWord(word, width, measure).forEach((piece, index) => {
      put(piece, measure(piece), index === 0 ? " " : "");
    });
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Pieces of a word wider than the column: after punctuation where that is enough, else by graphemes. */
function splitWord(word: string, width: number, measure: Measure): string[] {
  return word.split(/(?<=[-/_.,;:@&=?+\u2013])/).flatMap((part) => {
    if (measure(part) <= width) return [part];
    const pieces: string[] = [];
    let piece = "";
    let used = 0;
    for (const { segment } of graphemes.segment(part)) {
      const segmentWidth = measure(segment);
      if (piece !== "" && used + segmentWidth > width) {
        pieces.push(piece);
        piece = "";
        used = 0;
      }
      piece += segment;
      used += segmentWidth;
    }
    return [...pieces, piece];
  });
}
