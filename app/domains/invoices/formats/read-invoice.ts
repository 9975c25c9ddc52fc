import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { ciiNamespaces } from "./cii-schema.ts";
import type { EmbeddedXml, EmbeddedXmlRefusal } from "./embedded-xml.ts";
import { readCiiInvoice } from "./read-cii-invoice.ts";
import { readJsonInvoice } from "./read-json.ts";
import { readUblInvoice } from "./read-ubl-invoice.ts";
import { sentence } from "./rules/rule.ts";
import { ublNamespaces } from "./ubl-schema.ts";
import { decodeText } from "./xml-encoding.ts";
import { parseXml, type XmlElement } from "./xml-tree.ts";

export type InvoiceFormat = "json" | "ubl" | "cii" | "factur-x";

export interface InvoiceRead {
  invoice: Invoice;
  format: InvoiceFormat;
  /** What the sender should look at, though it refuses nothing. */
  warnings: Finding[];
}

export type InvoiceRefusal = Refusal<
  /** Bytes that no format explains; a format the portal does not take; a document that breaks a rule. */
  "unreadable" | "unsupported-format" | "invalid",
  { errors: Finding[] }
>;

/**
 * The one door for documents: bytes of an invoice or credit note to the canonical model, checked against EN 16931.
 * What the document is, its content says (the beginning, then the root element); the media type only decides what
 * bytes were meant to be that are neither. `openPdf` takes the XML out of a PDF, where a hostile one does no harm.
 */
export async function readDocument(
  bytes: Uint8Array,
  mediaType: string,
  options: {
    language: Language;
    openPdf(pdf: Uint8Array): Promise<EmbeddedXml | EmbeddedXmlRefusal>;
  },
): Promise<InvoiceRead | InvoiceRefusal> {
  if (!isPdf(bytes)) return readInvoice(bytes, mediaType, options);
  const { language } = options;
  const embedded = await options.openPdf(bytes);
  if (isRefused(embedded)) {
    const { code, words: said } = pdfRefusals[embedded.refused];
    return refuse(code, said, language);
  }
  const read = readInvoice(embedded.bytes, "application/xml", options);
  if (isRefused(read)) return read;
  if (read.format !== "cii") return refuse("unsupported-format", words.notCii, language);
  return { ...read, format: "factur-x" };
}

/** The same for text: JSON and XML. */
export function readInvoice(
  bytes: Uint8Array,
  mediaType: string,
  options: { language: Language },
): InvoiceRead | InvoiceRefusal {
  const { language } = options;
  const text = decodeText(bytes);
  if (isRefused(text)) {
    return refuse("unreadable", words.encoding, language, { encoding: text.encoding });
  }
  const opening = /^\s*(.)/s.exec(text)?.[1];
  if (opening === "<") return readXml(text, language);
  if (opening === "{" || /\bjson\b/i.test(mediaType)) {
    const answer = readJsonInvoice(text, language);
    return isRefused(answer) ? answer : { ...answer, format: "json" };
  }
  if (/\bxml\b/i.test(mediaType)) return readXml(text, language);
  return refuse("unsupported-format", words.unknown, language);
}

function readXml(text: string, language: Language): InvoiceRead | InvoiceRefusal {
  const root = parseXml(text);
  if (isRefused(root)) {
    const { reason, line, column, detail } = root;
    return refuse("unreadable", words[reason], language, {
      line: String(line),
      column: String(column),
      detail,
    });
  }
  if (
    (root.name === "Invoice" && root.namespace === ublNamespaces.invoice) ||
    (root.name === "CreditNote" && root.namespace === ublNamespaces.creditNote)
  ) {
    const answer = readUblInvoice(root, language);
    return isRefused(answer) ? answer : { ...answer, format: "ubl" };
  }
  if (root.name === "CrossIndustryInvoice" && root.namespace === ciiNamespaces.document) {
    const answer = readCiiInvoice(root, language);
    return isRefused(answer) ? answer : { ...answer, format: "cii" };
  }
  return refuse("unsupported-format", wordsForRoot(root), language, { root: root.name });
}

function wordsForRoot(root: XmlElement): Words {
  if (root.name === "CrossIndustryDocument") return words.zugferd1;
  return words.root;
}

type Words = Readonly<Record<Language, string>>;

const words = {
  pdfWithoutInvoice: {
    fr: "Ce PDF ne contient pas de facture électronique (factur-x.xml). Envoyez un PDF Factur-X ou ZUGFeRD 2, ou le XML de la facture.",
    en: "This PDF contains no electronic invoice (factur-x.xml). Send a Factur-X or ZUGFeRD 2 PDF, or the XML of the invoice.",
  },
  pdfWithSeveral: {
    fr: "Ce PDF contient plusieurs factures électroniques différentes, gardez-en une seule.",
    en: "This PDF contains several electronic invoices that differ, keep one of them.",
  },
  pdfEncrypted: {
    fr: "Ce PDF est protégé par un mot de passe, envoyez-le sans protection.",
    en: "This PDF is protected by a password, send it without protection.",
  },
  notCii: {
    fr: "L’XML que contient ce PDF n’est pas du CII (UN/CEFACT), comme Factur-X et ZUGFeRD 2 le veulent.",
    en: "The XML inside this PDF is not CII (UN/CEFACT), as Factur-X and ZUGFeRD 2 ask.",
  },
  zugferd1: {
    fr: "ZUGFeRD 1.0 n’est pas conforme à EN 16931, envoyez Factur-X ou ZUGFeRD 2, ou de l’UBL 2.1.",
    en: "ZUGFeRD 1.0 does not follow EN 16931, send Factur-X or ZUGFeRD 2, or UBL 2.1.",
  },
  root: {
    fr: "L’élément racine {root} n’est pas celui d’une facture connue, envoyez de l’UBL 2.1 ou du CII D16B.",
    en: "The root element {root} is not that of a known invoice, send UBL 2.1 or CII D16B.",
  },
  unknown: {
    fr: "Ce format n’est pas reconnu, envoyez la facture en JSON ou en XML (UBL 2.1 ou CII).",
    en: "This format is not recognised, send the invoice as JSON or XML (UBL 2.1 or CII).",
  },
  encoding: {
    fr: "Le texte n’est pas lisible en {encoding}, envoyez-le en UTF-8.",
    en: "The text cannot be read as {encoding}, send it in UTF-8.",
  },
  syntax: {
    fr: "Le XML est mal formé à la ligne {line}, colonne {column} ({detail}).",
    en: "The XML is malformed at line {line}, column {column} ({detail}).",
  },
  doctype: {
    fr: "Retirez la déclaration DOCTYPE (ligne {line}), elle est refusée par sécurité.",
    en: "Remove the DOCTYPE declaration (line {line}), it is refused for safety.",
  },
  "too-deep": {
    fr: "Le XML a trop de niveaux d’éléments (ligne {line}).",
    en: "The XML has too many levels of elements (line {line}).",
  },
  "too-large": {
    fr: "Le document est trop grand pour une facture.",
    en: "The document is too large for an invoice.",
  },
} satisfies Record<string, Words>;

const pdfRefusals = {
  encrypted: { code: "unreadable", words: words.pdfEncrypted },
  "too-large": { code: "unreadable", words: words["too-large"] },
  "no-invoice": { code: "invalid", words: words.pdfWithoutInvoice },
  "several-invoices": { code: "invalid", words: words.pdfWithSeveral },
} as const satisfies Record<
  EmbeddedXmlRefusal["refused"],
  { code: InvoiceRefusal["refused"]; words: Words }
>;

function refuse(
  code: InvoiceRefusal["refused"],
  said: Words,
  language: Language,
  values?: Readonly<Record<string, string>>,
): InvoiceRefusal {
  return refused(code, {
    errors: [{ pointer: "", rule: null, message: sentence(said, language, values) }],
  });
}

/** The header may come late: readers look for it in the first 1024 bytes (ISO 32000-1, H.3.4.1); text has no such beginning. */
function isPdf(bytes: Uint8Array): boolean {
  // A batch asks ten thousand times a second.
  if (bytes[0] === 0x7b || bytes[0] === 0x3c) return false;
  const opening = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  return /^[^<{]*%PDF-/.test(opening);
}
