import { createHash } from "node:crypto";
import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Money, money } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { readSpokenCode } from "#app/platform/spoken-code.ts";
import { documents, invoices } from "#db/schema/invoices.ts";

/** The letter of the codes that are printed on invoices. */
export const documentCodePrefix = "F";

/** What anybody with the paper in hand may hear: nothing that is not printed on it, and nothing about whom. */
export interface IssuedDocument {
  readonly kind: "invoice" | "creditNote";
  readonly number: string;
  readonly issueDate: Day;
  /** With VAT (BT-112). */
  readonly total: Money;
}

/**
 * "Is this invoice really from you?": by the code printed on it, which says what we issued, so that its figures can be compared.
 * The caller limits how often anybody asks.
 */
export async function verifyDocumentCode(
  context: Context,
  typed: string,
): Promise<IssuedDocument | Refusal<"unknown-code">> {
  const code = readSpokenCode(documentCodePrefix, typed);
  const found = code && (await findIssued(context, eq(documents.code, code)));
  return found || refused("unknown-code");
}

/**
 * By the file itself: known when it is, byte for byte, a document that we gave out or the biller sent. One byte changed, or printed
 * and scanned, and it is unknown.
 */
export async function verifyDocumentFile(
  context: Context,
  bytes: Uint8Array,
): Promise<IssuedDocument | Refusal<"unknown-file">> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const issued = and(
    eq(documents.fileHash, hash),
    ne(documents.kind, "attachment"),
    // A whole file: the lines of a batch share one.
    isNull(documents.byteOffset),
  );
  return (issued && (await findIssued(context, issued))) || refused("unknown-file");
}

async function findIssued(context: Context, condition: SQL): Promise<IssuedDocument | null> {
  const [found] = await inScope(context, "all", (tx) =>
    tx
      .select({
        kind: invoices.kind,
        number: invoices.number,
        issueDate: invoices.issueDate,
        gross: invoices.gross,
        currency: invoices.currency,
      })
      .from(documents)
      .innerJoin(
        invoices,
        and(eq(invoices.customerId, documents.customerId), eq(invoices.id, documents.invoiceId)),
      )
      .where(condition)
      .limit(1),
  );
  if (!found) return null;
  const { gross, currency, ...facts } = found;
  return { ...facts, total: money(gross, currency) };
}
