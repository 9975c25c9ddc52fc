import { fileTypeFromBuffer } from "file-type";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputeAttachments } from "#db/schema/disputes.ts";
import { files } from "#db/schema/platform.ts";
import { acceptedMediaTypes, attachmentLimits, safeFileName } from "./attachments.ts";

/** A file as it came with a form. */
export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

export interface KeptFile {
  hash: string;
  name: string;
  mediaType: string;
  size: number;
}

export type AttachmentRefusal =
  | Refusal<"too-many-files", { most: number }>
  | Refusal<"file-too-large", { fileName: string; mostBytes: number }>
  | Refusal<"file-type-refused", { fileName: string }>;

/**
 * Checks files and keeps their bytes by content hash, before any row names them. The type is told by magic bytes; plain
 * text is what decodes as UTF-8 without control characters. Refuses the whole lot when one is not acceptable.
 */
export async function keepFiles(
  context: Pick<Context, "files">,
  uploads: readonly UploadedFile[],
): Promise<KeptFile[] | AttachmentRefusal> {
  const present = uploads.filter((upload) => upload.bytes.length > 0);
  if (present.length > attachmentLimits.files)
    return refused("too-many-files", { most: attachmentLimits.files });
  let together = 0;
  const typed: { upload: UploadedFile; mediaType: string }[] = [];
  for (const upload of present) {
    together += upload.bytes.length;
    if (
      upload.bytes.length > attachmentLimits.bytesPerFile ||
      together > attachmentLimits.bytesTogether
    )
      return refused("file-too-large", {
        fileName: safeFileName(upload.name),
        mostBytes: attachmentLimits.bytesPerFile,
      });
    const mediaType = await mediaTypeOf(upload.bytes);
    if (!mediaType) return refused("file-type-refused", { fileName: safeFileName(upload.name) });
    typed.push({ upload, mediaType });
  }
  return Promise.all(
    typed.map(async ({ upload, mediaType }) => ({
      hash: await context.files.put(upload.bytes),
      name: safeFileName(upload.name),
      mediaType,
      size: upload.bytes.length,
    })),
  );
}

/** Ties kept files to a message, in the message's transaction. */
export async function attachFiles(
  context: Pick<Context, "clock">,
  tx: Transaction,
  { customerId, messageId, kept }: { customerId: string; messageId: string; kept: KeptFile[] },
): Promise<void> {
  if (kept.length === 0) return;
  await tx
    .insert(files)
    .values(kept.map(({ hash, size }) => ({ hash, size, createdAt: context.clock.now() })))
    .onConflictDoNothing();
  await tx.insert(disputeAttachments).values(
    kept.map(({ hash, name, mediaType, size }) => ({
      customerId,
      id: newId(),
      messageId,
      fileHash: hash,
      name,
      mediaType,
      size,
    })),
  );
}

async function mediaTypeOf(bytes: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return acceptedMediaTypes.has(found.mime) ? found.mime : null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // A script or a page would decode too: it is served as plain text and as a download, never shown as itself.
    return Array.from(text).some((c) => c < " " && !"\t\n\r\f".includes(c)) ? null : "text/plain";
  } catch {
    return null;
  }
}
