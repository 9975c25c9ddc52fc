import { and, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import {
  type CustomerViewer,
  maySeeInvoice,
  type StaffViewer,
} from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputeAttachments, disputeMessages, disputes } from "#db/schema/disputes.ts";

/** An attachment's bytes, for who may see its message. Internal notes' files are the staff's. Serve it as a download. */
export async function readAttachment(
  context: Context,
  viewer: CustomerViewer | StaffViewer,
  attachmentId: string,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | Refusal<"not-found">> {
  if (!isId(attachmentId)) return refused("not-found");
  const scope = viewer.kind === "staff" ? "all" : { customerId: viewer.customerId };
  const found = await inScope(context, scope, async (tx) => {
    const [row] = await tx
      .select({
        hash: disputeAttachments.fileHash,
        name: disputeAttachments.name,
        mediaType: disputeAttachments.mediaType,
        visibility: disputeMessages.visibility,
        invoiceId: disputes.invoiceId,
      })
      .from(disputeAttachments)
      .innerJoin(
        disputeMessages,
        and(
          eq(disputeMessages.customerId, disputeAttachments.customerId),
          eq(disputeMessages.id, disputeAttachments.messageId),
        ),
      )
      .innerJoin(
        disputes,
        and(
          eq(disputes.customerId, disputeMessages.customerId),
          eq(disputes.id, disputeMessages.disputeId),
        ),
      )
      .where(
        and(
          eq(disputeAttachments.id, attachmentId),
          viewer.kind === "staff"
            ? undefined
            : eq(disputeAttachments.customerId, viewer.customerId),
        ),
      );
    return row;
  });
  if (!found) return refused("not-found");
  if (viewer.kind !== "staff") {
    if (found.visibility !== "public") return refused("not-found");
    if (!maySeeInvoice(viewer, found.invoiceId)) return refused("not-found");
  }
  const bytes = await context.files.get(found.hash);
  if (!bytes) return refused("not-found");
  return { name: found.name, mediaType: found.mediaType, bytes };
}
