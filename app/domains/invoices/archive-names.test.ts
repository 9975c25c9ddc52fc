import fc from "fast-check";
import { expect, test } from "vitest";
import { fileNamer } from "./archive-names.ts";

const named = (...numbers: string[]) => numbers.map(fileNamer());

test("an ordinary number is its own name", () => {
  expect(named("FA-2026-01902", "Facture_7.b", "発票-12")).toEqual([
    "FA-2026-01902",
    "Facture_7.b",
    "発票-12",
  ]);
});

test("no name leads out of the folder, hides, or is taken for an option or a device", () => {
  expect(named("2026/11/0042", "..", "../../etc/passwd", "C:\\x", "-rf", ".env", "a. ")).toEqual([
    "2026-11-0042",
    "document",
    "etc-passwd",
    "C-x",
    "rf",
    "env",
    "a",
  ]);
  expect(named("nul", "COM1", "con.7", "CON-7")).toEqual(["_nul", "_COM1", "_con.7", "CON-7"]);
});

test("numbers that some file system takes for one are counted", () => {
  expect(named("FA/1", "fa-1", "FA 1", "FA-1-2", "É1", "E\u03011")).toEqual([
    "FA-1",
    "fa-1-2",
    "FA-1-3",
    "FA-1-2-2",
    "É1",
    "É1-2",
  ]);
});

test("whatever the numbers, names are unique, safe and short", () => {
  const part = fc.constantFrom("a", "A", "/", "\\", ".", "-", " ", "é", "e\u0301", "請", "\u0000");
  const number = fc.oneof(
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 300 }),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), (numbers) => {
      const names = named(...numbers);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(numbers.length);
      for (const name of names) {
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(240);
      }
    }),
  );
});
