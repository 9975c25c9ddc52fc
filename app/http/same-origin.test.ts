import { describe, expect, test } from "vitest";
import { isFromOurPages } from "./same-origin.server.ts";

const config = { appUrl: "https://factures.example.test" };
const post = { method: "POST", path: "/c/C-1/people", host: "10.0.0.7:3000" };

describe("isFromOurPages", () => {
  test("reading needs no origin", () => {
    expect(isFromOurPages({ ...post, method: "GET", origin: undefined }, config)).toBe(true);
    expect(
      isFromOurPages({ ...post, method: "HEAD", origin: "https://evil.example" }, config),
    ).toBe(true);
  });

  test.each(["https://factures.example.test", "http://10.0.0.7:3000"])(
    "takes a form of %s",
    (origin) => {
      expect(isFromOurPages({ ...post, origin }, config)).toBe(true);
    },
  );

  test.each([
    undefined,
    "null",
    "",
    "https://evil.example",
    "http://factures.example.test",
    "https://factures.example.test.evil.example",
    "http://10.0.0.7:3001",
  ])("refuses a form of %j", (origin) => {
    expect(isFromOurPages({ ...post, origin }, config)).toBe(false);
  });

  test.each(["/api/v1/invoices", "/webhooks/stripe", "/unsubscribe/abc"])(
    "%s carries its own proof",
    (path) => {
      expect(isFromOurPages({ ...post, path, origin: "https://evil.example" }, config)).toBe(true);
    },
  );

  test("nothing is exempt by looking similar", () => {
    for (const path of ["/apiary", "/c/api/v1", "/unsubscribed/x", "//api/v1"])
      expect(isFromOurPages({ ...post, path, origin: undefined }, config)).toBe(false);
  });
});
