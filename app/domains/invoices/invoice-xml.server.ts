import type { Viewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { writeCii } from "./cii/write-cii.ts";
import { originalDocument } from "./original-document.server.ts";
import { forLinkHolders } from "./pdf/link-holders.ts";
import { viewInvoice } from "./view-invoice.server.ts";

export interface InvoiceXml {
  bytes: Uint8Array;
  fileName: string;
  syntax: "ubl" | "cii";
}

/**
 * The invoice for accounting software: the biller's own XML byte for byte where XML came in, a CII document (EN 16931
 * profile) written from the canonical model otherwise. The holder of a mail's link always gets the latter, without bank
 * details.
 */
export async function invoiceXml(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
): Promise<InvoiceXml | Refusal<"not-found">> {
  const view = await viewInvoice(context, viewer, invoiceId);
  if (isRefused(view)) return view;
  const fileName = `${view.number.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.xml`;
  if (viewer.kind !== "link" && (view.format === "ubl" || view.format === "cii")) {
    const original = await originalDocument(context, viewer, invoiceId);
    if (isRefused(original)) return refused("not-found");
    return { bytes: original.bytes, fileName, syntax: view.format };
  }
  const document = viewer.kind === "link" ? forLinkHolders(view.document) : view.document;
  return { bytes: new TextEncoder().encode(writeCii(document)), fileName, syntax: "cii" };
}
