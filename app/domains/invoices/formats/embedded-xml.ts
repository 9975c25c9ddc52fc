import {
  decodePDFRawStream,
  EncryptedPDFError,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { type Refusal, refused } from "#app/platform/refusal.ts";

/** A file that a PDF carries, as it is inside. */
export interface EmbeddedXml {
  name: string;
  bytes: Uint8Array;
}

export type EmbeddedXmlRefusal = Refusal<
  "encrypted" | "no-invoice" | "several-invoices" | "too-large"
>;

/** What Factur-X and ZUGFeRD have called the invoice, the first of these that is there being the one that counts. */
const invoiceNames = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"];

/** Bytes that all compressed parts of one file may come to: invoices with pictures have a tenth of it. */
const mostDecoded = 64 * 1024 * 1024;
/** More attachments, or names in a tree of them, than any invoice has. */
const mostFiles = 1000;

/**
 * The invoice that a Factur-X or ZUGFeRD PDF carries (PDF/A-3, ISO 19005-3; Factur-X 1.0, 6): a file of the tree of embedded files, as
 * readers show it. Refuses encrypted files, files without an invoice, files with two invoices
 * that differ (which one counts?), and what grows beyond measure when it is unpacked. What is no PDF at all has no invoice.
 * Meant for a thread of its own: a hostile file costs time and memory.
 */
export async function embeddedXml(pdf: Uint8Array): Promise<EmbeddedXml | EmbeddedXmlRefusal> {
  const limit = limitDecoding(mostDecoded);
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    const files = [...filesOf(document)];
    if (limit.exceeded()) return refused("too-large");
    return invoiceAmong(files);
  } catch (error) {
    if (limit.exceeded()) return refused("too-large");
    if (error instanceof EncryptedPDFError) return refused("encrypted");
    // The library says in many ways that a file is broken; it has no network and no files to fail with.
    return refused("no-invoice");
  } finally {
    limit.lift();
  }
}

/** ZUGFeRD 1.0 has the name of its successor in other letters: a file with both is meant for new readers and old ones. */
function invoiceAmong(files: readonly EmbeddedXml[]): EmbeddedXml | EmbeddedXmlRefusal {
  for (const name of invoiceNames) {
    const named = files.filter((file) => file.name.toLowerCase() === name);
    const [first, ...others] = named;
    if (!first) continue;
    if (others.some((other) => Buffer.compare(other.bytes, first.bytes) !== 0))
      return refused("several-invoices");
    return first;
  }
  return refused("no-invoice");
}

/** Each embedded file whose name is one of an invoice's, once, however many ways lead to it. */
function* filesOf({ catalog, context }: PDFDocument): Generator<EmbeddedXml> {
  const seen = new Set<unknown>();
  const fresh = (node: unknown) => {
    if (seen.has(node) || seen.size >= mostFiles) return false;
    seen.add(node);
    return true;
  };
  const dict = (value: unknown): PDFDict | undefined => {
    const found = value instanceof PDFRef ? context.lookup(value) : value;
    return found instanceof PDFDict ? found : undefined;
  };
  const array = (holder: PDFDict | undefined, key: string): unknown[] => {
    const found = holder?.lookup(PDFName.of(key));
    return found instanceof PDFArray ? found.asArray() : [];
  };
  const specifications: PDFDict[] = [];
  const collect = (value: unknown) => {
    const specification = dict(value);
    if (specification && fresh(specification)) specifications.push(specification);
  };
  // A name tree: leaves list name, value, name, value; a hostile one may go round in circles.
  const nodes = [dict(dict(catalog.get(PDFName.of("Names")))?.get(PDFName.of("EmbeddedFiles")))];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (!fresh(node)) continue;
    for (const [index, value] of array(node, "Names").entries())
      if (index % 2 === 1) collect(value);
    for (const kid of array(node, "Kids")) {
      const below = dict(kid);
      if (below) nodes.push(below);
    }
  }

  for (const specification of specifications) {
    const name = ["UF", "F"]
      .map((key) => specification.lookup(PDFName.of(key)))
      .find((value) => value instanceof PDFString || value instanceof PDFHexString)
      ?.decodeText();
    if (name === undefined || !invoiceNames.includes(name.toLowerCase())) continue;
    const streams = dict(specification.get(PDFName.of("EF")));
    const stream = streams?.lookup(PDFName.of("F")) ?? streams?.lookup(PDFName.of("UF"));
    if (stream instanceof PDFRawStream && fresh(stream))
      yield { name, bytes: decodePDFRawStream(stream).decode() };
  }
}

interface Decoder {
  buffer: Uint8Array;
  ensureBuffer(requested: number): Uint8Array;
}

/**
 * The library unpacks whatever a file holds, without a bound: a megabyte may come to a gigabyte. All its decoders have the buffer of
 * one class (not exported: it is found from a decoder), whose growth is counted here until `lift`.
 */
function limitDecoding(most: number): { exceeded(): boolean; lift(): void } {
  const decoders = decoderPrototype();
  const { ensureBuffer } = decoders;
  let decoded = 0;
  decoders.ensureBuffer = function counted(this: Decoder, requested) {
    const before = this.buffer.byteLength;
    if (decoded + requested - before > most) {
      decoded = most + 1;
      throw new Error("Too much to unpack");
    }
    const buffer = ensureBuffer.call(this, requested);
    decoded += buffer.byteLength - before;
    return buffer;
  };
  return {
    exceeded: () => decoded > most,
    lift: () => {
      decoders.ensureBuffer = ensureBuffer;
    },
  };
}

function decoderPrototype(): Decoder {
  const empty = PDFRawStream.of(
    PDFContext.create().obj({ Filter: "FlateDecode" }),
    new Uint8Array([0x78, 0x9c, 0x03, 0x00]),
  );
  return Object.getPrototypeOf(Object.getPrototypeOf(decodePDFRawStream(empty)));
}
