import createBidi from "bidi-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { levelRuns, mirrored, visualOrder } from "./bidi.ts";

/** Lines as they are seen, from left to right: what a typewriter would put on paper. */
function seen(lines: string[]): string[] {
  return levelRuns(lines).map((runs) =>
    visualOrder(runs.map(({ level }) => level))
      .map((place) => {
        const { text, level } = runs[place]!;
        return level % 2 === 1 ? [...text].map(mirrored).reverse().join("") : text;
      })
      .join(""),
  );
}

test.each([
  ["a label, a name, figures", "Nom : אבג (12)", "Nom : (12) גבא"],
  ["first strong character decides", "אבג ABC 12, ד", "ד ,ABC 12 גבא"],
  ["brackets look towards what they hold", "(א) [b]", "[b] (א)"],
  ["figures of Arabic run from left to right", "سعر ٣٫٥ A", "A ٣٫٥ رعس"],
  ["a picture is no letter", "😀 אב", "בא 😀"],
  ["a mark puts what follows on the right side", "A אב! C", "A בא! C"],
  ["the same, marked", "A אב!\u200f C", "A !בא C"],
  ["a joiner parts no word", "می\u200cخ", "خ\u200cیم"],
])("%s", (_what, text, expected) => {
  expect(seen([text])).toEqual([expected]);
});

test("each line is put in order by itself, in the direction of its paragraph", () => {
  expect(seen(["אב גד ", "ABC 12 ", "הו"])).toEqual([" דג בא", " ABC 12", "וה"]);
  expect(seen(["Nom אב ", "גד fin"])).toEqual(["Nom בא ", "דג fin"]);
});

test("on one line, the order is the library's own", () => {
  const bidi = createBidi();
  const unit = fc.constantFrom(..."abאבعم01٢ ()[].,:/-+€%«»\u00a0");
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 40 }), (text) => {
      const line = text.trimEnd();
      expect(seen([line])).toEqual([bidi.getReorderedString(line, bidi.getEmbeddingLevels(line))]);
    }),
  );
});
