import { createHash } from "node:crypto";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { openPdf } from "./facturx/pdf-opener.server.ts";
import { readDocument } from "./formats/read-invoice.ts";
import { contentKey } from "./formats/same-content.ts";
import { type InvoiceRows, pointersFor, rowsOf } from "./invoice-rows.ts";
import type { Finding } from "./model.ts";

/** Where the bytes are that an invoice was read from: a file, or (in a batch) a part of one. */
export interface Original {
  fileHash: string;
  /** Of the whole file. */
  fileSize: number;
  mediaType: string;
  part: { offset: number; length: number } | null;
}

/** An invoice that was read, checked and turned into rows: ready to be stored. */
export interface ReadyInvoice {
  rows: InvoiceRows;
  format: "json" | "ubl" | "cii" | "factur-x";
  /** SHA-256 of the canonical model. */
  contentHash: string;
  original: Original;
  notify: boolean;
  createCustomer: boolean;
}

/** What can be told of an invoice from its bytes alone. */
export interface CheckedInvoice extends Pick<ReadyInvoice, "rows" | "format" | "contentHash"> {
  mediaType: string;
  /** What a stricter reader would object to; stored all the same. */
  warnings: Finding[];
}

export type UnfitInvoice = Refusal<
  "unreadable" | "unsupported-format" | "invalid",
  { errors: Finding[] }
>;

const mediaTypes = {
  json: "application/json",
  ubl: "application/xml",
  cii: "application/xml",
  "factur-x": "application/pdf",
} as const;

/** Reads and checks one document: every error at once, in `language`. Touches nothing. */
export async function checkInvoice(
  bytes: Uint8Array,
  mediaType: string,
  { language }: { language: Language },
): Promise<CheckedInvoice | UnfitInvoice> {
  const read = await readDocument(bytes, mediaType, { language, openPdf });
  if (isRefused(read)) return read;
  const { invoice, format, warnings } = read;
  const rows = rowsOf(invoice, {
    pointerTo: pointersFor(format),
    tooFine: messagesFor(language).api.amountTooFine,
  });
  if (Array.isArray(rows)) return refused("invalid", { errors: rows });
  const contentHash = createHash("sha256").update(contentKey(invoice)).digest("hex");
  return { rows, format, contentHash, mediaType: mediaTypes[format], warnings };
}
