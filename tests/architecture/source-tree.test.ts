import { expect, test } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const isTest = ({ path }: SourceFile) => /\.test\.tsx?$/.test(path);
const pathsOf = (found: SourceFile[]) => found.map(({ path }) => path);

/** Lines of a text; a final line break does not begin another one. */
const linesOf = ({ text }: SourceFile) => text.trimEnd().split("\n").length;

/** Long because they are lists, not because they do much. */
const lists = [
  /^app\/platform\/i18n\/(fr|en)\//,
  /^app\/domains\/invoices\/formats\/code-lists\.ts$/,
  /^tests\/http\/access-matrix\.ts$/,
];

test("the tree is read at all", () => {
  expect(files.length).toBeGreaterThan(50);
});

test("no file or folder is named after nothing in particular", () => {
  const vague = new Set([
    ...["utils", "util", "helpers", "helper", "lib", "libs", "common", "shared", "misc"],
    ...["types", "constants", "interfaces", "index"],
  ]);
  const found = files.filter(({ path }) =>
    path.split("/").some((part) => vague.has(part.split(".")[0]!)),
  );
  expect(pathsOf(found)).toEqual([]);
});

test("a route stays below 150 lines", () => {
  const found = files.filter(
    (file) => file.path.startsWith("app/routes/") && !isTest(file) && linesOf(file) >= 150,
  );
  expect(pathsOf(found)).toEqual([]);
});

test("routes do not share: what two of them need belongs to ui or a domain", () => {
  const found = files.filter(({ path, text }) => {
    if (!path.startsWith("app/routes/")) return false;
    // A folder is one route; its files may know each other.
    const inFolder = path.split("/").length > 3;
    return inFolder
      ? /from "(#app\/routes\/|\.\.\/)/.test(text)
      : /from "(#app\/routes\/|\.{1,2}\/)/.test(text);
  });
  expect(pathsOf(found)).toEqual([]);
});

test("a file stays below 300 lines", () => {
  const found = files.filter(
    (file) => !isTest(file) && !lists.some((list) => list.test(file.path)) && linesOf(file) >= 300,
  );
  expect(pathsOf(found)).toEqual([]);
});

test("only the config door reads the environment", () => {
  // in-production.ts sets the one variable that React reads by itself, before it is loaded.
  const doors =
    /^(app\/platform\/config\.server\.ts|app\/processes\/in-production\.ts|playwright\.config\.ts|tests\/.*)$/;
  const found = files.filter(({ path, text }) => !doors.test(path) && /process\.env\b/.test(text));
  expect(pathsOf(found)).toEqual([]);
});

test("nobody writes to the console: processes have a logger, commands write to stdout", () => {
  const found = files.filter(
    (file) => !isTest(file) && /^(?!\s*(\/\/|\*)).*\bconsole\.\w+\(/m.test(file.text),
  );
  expect(pathsOf(found)).toEqual([]);
});

test("tests neither patch our own modules nor sleep", () => {
  const found = files.filter(
    (file) =>
      isTest(file) &&
      !file.path.startsWith("tests/architecture/") &&
      /\bvi\.mock\(|waitForTimeout\(|\btest\.only\(/.test(file.text),
  );
  expect(pathsOf(found)).toEqual([]);
});
