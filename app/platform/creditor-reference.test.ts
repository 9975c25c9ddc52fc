import fc from "fast-check";
import { expect, test } from "vitest";
import { creditorReference, creditorReferencesIn } from "./creditor-reference.ts";
import { groupedByFour } from "./iban.ts";

// Printed in descriptions of the standard.
test.each([
  ["539007547034", "RF18539007547034"],
  ["2348231", "RF712348231"],
])("%s is referred to as %s", (number, reference) => {
  expect(creditorReference(number)).toBe(reference);
});

test.each(["", "-", "ÉLEC-1", "A".repeat(22)])("%j has no RF reference", (number) => {
  expect(creditorReference(number)).toBeNull();
});

test("what is written is found again, however a bank spaces it and whatever stands around it", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z0-9]{1,21}$/),
      fc.stringMatching(/^[a-z ]{0,20}$/),
      fc.boolean(),
      (number, around, spaced) => {
        const reference = creditorReference(number);
        if (!reference) return;
        const text = `${around} ${spaced ? groupedByFour(reference) : reference} ${around}`;
        expect(creditorReferencesIn(text).map((each) => each.reference)).toContain(reference);
      },
    ),
  );
});
