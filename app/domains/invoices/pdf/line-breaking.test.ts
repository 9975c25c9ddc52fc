import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakLines, printable } from "./line-breaking.ts";

/** One point a grapheme: a typewriter. */
const typewriter = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe("breakLines", () => {
  test("breaks between words, keeps the text's own lines, and a space where words were parted", () => {
    expect(breakLines("Gaz naturel, octobre\nCompteur 12", 12, typewriter)).toEqual([
      "Gaz naturel, ",
      "octobre ",
      "Compteur 12",
    ]);
  });

  test("never at a no-break space", () => {
    expect(breakLines("Soit 1\u202f284,60\u00a0€", 12, typewriter)).toEqual([
      "Soit ",
      "1\u202f284,60\u00a0€",
    ]);
  });

  test("splits a word that is wider than the column, after punctuation first", () => {
    expect(breakLines("site-de-Grenoble", 9, typewriter)).toEqual(["site-de-", "Grenoble"]);
    expect(breakLines("ABCDEFGHIJ", 4, typewriter)).toEqual(["ABCD", "EFGH", "IJ"]);
  });

  test("keeps every character but spaces, and no line is wider than the column", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 1, max: 30 }),
        (raw, width) => {
          const text = printable(raw);
          const lines = breakLines(text, width, typewriter);
          expect(lines.join("").replace(/[ \n]/g, "")).toBe(text.replace(/[ \n]/g, ""));
          for (const line of lines) expect(typewriter(line.trimEnd())).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

test("printable drops what paper cannot show and composes accents", () => {
  expect(printable("a\u0000b\u200bc\u00add\te\r\nf")).toBe("abcd e\nf");
  expect(printable("e\u0301")).toBe("é");
  expect(printable("\ud800x")).toBe("\ufffdx");
});

test("marks of direction stay among letters from right to left, but what would turn letters around does not", () => {
  expect(printable("IBAN\u200f \u202e12\u202c")).toBe("IBAN 12");
  expect(printable("א\u200f \u202e12\u202c")).toBe("א\u200f \u202b12\u202c");
});
