import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputeMessages, disputes } from "#db/schema/disputes.ts";
import { lockDisputeForStaff } from "./dispute-rows.server.ts";
import { isOpenState } from "./reasons.ts";
import {
  type AttachmentRefusal,
  attachFiles,
  keepFiles,
  type UploadedFile,
} from "./store-attachments.server.ts";

/**
 * Staff write: to the customer (who is told by mail), asking something back or not, or an internal note that never
 * leaves the staff's side. A decided dispute takes notes only. Sending the same form twice adds one message.
 */
export async function answerDispute(
  context: Context,
  viewer: StaffViewer,
  input: {
    disputeId: string;
    message: string;
    visibility: "public" | "internal";
    /** The answer asks something: the thread then waits for the customer. */
    waitForCustomer: boolean;
    attachments: readonly UploadedFile[];
    submissionId: string;
  },
): Promise<
  | { messageId: string | null }
  | Refusal<"not-found">
  | Refusal<"dispute-closed">
  | AttachmentRefusal
> {
  const kept = await keepFiles(context, input.attachments);
  if ("refused" in kept) return kept;
  return inScope(context, "all", async (tx) => {
    const dispute = await lockDisputeForStaff(tx, input.disputeId);
    if (!dispute) return refused("not-found");
    const internal = input.visibility === "internal";
    if (!internal && !isOpenState(dispute.state)) return refused("dispute-closed");
    const { customerId } = dispute;
    const messageId = newId();
    const now = context.clock.now();
    const written = await tx
      .insert(disputeMessages)
      .values({
        customerId,
        id: messageId,
        disputeId: dispute.id,
        author: "staff",
        authorId: viewer.personId,
        authorName: viewer.name,
        visibility: input.visibility,
        body: input.message,
        submissionId: input.submissionId,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: disputeMessages.id });
    if (written.length === 0) return { messageId: null };
    await attachFiles(context, tx, { customerId, messageId, kept });
    if (internal) return { messageId };
    await tx
      .update(disputes)
      .set({
        answeredAt: dispute.answeredAt ?? now,
        ...(dispute.state === "credit-requested"
          ? {}
          : { state: input.waitForCustomer ? "waiting-customer" : "open" }),
      })
      .where(and(eq(disputes.customerId, customerId), eq(disputes.id, dispute.id)));
    await announce(context, tx, {
      customerId,
      type: "dispute.answered",
      subject: { type: "dispute", id: dispute.id, number: dispute.reference },
      data: { messageId, invoiceId: dispute.invoiceId, waitForCustomer: input.waitForCustomer },
    });
    return { messageId };
  });
}
