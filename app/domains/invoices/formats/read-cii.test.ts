import { expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { writeCii } from "../cii/write-cii.ts";
import { readInvoice } from "./read-invoice.ts";
import { contentKey } from "./same-content.ts";

const sample = writeCii(sampleInvoice());

function read(text: string) {
  return readInvoice(new TextEncoder().encode(text), "application/xml", { language: "en" });
}

function errorsOf(text: string) {
  const answer = read(text);
  return isRefused(answer) ? answer.errors : [];
}

test("a CII document is read, and says so", () => {
  const answer = read(sample);
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors));
  expect(answer.format).toBe("cii");
  expect(answer.invoice.number).toBe(sampleInvoice().number);
});

test("a finding points into the document", () => {
  const broken = sample.replace(/<ram:DuePayableAmount>[^<]*/, "<ram:DuePayableAmount>1.00");
  expect(errorsOf(broken)).toMatchObject([
    {
      rule: "BR-CO-16",
      pointer:
        "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement" +
        "/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:DuePayableAmount",
    },
  ]);
});

test.each([
  ["a day that does not exist", ">20261031<", ">20260231<", "is not a date"],
  ["an amount in words", /(<ram:GrandTotalAmount>)[^<]*/, "$1lots", "is not a decimal number"],
  [
    "an unknown element",
    "<ram:TypeCode>380",
    "<ram:Surprise/><ram:TypeCode>380",
    "does not belong",
  ],
] as const)("%s is refused where it stands", (_, found, put, message) => {
  const broken = sample.replace(found, put);
  expect(broken).not.toBe(sample);
  expect(
    errorsOf(broken)
      .map((error) => error.message)
      .join(),
  ).toContain(message);
});

test("cut off anywhere, a document is refused or equal", () => {
  const whole = read(sample);
  if (isRefused(whole)) throw new Error(JSON.stringify(whole.errors));
  for (let percent = 0; percent < 100; percent += 1) {
    const answer = read(sample.slice(0, Math.floor((sample.length * percent) / 100)));
    if (!isRefused(answer))
      expect(contentKey(answer.invoice), `${percent} %`).toBe(contentKey(whole.invoice));
  }
});

test.each([
  ["external entities", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "DOCTYPE"],
  ["entities that multiply", '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', "DOCTYPE"],
])("%s are refused before they mean anything", (_, doctype, message) => {
  const hostile = sample.replace(
    "<rsm:CrossIndustryInvoice",
    `${doctype}<rsm:CrossIndustryInvoice`,
  );
  expect(errorsOf(hostile)[0]?.message).toContain(message);
});

test("twenty thousand levels and control characters are refused", () => {
  const deep = sample.replace("</ram:BuyerTradeParty>", `${"<ram:ID>".repeat(20_000)}$&`);
  expect(errorsOf(deep)[0]?.message).toContain("too many levels");
  expect(errorsOf(sample.replace("380", "38\u00010"))[0]?.message).toContain("malformed");
});
