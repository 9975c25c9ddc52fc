import { sql } from "drizzle-orm";
import { type CustomerViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { invoices, invoiceViews } from "#db/schema/invoices.ts";
import { invoiceFor } from "./find-invoice.server.ts";

/**
 * Remembers that a human of the customer looked at the invoice; the caller has told humans from mail scanners. The first time
 * per person (or link) is announced.
 */
export async function recordView(
  context: Context,
  viewer: CustomerViewer,
  invoiceId: string,
): Promise<{ first: boolean } | Refusal<"not-found">> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    const [invoice] = condition
      ? await tx.select({ number: invoices.number }).from(invoices).where(condition)
      : [];
    if (!invoice) return refused("not-found");
    const now = context.clock.now();
    const byLink = viewer.kind === "link";
    const [view] = await tx
      .insert(invoiceViews)
      .values({
        customerId: viewer.customerId,
        invoiceId,
        // A forwarded link may be opened by anybody: it is the link that looked, not the person it was sent to.
        viewerId: byLink ? viewer.accessLinkId : viewer.personId,
        viewerName: viewer.name,
        byLink,
        firstAt: now,
        lastAt: now,
      })
      .onConflictDoUpdate({
        target: [invoiceViews.customerId, invoiceViews.invoiceId, invoiceViews.viewerId],
        set: { lastAt: now },
      })
      // A row that this very statement inserted has no older version.
      .returning({ first: sql<boolean>`(xmax = 0)` });
    const first = view?.first ?? false;
    if (first)
      await announce(context, tx, {
        customerId: viewer.customerId,
        type: "invoice.viewed",
        subject: { type: "invoice", id: invoiceId, number: invoice.number },
        data: { byLink },
      });
    return { first };
  });
}
