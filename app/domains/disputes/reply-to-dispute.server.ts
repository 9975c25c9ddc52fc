import { and, eq } from "drizzle-orm";
import { validate as isId, v7 as newId } from "uuid";
import {
  type CustomerViewer,
  mayAct,
  maySeeInvoice,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputeMessages, disputes } from "#db/schema/disputes.ts";
import { isOpenState } from "./reasons.ts";
import {
  type AttachmentRefusal,
  attachFiles,
  keepFiles,
  type UploadedFile,
} from "./store-attachments.server.ts";

/**
 * The customer writes again. A thread that waited for the customer goes back to the handler; a decided one takes no more
 * (the decision says how to go on). Sending the same form twice adds one message.
 */
export async function replyToDispute(
  context: Context,
  viewer: CustomerViewer,
  input: {
    disputeId: string;
    message: string;
    attachments: readonly UploadedFile[];
    submissionId: string;
  },
): Promise<
  | { messageId: string | null }
  | Refusal<"not-found">
  | Refusal<"not-allowed">
  | Refusal<"dispute-closed">
  | AttachmentRefusal
> {
  if (!isId(input.disputeId)) return refused("not-found");
  if (!mayAct(viewer)) return refused("not-allowed");
  const kept = await keepFiles(context, input.attachments);
  if ("refused" in kept) return kept;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const { customerId } = viewer;
    const [dispute] = await tx
      .select()
      .from(disputes)
      .where(and(eq(disputes.customerId, customerId), eq(disputes.id, input.disputeId)))
      .for("update");
    if (!dispute || !maySeeInvoice(viewer, dispute.invoiceId)) return refused("not-found");
    if (!isOpenState(dispute.state)) return refused("dispute-closed");
    const messageId = newId();
    const written = await tx
      .insert(disputeMessages)
      .values({
        customerId,
        id: messageId,
        disputeId: dispute.id,
        author: "customer",
        authorId: viewer.personId,
        authorName: viewer.name,
        visibility: "public",
        body: input.message,
        submissionId: input.submissionId,
        createdAt: context.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: disputeMessages.id });
    if (written.length === 0) return { messageId: null };
    await attachFiles(context, tx, { customerId, messageId, kept });
    if (dispute.state === "waiting-customer")
      await tx
        .update(disputes)
        .set({ state: "open" })
        .where(and(eq(disputes.customerId, customerId), eq(disputes.id, dispute.id)));
    await announce(context, tx, {
      customerId,
      type: "dispute.replied",
      subject: { type: "dispute", id: dispute.id, number: dispute.reference },
      data: { messageId, invoiceId: dispute.invoiceId },
    });
    return { messageId };
  });
}
