import { expect, test } from "vitest";
import { fontNamed, shape } from "./typeface.server.ts";

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

test("what no font has is the replacement character, and reads as it was written", () => {
  const [run] = shape("فاتورة", "regular");
  expect(run).toMatchObject({ font: "noto-sans-regular", original: "فاتورة" });
  expect(run?.text).toMatch(/^\uFFFD+$/);
  expect(draws("فاتورة")).toBe(true);
});
