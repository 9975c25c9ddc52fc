import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { disputes } from "#db/schema/disputes.ts";
import { invoices } from "#db/schema/invoices.ts";
import { notifications } from "#db/schema/notifications.ts";
import { payments } from "#db/schema/payments.ts";
import type { MailKind } from "#emails/templates.ts";
import { sentStates } from "./delivery-state.ts";
import { isMailKind, type MailSubject } from "./kinds.ts";
import { readMailCode } from "./mail-code.ts";
import type { MailRow } from "./mail-row.ts";

export interface VerifiedMessage {
  readonly kind: MailKind;
  readonly sentAt: Date;
  /** What it is about: the number of the invoice or receipt, the reference of the dispute; null where there is none. */
  readonly about: { readonly type: MailSubject; readonly number: string | null };
}

/**
 * "Is this mail really from you?": whether a code as printed in our mails is one we sent, when, and about what. Nothing about whom,
 * because anybody may ask. The caller limits how often.
 */
export async function verifyMessage(
  context: Context,
  typed: string,
): Promise<VerifiedMessage | Refusal<"unknown-code">> {
  const code = readMailCode(typed);
  if (!code) return refused("unknown-code");
  return inScope(context, "all", async (tx) => {
    const [mail] = await tx
      .select()
      .from(notifications)
      .where(and(eq(notifications.code, code), inArray(notifications.state, [...sentStates])));
    const sentAt = mail?.acceptedAt ?? mail?.firstSentAt;
    if (!mail || !sentAt || !isMailKind(mail.kind)) return refused("unknown-code");
    return {
      kind: mail.kind,
      sentAt,
      about: { type: mail.subjectType as MailSubject, number: await numberOf(tx, mail) },
    };
  });
}

async function numberOf(
  tx: Transaction,
  { customerId, subjectType, subjectId }: MailRow,
): Promise<string | null> {
  if (subjectType === "invoice") {
    const [row] = await tx
      .select({ number: invoices.number })
      .from(invoices)
      .where(and(eq(invoices.customerId, customerId), eq(invoices.id, subjectId)));
    return row?.number ?? null;
  }
  if (subjectType === "payment") {
    const [row] = await tx
      .select({ number: payments.number })
      .from(payments)
      .where(and(eq(payments.customerId, customerId), eq(payments.id, subjectId)));
    return row?.number ?? null;
  }
  if (subjectType === "dispute") {
    const [row] = await tx
      .select({ number: disputes.reference })
      .from(disputes)
      // Mails to the handler are the house's rows: the dispute is its customer's.
      .where(eq(disputes.id, subjectId));
    return row?.number ?? null;
  }
  return null;
}
