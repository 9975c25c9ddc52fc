import { and, eq } from "drizzle-orm";
import { scopeOf, type Viewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { documents, invoices } from "#db/schema/invoices.ts";
import { invoiceFor } from "./find-invoice.server.ts";

export interface OriginalDocument {
  bytes: Uint8Array;
  mediaType: string;
  /** A file name for the download. */
  name: string;
}

/**
 * The document byte for byte as the biller sent it. Refused to the holder of a mail's link: it may carry bank details, which
 * are shown after sign-in only.
 */
export async function originalDocument(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
): Promise<OriginalDocument | Refusal<"not-found"> | Refusal<"not-allowed">> {
  const found = await inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    if (!condition) return null;
    const [row] = await tx
      .select({ document: documents })
      .from(documents)
      .innerJoin(
        invoices,
        and(eq(invoices.customerId, documents.customerId), eq(invoices.id, documents.invoiceId)),
      )
      .where(and(condition, eq(documents.kind, "original")));
    return row?.document ?? null;
  });
  if (!found) return refused("not-found");
  if (viewer.kind === "link") return refused("not-allowed");
  const file = await context.files.get(found.fileHash);
  if (!file) throw new Error(`The original of invoice ${invoiceId} is gone from the file store`);
  const { byteOffset, byteLength, mediaType, name } = found;
  const bytes =
    byteOffset === null || byteLength === null
      ? file
      : file.subarray(byteOffset, byteOffset + byteLength);
  return { bytes, mediaType, name };
}
