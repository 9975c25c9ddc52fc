import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate as isId } from "uuid";
import { type CustomerViewer, maySeeInvoice, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { people } from "#db/schema/accounts.ts";
import { disputes } from "#db/schema/disputes.ts";
import { invoices } from "#db/schema/invoices.ts";
import { contestedLines, threadOf } from "./dispute-rows.server.ts";

const handlers = alias(people, "handlers");

/** A dispute as its customer sees it: no internal note, ever. Amounts in minor units of `currency`. */
export async function viewDispute(context: Context, viewer: CustomerViewer, disputeId: string) {
  if (!isId(disputeId)) return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [found] = await withInvoice(tx).where(
      and(eq(disputes.customerId, viewer.customerId), eq(disputes.id, disputeId)),
    );
    if (!found || !maySeeInvoice(viewer, found.dispute.invoiceId)) return refused("not-found");
    return describe(tx, found, ["public"]);
  });
}

export type DisputeView = Exclude<Awaited<ReturnType<typeof viewDispute>>, Refusal<"not-found">>;

/** The customer's disputes, latest first; of one invoice when asked (a link holder's always is). */
export async function listDisputes(
  context: Context,
  viewer: CustomerViewer,
  filter: { invoiceId?: string } = {},
) {
  const invoiceId = viewer.kind === "link" ? viewer.invoiceId : filter.invoiceId;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const rows = await withInvoice(tx)
      .where(
        and(
          eq(disputes.customerId, viewer.customerId),
          invoiceId ? eq(disputes.invoiceId, invoiceId) : undefined,
        ),
      )
      .orderBy(desc(disputes.openedAt), desc(disputes.id));
    const described = [];
    for (const row of rows) described.push(await summarise(tx, row));
    return described;
  });
}

/** Dispute, invoice number and handler's name: to be narrowed by `where`. */
export function withInvoice(tx: Transaction) {
  return tx
    .select({
      dispute: disputes,
      invoiceNumber: invoices.number,
      handlerName: handlers.name,
    })
    .from(disputes)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, disputes.customerId), eq(invoices.id, disputes.invoiceId)),
    )
    .innerJoin(handlers, eq(handlers.id, disputes.handlerId))
    .$dynamic();
}

type WithInvoice = Awaited<ReturnType<typeof withInvoice>>[number];

async function summarise(tx: Transaction, row: WithInvoice) {
  const { dispute } = row;
  const lines = await contestedLines(tx, dispute);
  return { ...dispute, invoiceNumber: row.invoiceNumber, handlerName: row.handlerName, lines };
}

/** Everything about one dispute that `visible` allows. */
export async function describe(
  tx: Transaction,
  row: WithInvoice,
  visible: readonly ("public" | "internal")[],
) {
  const { dispute } = row;
  const { thread, decisions } = await threadOf(tx, dispute.customerId, dispute.id, visible);
  const decision = decisions.at(-1) ?? null;
  const [creditNote] = decision?.creditNoteId
    ? await tx
        .select({ id: invoices.id, number: invoices.number })
        .from(invoices)
        .where(
          and(eq(invoices.customerId, dispute.customerId), eq(invoices.id, decision.creditNoteId)),
        )
    : [];
  return {
    ...dispute,
    invoiceNumber: row.invoiceNumber,
    handlerName: row.handlerName,
    lines: await contestedLines(tx, dispute),
    thread,
    decision: decision && {
      outcome: decision.outcome,
      amount: decision.amount,
      reason: decision.reason,
      decidedAt: decision.decidedAt,
      creditNote: creditNote ?? null,
    },
  };
}
