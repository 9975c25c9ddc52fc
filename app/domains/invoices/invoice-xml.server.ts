import { scopeOf, type Viewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { invoices } from "#db/schema/invoices.ts";
import { writeCii } from "./cii/write-cii.ts";
import { openPdf } from "./facturx/pdf-opener.server.ts";
import { invoiceFor } from "./find-invoice.server.ts";
import type { Invoice } from "./model.ts";
import { originalDocument } from "./original-document.server.ts";
import { forLinkHolders } from "./pdf/link-holders.ts";

export interface InvoiceXml {
  bytes: Uint8Array;
  fileName: string;
  syntax: "ubl" | "cii";
}

/**
 * The invoice for accounting software: the biller's own XML byte for byte where XML came in (alone or inside a PDF), a CII
 * document (EN 16931 profile) written from the canonical model otherwise. The holder of a mail's link always gets the latter,
 * without bank details; of an invoice that came without its lines there is none to write.
 */
export async function invoiceXml(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
): Promise<InvoiceXml | Refusal<"not-found">> {
  const found = await inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    if (!condition) return null;
    const { number, format, document } = invoices;
    const [row] = await tx.select({ number, format, document }).from(invoices).where(condition);
    return row ?? null;
  });
  if (!found) return refused("not-found");
  const { number, format } = found;
  const fileName = `${number.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.xml`;
  if (viewer.kind !== "link" && format !== "json") {
    const original = await originalDocument(context, viewer, invoiceId);
    if (isRefused(original)) return refused("not-found");
    if (format !== "factur-x") return { bytes: original.bytes, fileName, syntax: format };
    const embedded = await openPdf(original.bytes);
    if (isRefused(embedded)) throw new Error(`${number} was read before: ${embedded.refused}`);
    return { bytes: embedded.bytes, fileName, syntax: "cii" };
  }
  const whole = found.document as Invoice;
  if (whole.lines.length === 0) return refused("not-found");
  const document = viewer.kind === "link" ? forLinkHolders(whole) : whole;
  return { bytes: new TextEncoder().encode(writeCii(document)), fileName, syntax: "cii" };
}
