import { and, eq, inArray } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { contactOf } from "#app/domains/accounts/staff-members.server.ts";
import {
  type CustomerViewer,
  mayAct,
  maySeeInvoice,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import { claimAmount, lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { workingDaysAfter } from "#app/platform/working-days.ts";
import { disputeLines, disputeMessages, disputes } from "#db/schema/disputes.ts";
import { invoiceLines } from "#db/schema/invoices.ts";
import { grossOfLine, grossOfQuantity } from "./claim.ts";
import { type DisputeReason, openStates } from "./reasons.ts";
import { newDisputeReference } from "./reference.ts";
import {
  type AttachmentRefusal,
  attachFiles,
  keepFiles,
  type UploadedFile,
} from "./store-attachments.server.ts";

export interface OpenDisputeInput {
  invoiceId: string;
  lineId: string;
  reason: DisputeReason;
  /** What is contested of the line: all of it, a quantity of its unit (decimal string), or an amount VAT included (minor units). */
  contested:
    | { kind: "all" }
    | { kind: "quantity"; quantity: string }
    | { kind: "amount"; amount: number };
  message: string;
  attachments: readonly UploadedFile[];
  language: Language;
  /** Made with the form: pressing the button twice opens one dispute. */
  submissionId: string;
}

export interface OpenedDispute {
  id: string;
  reference: string;
  handlerName: string;
  promisedOn: Day;
  /** Frozen, VAT included, minor units. */
  claimed: number;
  currency: string;
}

export type OpenDisputeRefusal =
  | Refusal<"not-found">
  | Refusal<"not-allowed">
  | Refusal<"credit-note-not-contestable">
  | Refusal<"already-contested", { reference: string; id: string }>
  | Refusal<"claim-out-of-range", { most: number; currency: string }>
  | Refusal<"nobody-to-answer">
  | AttachmentRefusal;

/**
 * Contests a line: reference, named handler, promised day and freeze at once, in one transaction with the event that
 * mails and the feed derive from. The claim is computed VAT included and never above the line; a paid invoice can be
 * contested too (nothing is frozen then, contested = min(claimed, outstanding)).
 */
export async function openDispute(
  context: Context,
  viewer: CustomerViewer,
  input: OpenDisputeInput,
): Promise<OpenedDispute | OpenDisputeRefusal> {
  if (!maySeeInvoice(viewer, input.invoiceId)) return refused("not-found");
  if (!mayAct(viewer)) return refused("not-allowed");
  const kept = await keepFiles(context, input.attachments);
  if ("refused" in kept) return kept;

  return inScope(context, scopeOf(viewer), async (tx) => {
    const { customerId } = viewer;
    const [invoice] = await lockInvoices(tx, customerId, [input.invoiceId]);
    if (!invoice) return refused("not-found");
    if (invoice.kind === "creditNote") return refused("credit-note-not-contestable");
    const [line] = await tx
      .select()
      .from(invoiceLines)
      .where(
        and(
          eq(invoiceLines.customerId, customerId),
          eq(invoiceLines.invoiceId, invoice.id),
          eq(invoiceLines.id, input.lineId),
        ),
      );
    if (!line) return refused("not-found");

    const [existing] = await openDisputeOfLine(tx, customerId, invoice.id, line.id);
    if (existing) {
      // The same form sent again (double click, reload): the answer it would have had.
      if (existing.submissionId === input.submissionId) return existing.opened;
      return refused("already-contested", {
        reference: existing.opened.reference,
        id: existing.opened.id,
      });
    }

    const most = grossOfLine(line, invoice.currency);
    const claimed = claimOf(line, input.contested, invoice.currency);
    if (claimed <= 0 || claimed > most)
      return refused("claim-out-of-range", { most, currency: invoice.currency });

    const handler = await contactOf(tx, customerId);
    if (!handler) return refused("nobody-to-answer");
    const biller = await readBillerWithin(tx);
    const now = context.clock.now();
    const promisedOn = workingDaysAfter(
      dayIn(biller.timeZone, now),
      biller.answerWithinDays,
      biller.closedDays,
    );
    const id = newId();
    const messageId = newId();
    const reference = newDisputeReference();
    await tx.insert(disputes).values({
      customerId,
      id,
      reference,
      invoiceId: invoice.id,
      reason: input.reason,
      state: "open",
      handlerId: handler.personId,
      promisedOn,
      claimed,
      currency: invoice.currency,
      openedBy: viewer.personId,
      openedByLink: viewer.kind === "link" ? viewer.accessLinkId : null,
      openedByName: viewer.name,
      openedAt: now,
      language: input.language,
    });
    await tx.insert(disputeLines).values({
      customerId,
      disputeId: id,
      lineId: line.id,
      quantity: input.contested.kind === "quantity" ? input.contested.quantity : null,
      amount: claimed,
    });
    await tx.insert(disputeMessages).values({
      customerId,
      id: messageId,
      disputeId: id,
      author: "customer",
      authorId: viewer.personId,
      authorName: viewer.name,
      visibility: "public",
      body: input.message,
      submissionId: input.submissionId,
      createdAt: now,
    });
    await attachFiles(context, tx, { customerId, messageId, kept });
    await claimAmount(context, tx, { customerId, invoiceId: invoice.id, change: claimed });
    await announce(context, tx, {
      customerId,
      type: "dispute.opened",
      subject: { type: "dispute", id, number: reference },
      data: {
        invoiceId: invoice.id,
        invoiceNumber: invoice.number,
        lineId: line.id,
        reason: input.reason,
        amount: toDecimal(claimed, invoice.currency),
        currency: invoice.currency,
        promisedOn,
        handlerId: handler.personId,
        messageId,
      },
    });
    return {
      id,
      reference,
      handlerName: handler.name,
      promisedOn,
      claimed,
      currency: invoice.currency,
    };
  });
}

function claimOf(
  line: typeof invoiceLines.$inferSelect,
  contested: OpenDisputeInput["contested"],
  currency: string,
): number {
  if (contested.kind === "all") return grossOfLine(line, currency);
  if (contested.kind === "amount") return contested.amount;
  return grossOfQuantity(line, contested.quantity, currency);
}

/** The open dispute of a line, if any, with the form that made it. */
async function openDisputeOfLine(
  tx: Transaction,
  customerId: string,
  invoiceId: string,
  lineId: string,
): Promise<{ submissionId: string | null; opened: OpenedDispute }[]> {
  const rows = await tx
    .select({ dispute: disputes, submissionId: disputeMessages.submissionId })
    .from(disputes)
    .innerJoin(
      disputeLines,
      and(eq(disputeLines.customerId, customerId), eq(disputeLines.disputeId, disputes.id)),
    )
    .innerJoin(
      disputeMessages,
      and(
        eq(disputeMessages.customerId, customerId),
        eq(disputeMessages.disputeId, disputes.id),
        eq(disputeMessages.author, "customer"),
      ),
    )
    .where(
      and(
        eq(disputes.customerId, customerId),
        eq(disputes.invoiceId, invoiceId),
        eq(disputeLines.lineId, lineId),
        inArray(disputes.state, [...openStates]),
      ),
    )
    .orderBy(disputeMessages.createdAt)
    .limit(1);
  return Promise.all(
    rows.map(async ({ dispute, submissionId }) => ({
      submissionId,
      opened: {
        id: dispute.id,
        reference: dispute.reference,
        handlerName: (await contactOf(tx, customerId))?.name ?? "",
        promisedOn: dispute.promisedOn,
        claimed: dispute.claimed,
        currency: dispute.currency,
      },
    })),
  );
}
