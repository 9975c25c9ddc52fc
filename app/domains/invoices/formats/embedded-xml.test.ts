import { deflateSync } from "node:zlib";
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { openPdf } from "../facturx/pdf-opener.server.ts";
import { embeddedXml } from "./embedded-xml.ts";
import { readDocument } from "./read-invoice.ts";

const text = (xml: string) => new TextEncoder().encode(xml);
const invoice = text("<rsm:CrossIndustryInvoice>1</rsm:CrossIndustryInvoice>");
const other = text("<rsm:CrossIndustryInvoice>2</rsm:CrossIndustryInvoice>");

/** A PDF of one page with these files inside. */
async function pdfWith(
  files: readonly [name: string, bytes: Uint8Array][],
  change: (document: PDFDocument) => unknown = () => {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  for (const [name, bytes] of files) await document.attach(bytes, name, { mimeType: "text/xml" });
  await document.flush();
  await change(document);
  return document.save();
}

/** Puts a stream beside the files that says it unpacks to `megabytes` of spaces. */
function bomb(document: PDFDocument, megabytes: number, name = "factur-x.xml") {
  const { context, catalog } = document;
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, " "), { level: 9 });
  const stream = context.register(
    PDFRawStream.of(context.obj({ Filter: "FlateDecode", Length: packed.length }), packed),
  );
  const specification = context.register(
    context.obj({ Type: "Filespec", UF: PDFHexString.fromText(name), EF: { F: stream } }),
  );
  catalog.set(
    PDFName.of("Names"),
    context.obj({ EmbeddedFiles: { Names: [PDFString.of(name), specification] } }),
  );
}

describe("what is inside a PDF", () => {
  test("is found whatever its name's case, among other files", async () => {
    const pdf = await pdfWith([
      ["Lieferschein.pdf", text("%PDF-1.4")],
      ["ZUGFeRD-Invoice.XML", invoice],
    ]);
    expect(await embeddedXml(pdf)).toEqual({ name: "ZUGFeRD-Invoice.XML", bytes: invoice });
  });

  test("factur-x.xml counts before what it followed", async () => {
    const pdf = await pdfWith([
      ["ZUGFeRD-invoice.xml", other],
      ["factur-x.xml", invoice],
    ]);
    expect(await embeddedXml(pdf)).toMatchObject({ bytes: invoice });
  });

  test("in a tree of several levels", async () => {
    const pdf = await pdfWith([["factur-x.xml", invoice]], ({ catalog, context }) => {
      const names = catalog.lookup(PDFName.of("Names")) as never as Map<never, never>;
      const leaf = (names as never as { get(key: PDFName): never }).get(
        PDFName.of("EmbeddedFiles"),
      );
      const inner = context.register(context.obj({ Kids: [leaf] }));
      catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: { Kids: [inner] } }));
    });
    expect(await embeddedXml(pdf)).toMatchObject({ bytes: invoice });
  });

  test("two invoices that differ are refused, the same one twice is not", async () => {
    const twice = (second: Uint8Array) =>
      pdfWith([
        ["factur-x.xml", invoice],
        ["Factur-X.xml", second],
      ]);
    expect(await embeddedXml(await twice(other))).toMatchObject({ refused: "several-invoices" });
    expect(await embeddedXml(await twice(invoice))).toMatchObject({ bytes: invoice });
  });
});

describe("hostile and broken files", () => {
  const whole = pdfWith([["factur-x.xml", invoice]]);

  test.each([0.1, 0.5, 0.9])("cut off after %d of it", async (part) => {
    const pdf = await whole;
    const answer = await embeddedXml(pdf.subarray(0, Math.floor(pdf.length * part)));
    // A reader may still mend what lost no more than its table.
    if ("bytes" in answer) expect(answer.bytes).toEqual(invoice);
    else expect(answer).toMatchObject({ refused: "no-invoice" });
  });

  test("without a file, with other files only, or no PDF behind its first line", async () => {
    for (const pdf of [
      await pdfWith([]),
      await pdfWith([["rechnung.xml", invoice]]),
      text("%PDF-1.7\nnothing more"),
    ])
      expect(await embeddedXml(pdf)).toMatchObject({ refused: "no-invoice" });
  });

  test("a tree that goes round in circles ends", async () => {
    const pdf = await pdfWith([], ({ catalog, context }) => {
      const ring = context.nextRef();
      context.assign(ring, context.obj({ Kids: [ring, ring] }));
      catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: ring }));
    });
    expect(await embeddedXml(pdf)).toMatchObject({ refused: "no-invoice" });
  });

  test("what is nested deeper than any document ends", async () => {
    const deep = `%PDF-1.7\n1 0 obj\n${"[".repeat(200_000)}\nendobj\ntrailer << /Root 1 0 R >>`;
    expect(await embeddedXml(text(deep))).toMatchObject({ refused: "no-invoice" });
  });

  test("protected by a password", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(invoice, "factur-x.xml");
    document.encrypt({ ownerPassword: "o", userPassword: "u" });
    expect(await embeddedXml(await document.save())).toMatchObject({ refused: "encrypted" });
  });

  test("a bomb is not unpacked, neither as a file nor as a part of the document itself", async () => {
    const asFile = await pdfWith([], (document) => bomb(document, 100));
    expect(asFile.length).toBeLessThan(1024 * 1024);
    expect(await embeddedXml(asFile)).toMatchObject({ refused: "too-large" });
    const asPart = await pdfWith([], ({ context }) => {
      const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024, " "), { level: 9 });
      const facts = { Type: "ObjStX", N: 1, First: 4, Filter: "FlateDecode" };
      context.register(PDFRawStream.of(context.obj({ ...facts, Length: packed.length }), packed));
    });
    // The library that writes leaves out such a part: it gets its real name afterwards.
    const hostile = Buffer.from(asPart);
    hostile.write("ObjStm", hostile.indexOf("ObjStX"));
    expect(await embeddedXml(hostile)).toMatchObject({ refused: "too-large" });
    // What comes after it is read as ever.
    expect(await embeddedXml(await whole)).toMatchObject({ bytes: invoice });
  });
});

test("the thread answers the same, and the reasons are told in words", async () => {
  const pdf = await pdfWith([["factur-x.xml", invoice]]);
  expect(await openPdf(pdf)).toEqual({ name: "factur-x.xml", bytes: invoice });
  const bombed = await pdfWith([], (document) => bomb(document, 100));
  const answers = await Promise.all(
    [bombed, await pdfWith([]), pdf].map((bytes) =>
      readDocument(bytes, "application/pdf", { language: "en", openPdf }),
    ),
  );
  expect(answers).toMatchObject([
    { refused: "unreadable", errors: [{ message: expect.stringContaining("too large") }] },
    { refused: "invalid", errors: [{ message: expect.stringContaining("no electronic invoice") }] },
    { refused: "unreadable", errors: [{ rule: null }] },
  ]);
});
