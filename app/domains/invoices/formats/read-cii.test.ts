import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { writeCii } from "../cii/write-cii.ts";
import { readInvoice } from "./read-invoice.ts";
import { contentKey } from "./same-content.ts";

const sample = writeCii(sampleInvoice());

function readBytes(bytes: Uint8Array) {
  return readInvoice(bytes, "application/xml", { language: "en" });
}

function read(text: string) {
  return readBytes(new TextEncoder().encode(text));
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

describe("encodings", () => {
  /** The sample in another encoding's name, by which writers of XML go. */
  const declared = (encoding: string) =>
    sample.replace(/<\?xml[^>]*\?>/, `<?xml version="1.0" encoding="${encoding}"?>`);
  const utf16 = declared("UTF-16");

  test.each([
    ["UTF-16, little endian", Buffer.from(`\ufeff${utf16}`, "utf16le")],
    ["UTF-16, big endian", Buffer.from(`\ufeff${utf16}`, "utf16le").swap16()],
    ["UTF-16 without a byte order mark", Buffer.from(utf16, "utf16le")],
    ["the same, big endian", Buffer.from(utf16, "utf16le").swap16()],
    ["windows-1252", Buffer.from(ansi(declared("windows-1252")), "latin1")],
  ])("%s is read", (_, bytes) => {
    const answer = readBytes(bytes);
    if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors));
    expect(answer.invoice.seller.name).toBe("Énergie des Alpes SAS");
  });

  test.each([
    ["Latin-1 that calls itself UTF-8", Buffer.from(declared("UTF-8"), "latin1"), "utf-8"],
    ["an encoding nobody knows", Buffer.from(declared("X-PRIVATE")), "x-private"],
    ["UTF-8 that calls itself UTF-16", Buffer.from(utf16), "utf-16"],
    [
      "UTF-16 that is cut in a character",
      Buffer.from(utf16, "utf16le").subarray(0, -1),
      "utf-16 le",
    ],
  ])("%s is refused in words", (_, bytes, encoding) => {
    const answer = readBytes(bytes);
    expect(isRefused(answer) && answer.errors).toEqual([
      {
        pointer: "",
        rule: null,
        message: `The text cannot be read as ${encoding}, send it in UTF-8.`,
      },
    ]);
  });

  /** Latin-1 lacks the apostrophes and dashes of French typography. */
  function ansi(text: string): string {
    return text.replace(/[\u0100-\uffff]/g, "-");
  }
});
