import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import type { EventType } from "#app/platform/event-types.ts";
import { announce } from "#app/platform/events.server.ts";
import { houseId } from "#db/columns.ts";
import type { MailRow } from "./mail-row.ts";

/**
 * Tells the feed what became of mails to customers. Mails to staff and sign-in mails are the house's own matter: the biller's
 * systems are not told who signed in when.
 */
export async function announceDelivery(
  context: Pick<Context, "clock">,
  tx: Transaction,
  type: Extract<EventType, `notification.${string}`>,
  mails: readonly MailRow[],
): Promise<void> {
  await announce(
    context,
    tx,
    ...mails
      .filter(({ customerId }) => customerId !== houseId)
      .map((mail) => ({
        customerId: mail.customerId,
        type,
        subject: { type: "notification" as const, id: mail.id, number: mail.code },
        data: {
          kind: mail.kind,
          recipient: mail.recipient,
          about: { type: mail.subjectType, id: mail.subjectId },
          ...(mail.subjectType === "invoice" ? { invoiceId: mail.subjectId } : {}),
        },
      })),
  );
}
