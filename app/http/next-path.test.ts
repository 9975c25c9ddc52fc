import { describe, expect, test } from "vitest";
import { nextPath } from "./next-path.ts";

describe("nextPath", () => {
  test.each(["/", "/c/C-1042/invoices?q=gaz&page=2", "/c/C%2F1/pay", "/staff"])(
    "goes to %s",
    (path) => {
      expect(nextPath(path)).toBe(path);
    },
  );

  test.each([
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/ok\\..\\evil",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "invoices",
    `/${"a".repeat(500)}`,
  ])("stays here for %j", (path) => {
    expect(nextPath(path)).toBeNull();
  });
});
