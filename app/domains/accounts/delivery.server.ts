import { eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { mayManage, type PersonViewer, scopeOf } from "./viewer.ts";

export const deliveries = ["email", "paper", "both"] as const;
export type Delivery = (typeof deliveries)[number];

/** How the customer is sent its invoices. */
export async function readDelivery(context: Context, viewer: PersonViewer): Promise<Delivery> {
  const [customer] = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({ delivery: customers.delivery })
      .from(customers)
      .where(eq(customers.id, viewer.customerId)),
  );
  return customer?.delivery ?? "email";
}

/** Asks for paper, e-mail or both: a right (product.md, 1), given by owners. The biller's systems learn it from the feed. */
export async function chooseDelivery(
  context: Context,
  viewer: PersonViewer,
  delivery: Delivery,
): Promise<{ delivery: Delivery } | Refusal<"owners-only">> {
  if (!mayManage(viewer)) return refused("owners-only");
  const { customerId, customerNumber: number } = viewer;
  await inScope(context, scopeOf(viewer), async (tx) => {
    await tx
      .update(customers)
      .set({ delivery, updatedAt: context.clock.now() })
      .where(eq(customers.id, customerId));
    await recordAudit(context, tx, {
      by: viewer,
      action: "delivery.chosen",
      customerId,
      data: { delivery },
    });
    await announce(context, tx, {
      customerId,
      type: "customer.updated",
      subject: { type: "customer", id: customerId, number },
      data: { delivery },
    });
  });
  return { delivery };
}
