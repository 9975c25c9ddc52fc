import { expect, test } from "vitest";
import { fold, searchTerms } from "./search-text.ts";

test("accents, ligatures, capitals and exotic spaces are folded away", () => {
  expect(fold("  Électricité – CŒUR\u00a0de\u202fVille’s ")).toBe("electricite – coeur de ville's");
});

test.each([
  ["1 284,60", [" 1284.60 "]],
  ["1\u202f284,60\u00a0€", [" 1284.60 "]],
  ["€1,284.60", [" 1284.60 "]],
  ["1.284,60 EUR", [" 1284.60 "]],
  ["1'284.60 CHF", [" 1284.60 "]],
  ["1284.60", [" 1284.60 "]],
  ["464,2", [" 464.2"]],
  ["464", ["464"]],
  ["12 345", ["12345"]],
  ["gaz 239,41", [" 239.41 ", "gaz"]],
])("reads the amount in %j", (typed, terms) => {
  expect(searchTerms(typed)).toEqual(terms);
});

test.each([
  ["FA-2026-01902", ["fa202601902"]],
  ["fa 2026/01902", ["01902", "2026", "fa"]],
  ["2026-01902", ["202601902"]],
  ["Électricité, octobre", ["electricite", "octobre"]],
  ["l’eau", ["l'eau"]],
  ["euro", ["euro"]],
  ["…", []],
  ["", []],
])("reads the words in %j", (typed, terms) => {
  expect(searchTerms(typed).sort()).toEqual(terms);
});

test("nobody can make it look for a thousand words", () => {
  expect(searchTerms("a b c d e f g h i j k l m n o p ".repeat(100))).toHaveLength(8);
});
