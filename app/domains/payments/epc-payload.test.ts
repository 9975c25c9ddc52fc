import { describe, expect, it } from "vitest";
import { qrCode } from "#app/platform/qr-code.ts";
import { readQr } from "#tests/support/read-qr.ts";
import { type CreditTransfer, epcPayload } from "./epc-payload.ts";

const transfer: CreditTransfer = {
  holder: "Énergie des Alpes SAS",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  amount: 37_180,
  currency: "EUR",
  reference: { structured: true, text: "RF18539007547034" },
};

/** The lines that a scanner reads from what is drawn. */
const scanned = (more: Partial<CreditTransfer> = {}) => {
  const payload = epcPayload({ ...transfer, ...more });
  return payload === null ? null : readQr(qrCode(payload))?.split("\n");
};

describe("the EPC069-12 code, as a scanner reads it", () => {
  it("says whom, where, how much and what for, in the order of the format", () => {
    expect(scanned()).toEqual([
      ...["BCD", "002", "1", "SCT", "AGRIFRPP", "Énergie des Alpes SAS"],
      ...["FR7630006000011234567890189", "EUR371.80", "", "RF18539007547034"],
    ]);
  });

  it("gives a number without an RF reference as free text, and needs no BIC within the EEA", () => {
    expect(scanned({ bic: null, reference: { structured: false, text: "ÉLEC\n12" } })).toEqual([
      ...["BCD", "002", "1", "SCT", "", "Énergie des Alpes SAS"],
      ...["FR7630006000011234567890189", "EUR371.80", "", "", "ÉLEC 12"],
    ]);
  });

  it("holds no more of a name than the format, which no line break leaves", () => {
    const lines = scanned({ holder: `Régie\r\n${"é".repeat(100)}` });
    expect(lines?.[5]).toBe(`Régie ${"é".repeat(64)}`);
    expect(lines).toHaveLength(10);
  });

  it.each([
    [1, "EUR0.01"],
    [99_999_999_999, "EUR999999999.99"],
  ])("%d cents is %s", (amount, written) => {
    expect(scanned({ amount })?.[7]).toBe(written);
  });

  it.each<[string, Partial<CreditTransfer>]>([
    ["nothing", { amount: 0 }],
    ["a billion", { amount: 100_000_000_000 }],
    ["francs", { currency: "CHF" }],
    ["an account outside SEPA", { iban: "BR1800360305000010009795493C1" }],
    ["an account outside the EEA without BIC", { iban: "CH9300762011623852957", bic: null }],
    ["a wrong IBAN", { iban: "FR7630006000011234567890188" }],
    ["a text that it cannot hold", { reference: { structured: false, text: "x".repeat(141) } }],
  ])("does not exist for %s", (_name, more) => {
    expect(epcPayload({ ...transfer, ...more })).toBeNull();
  });

  it("exists for a Swiss account with its BIC", () => {
    expect(scanned({ iban: "CH9300762011623852957", bic: "POFICHBEXXX" })?.[6]).toMatch(/^CH/);
  });
});
