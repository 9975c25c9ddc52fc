import { describe, expect, it } from "vitest";
import { holdsBankDetails, withoutBankDetails } from "./bank-details.ts";

describe("withoutBankDetails", () => {
  it.each([
    "Mon IBAN : FR14 2004 1010 0505 0001 3M02 606 merci",
    "FR1420041010050500013M02606",
    "fr1420041010050500013m02606",
    "to DE89 3704 0044 0532 0130 00, please",
    "CH93-0076-2011-6238-5295-7",
    "FR14\u00a02004\u00a01010\u00a00505\u00a00001\u00a03M02\u00a0606",
  ])("hides the IBAN in %j", (text) => {
    expect(holdsBankDetails(text)).toBe(true);
    const told = withoutBankDetails(text, "[hidden]");
    expect(told).toContain("[hidden]");
    expect(told.replace(/\D/g, "").length).toBe(0);
  });

  it("keeps the words around it", () => {
    expect(withoutBankDetails("IBAN FR14 2004 1010 0505 0001 3M02 606 merci", "…")).toBe(
      "IBAN … merci",
    );
  });

  it.each([
    "FA-2026-01902 du 31 octobre, 371,80 €",
    "Compteur 21 340 118 – 3 912 kWh",
    "FR99 2004 1010 0505 0001 3M02 606",
    "TVA FR40303265045",
  ])("leaves %j alone", (text) => {
    expect(withoutBankDetails(text, "[hidden]")).toBe(text);
  });
});
