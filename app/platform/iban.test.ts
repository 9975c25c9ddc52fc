import { expect, test } from "vitest";
import { isIban } from "./iban.ts";

// The examples that ECBS and the banks print in their own documentation.
test.each(["FR7630006000011234567890189", "DE89370400440532013000", "NO9386011117947"])(
  "%s is an IBAN",
  (iban) => {
    expect(isIban(iban)).toBe(true);
  },
);

test.each([
  ["a digit is wrong", "FR7630006000011234567890188"],
  ["too short for its country", "FR763000600001123456789018"],
  ["no such country", "ZZ7630006000011234567890189"],
  ["spaced", "DE89 3704 0044 0532 0130 00"],
  ["lower case", "de89370400440532013000"],
  ["nothing", ""],
])("%s: no IBAN", (_why, text) => {
  expect(isIban(text)).toBe(false);
});
