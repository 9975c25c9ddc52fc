import { expect, test } from "vitest";
import { hideIbans } from "./bank-details.ts";

test.each([
  ["IBAN FR76 3000 6000 0112 3456 7890 189 merci", "IBAN … merci"],
  ["iban:FR7630006000011234567890189.", "iban:…."],
  ["DE89370400440532013000 puis GB82 WEST 1234 5698 7654 32", "… puis …"],
])("hides the account in %j", (text, hidden) => {
  expect(hideIbans(text)).toBe(hidden);
});

test.each([
  "Contrat FR76 3000 6000 0112 3456 7890 188",
  "FA-2026-01902",
  "Compteur 12345678901234567890",
])("leaves %j alone", (text) => {
  expect(hideIbans(text)).toBe(text);
});
