import { expect, test } from "vitest";
import { fontNamed, shape, shapeLines } from "./typeface.server.ts";

/** Whether the fonts that were chosen have a picture for everything they are given: .notdef is forbidden in PDF/A. */
function draws(text: string): boolean {
  return shape(text, "strong").every(({ font, text: drawn }) =>
    fontNamed(font)
      .layout(drawn)
      .glyphs.every(({ id }) => id !== 0),
  );
}

test.each([
  ["Ελλάς Кириллица 中文", ["noto-sans-regular", "noto-sans-sc-regular"]],
  ["カタカナ 😀", ["noto-sans-sc-regular", "noto-sans-regular", "noto-emoji-regular"]],
])("%s is drawn as it is, each script by its font", (text, fonts) => {
  const runs = shape(text, "regular");
  expect(runs.map(({ font }) => font)).toEqual(fonts);
  expect(runs.map(({ text: drawn }) => drawn).join("")).toBe(text);
  expect(runs.every(({ original }) => original === undefined)).toBe(true);
  expect(draws(text)).toBe(true);
});

test("a picture of several characters is one, and reads as it was written", () => {
  for (const picture of ["👩\u200d🚀", "❤\ufe0f", "👍🏽"]) {
    const [run, ...more] = shape(picture, "regular");
    expect([run?.font, more]).toEqual(["noto-emoji-regular", []]);
    expect(run?.original ?? run?.text).toBe(picture);
    expect(draws(picture)).toBe(true);
  }
});

/** Syriac: no family of ours has it. */
const undrawn = "ܣܘܪܝܝܐ";

test("a letter is in the text of a document although it was a part of another one's accented letter", () => {
  const font = fontNamed("noto-sans-regular");
  for (const [accented, base] of [
    ["Ǿ", "Ø"],
    ["Ŵ", "W"],
    ["É", "E"],
  ] as const) {
    const earlier = font.createSubset();
    for (const { id } of font.layout(accented).glyphs) earlier.includeGlyph(id);
    earlier.encode();
    expect(font.layout(base).glyphs[0]?.codePoints).toEqual([base.codePointAt(0)]);
  }
});

test("what no font has is the replacement character, and reads as it was written", () => {
  for (const [run] of [shape(undrawn, "regular"), ...shapeLines([undrawn], "regular")]) {
    expect(run).toMatchObject({ font: "noto-sans-regular", original: undrawn });
    expect(run?.text).toMatch(/^\uFFFD+$/);
  }
  expect(draws(undrawn)).toBe(true);
});

test("Arabic and Hebrew are runs of their fonts with all that stands among their letters, in the order of reading", () => {
  const [runs = []] = shapeLines(["Client : مكتب (محمد) 12, יעל"], "regular");
  expect(runs.map(({ font, text, original, level }) => [font, text, original, level])).toEqual([
    ["noto-sans-regular", "Client : ", undefined, 0],
    ["noto-sans-arabic-regular", "مكتب )محمد( ", "مكتب (محمد) ", 1],
    ["noto-sans-regular", "12", undefined, 2],
    ["noto-sans-hebrew-regular", ", יעל", ", יעל", 1],
  ]);
});

test("Arabic letters are joined, dots and vowels on them, and each glyph says its letter whatever was drawn before", () => {
  const font = fontNamed("noto-sans-arabic-regular");
  const said = (word: string) =>
    font
      .layout(word, ["rtlm"])
      .glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))
      .toReversed();
  const width = (text: string) => font.layout(text, ["rtlm"]).advanceWidth;
  expect(width("ببب")).toBeLessThan(2 * width("ب"));
  // The middle letters have one shape, and other dots.
  expect([said("ببت"), said("تنبت")]).toEqual([
    ["ب", "ب", "ت"],
    ["ت", "ن", "ب", "ت"],
  ]);
  // Seen from the left, a mark comes before its letter.
  expect(said("مدّ")).toEqual(["م", "\u0651د"]);
  // Figures run the other way.
  const figures = font.layout("٢٠٢٦", ["ltrm"]).glyphs;
  expect(figures.map(({ codePoints }) => String.fromCodePoint(...codePoints)).join("")).toBe(
    "٢٠٢٦",
  );
});
