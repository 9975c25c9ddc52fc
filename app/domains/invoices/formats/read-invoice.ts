import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { ciiNamespaces } from "./cii-schema.ts";
import { readCiiInvoice } from "./read-cii-invoice.ts";
import { readJsonInvoice } from "./read-json.ts";
import { readUblInvoice } from "./read-ubl-invoice.ts";
import { sentence } from "./rules/rule.ts";
import { ublNamespaces } from "./ubl-schema.ts";
import { decodeText } from "./xml-encoding.ts";
import { parseXml, type XmlElement } from "./xml-tree.ts";

export type InvoiceFormat = "json" | "ubl" | "cii";

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
 * What the document is, its content says (first character, then the root element); the media type only decides what
 * bytes were meant to be that are neither.
 */
export function readInvoice(
  bytes: Uint8Array,
  mediaType: string,
  options: { language: Language },
): InvoiceRead | InvoiceRefusal {
  const { language } = options;
  if (startsWith(bytes, "%PDF-")) return refuse("unsupported-format", words.pdf, language);
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
  pdf: {
    fr: "Les factures PDF ne sont pas encore acceptées, envoyez le XML qu’elles contiennent.",
    en: "PDF invoices are not accepted yet, send the XML inside them.",
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

function refuse(
  code: "unreadable" | "unsupported-format",
  said: Words,
  language: Language,
  values?: Readonly<Record<string, string>>,
): InvoiceRefusal {
  return refused(code, {
    errors: [{ pointer: "", rule: null, message: sentence(said, language, values) }],
  });
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index += 1) {
    if (bytes[index] !== ascii.charCodeAt(index)) return false;
  }
  return true;
}
