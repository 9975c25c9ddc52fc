import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { readInvoice } from "./read-invoice.ts";
import { ublNamespaces, ublPrefixes } from "./ubl-schema.ts";
import { decodeText } from "./xml-encoding.ts";
import { parseXml, select, type XmlElement, XPaths, xmlLimits } from "./xml-tree.ts";

function tree(text: string): XmlElement {
  const root = parseXml(text);
  if (isRefused(root)) throw new Error(`${root.reason} ${root.detail}`);
  return root;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = (input: Uint8Array) => {
  const answer = readInvoice(input, "application/xml", { language: "en" });
  return isRefused(answer) ? { code: answer.refused, message: answer.errors[0]?.message } : null;
};

describe("reading XML", () => {
  test("comments, CDATA and references leave the value whole", () => {
    const root = tree("<a><b>FA<!-- draft? -->-<![CDATA[1&2]]>&#48;&amp;</b></a>");
    expect(select(root, "b")[0]?.text).toBe("FA-1&20&");
  });

  test("names are data: no attribute or element reaches a prototype", () => {
    const root = tree('<a __proto__="x" constructor="y"><__proto__/></a>');
    expect(Object.entries(root.attributes)).toContainEqual(["__proto__", "x"]);
    expect(Object.getPrototypeOf(root.attributes)).toBeNull();
    expect(Object.getPrototypeOf(tree("<a/>").attributes)).toBeNull();
  });

  test("an XPath names every element, with positions where names repeat", () => {
    const { invoice, aggregate, basic } = ublNamespaces;
    const root = tree(
      `<Invoice xmlns="${invoice}" xmlns:x="${aggregate}" xmlns:y="${basic}">
        <x:InvoiceLine><y:ID/></x:InvoiceLine><x:InvoiceLine><y:ID/></x:InvoiceLine></Invoice>`,
    );
    expect(select(root, "InvoiceLine/ID").map((id) => new XPaths(ublPrefixes).of(id))).toEqual([
      "/ubl:Invoice/cac:InvoiceLine[1]/cbc:ID",
      "/ubl:Invoice/cac:InvoiceLine[2]/cbc:ID",
    ]);
  });
});

describe("hostile XML is refused, at once", () => {
  const refused = (text: string) => {
    const answer = parseXml(text);
    return isRefused(answer) ? answer : null;
  };

  test("external entities", () => {
    const text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
    expect(refused(text)).toMatchObject({ reason: "doctype" });
  });

  test("entities that multiply", () => {
    const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};">`);
    const text = `<!DOCTYPE a [<!ENTITY l0 "ha">${entities.join("")}]><a>&l30;</a>`;
    expect(refused(text)).toMatchObject({ reason: "doctype" });
  });

  test("20,000 levels", () => {
    const text = "<a>".repeat(20_000) + "</a>".repeat(20_000);
    expect(refused(text)).toMatchObject({ reason: "too-deep" });
  });

  test("more elements than any invoice has", () => {
    expect(refused(`<a>${"<b/>".repeat(xmlLimits.elements)}</a>`)).toMatchObject({
      reason: "too-large",
    });
  });

  test("more text than any invoice has", () => {
    expect(refused(" ".repeat(xmlLimits.characters + 1))).toMatchObject({ reason: "too-large" });
  });

  test.each([
    ["cut off", "<a><b>1</b>"],
    ["control characters", "<a>\u0001</a>"],
    ["a reference to a control character", "<a>&#0;</a>"],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["an unbound prefix", "<x:a/>"],
    ["two roots", "<a/><b/>"],
    ["an attribute twice", '<a b="1" b="2"/>'],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(refused(text)).toMatchObject({ reason: "syntax" });
  });

  test("line and column say where", () => {
    expect(refused("<a>\n  <b></c>\n</a>")).toMatchObject({ line: 2 });
  });
});

describe("encodings", () => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>é</a>`;

  test.each([
    ["UTF-8", bytes(xml("UTF-8"))],
    ["UTF-8 with a byte order mark", bytes(`\ufeff${xml("UTF-8")}`)],
    ["no declaration", bytes("<a>é</a>")],
    ["ISO-8859-1", Buffer.from(xml("ISO-8859-1"), "latin1")],
    ["UTF-16 little endian", Buffer.from(`\ufeff${xml("UTF-16")}`, "utf16le")],
    ["UTF-16 big endian", Buffer.from(`\ufeff${xml("UTF-16")}`, "utf16le").swap16()],
  ])("%s", (_, input) => {
    const text = decodeText(input);
    if (isRefused(text)) throw new Error(text.encoding);
    expect(tree(text).text).toBe("é");
  });

  test("bytes that contradict the declaration are refused, not guessed", () => {
    expect(refusal(Buffer.from(xml("UTF-8"), "latin1"))).toEqual({
      code: "unreadable",
      message: "The text cannot be read as utf-8, send it in UTF-8.",
    });
    expect(refusal(bytes(xml("UTF-16")))?.code).toBe("unreadable");
    expect(refusal(bytes(xml("EBCDIC-FR")))?.code).toBe("unreadable");
  });
});

describe("documents that are something else", () => {
  test.each([
    [
      "ZUGFeRD 1.0",
      '<x:CrossIndustryDocument xmlns:x="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
      "unsupported-format",
    ],
    [
      "a UBL order",
      '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
      "unsupported-format",
    ],
    ["an Invoice of no namespace", "<Invoice/>", "unsupported-format"],
  ])("%s", (_, text, code) => {
    expect(refusal(bytes(text))?.code).toBe(code);
  });

  test("text of no format goes by its media type", () => {
    const read = (mediaType: string) => {
      const answer = readInvoice(bytes("hello"), mediaType, { language: "fr" });
      return isRefused(answer) && answer.refused;
    };
    expect(read("application/json")).toBe("unreadable");
    expect(read("application/xml")).toBe("unreadable");
    expect(read("text/plain")).toBe("unsupported-format");
  });
});
