import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailCodeFrom, readMailCode } from "./mail-code.ts";

describe("a mail's code", () => {
  it("has the shape that mails print and nothing a voice confuses", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
        expect(mailCodeFrom(bytes)).toMatch(/^M-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it("is read back however it was typed, and different bytes give different codes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 5, maxLength: 5 }),
        fc.uint8Array({ minLength: 5, maxLength: 5 }),
        (bytes, others) => {
          const code = mailCodeFrom(bytes);
          expect(readMailCode(code)).toBe(code);
          expect(readMailCode(` ${code.toLowerCase().replaceAll("-", " ")} `)).toBe(code);
          expect(readMailCode(code.slice(2))).toBe(code);
          expect(mailCodeFrom(others) === code).toBe(Buffer.compare(bytes, others) === 0);
        },
      ),
    );
  });

  it("takes O for zero, I and L for one", () => {
    expect(readMailCode("m-oil0-1234")).toBe("M-0110-1234");
  });

  it.each(["", "M-7KQ2", "M-7KQ2-9FXU", "M-7KQ2-9FXHH", "bonjour", "' or 1=1"])(
    "does not take %j for one",
    (typed) => {
      expect(readMailCode(typed)).toBeNull();
    },
  );
});
