import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { codeRules } from "./rules/code-rules.ts";

const official = fileURLToPath(
  new URL("../../../../../shared/specs/en16931-codelists.json", import.meta.url),
);
const present = existsSync(official);

if (!present) test.skip(`no official code lists at ${official}`, () => {});

describe.runIf(present)("code lists agree with CEN's", () => {
  const lists = present
    ? (
        JSON.parse(readFileSync(official, "utf8")) as {
          rules: Record<string, { lists: string[][] }>;
        }
      ).rules
    : {};
  const ours = Object.entries(codeRules).filter(
    ([name]) => !["documentType", "mediaType"].includes(name),
  );

  test.each(ours)("%s", (name, rule) => {
    const nth = name === "creditNoteType" ? 1 : 0;
    expect([...rule.list].sort()).toEqual([...new Set(lists[rule.id]?.lists[nth])].sort());
  });

  test("none is left out", () => {
    const checked = new Set(Object.values(codeRules).map(({ id }) => id));
    expect(Object.keys(lists).filter((id) => !checked.has(id))).toEqual([]);
  });
});
