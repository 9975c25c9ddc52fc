import { type CustomerViewer, maySeeInvoice, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { type AttemptView, attemptViews } from "./attempts-of-invoice.server.ts";
import { failureOf } from "./stripe.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";

/** What became of a press of "pay", as far as Stripe says. */
export interface CheckoutOutcome extends AttemptView {
  /** False when Stripe did not answer just now: what is known may be old. */
  asked: boolean;
}

/**
 * What the page tells on which a payer comes back from Stripe, paid or not: Stripe is asked first, so that it never claims more
 * than Stripe does and never less because a webhook is late. By the session that Stripe names, or (after "cancel") by our attempt.
 * Another customer's is not found; a link holder finds only what pays the invoice of the link.
 */
export async function viewOutcome(
  context: Context,
  viewer: CustomerViewer,
  by: { sessionId?: string | null; attemptId?: string | null },
): Promise<CheckoutOutcome | Refusal<"not-found">> {
  const { sessionId, attemptId } = by;
  if (!sessionId && !(attemptId && /^[0-9a-f-]{36}$/i.test(attemptId))) return refused("not-found");
  const find = async () => {
    const [found] = await inScope(context, scopeOf(viewer), (tx) =>
      attemptViews(
        tx,
        viewer.customerId,
        sessionId ? { sessionId } : { id: attemptId ?? undefined },
      ),
    );
    return found?.invoices.every(({ id }) => maySeeInvoice(viewer, id)) ? found : null;
  };
  const found = await find();
  if (!found) return refused("not-found");
  const asked = await ask(context, found, sessionId);
  return { ...((await find()) ?? found), asked };
}

/** Attempts that have ended are not asked about again. */
async function ask(
  context: Context,
  attempt: AttemptView,
  sessionId: string | null | undefined,
): Promise<boolean> {
  if (attempt.state !== "open" && attempt.state !== "processing") return true;
  const session = sessionId ?? attempt.sessionId;
  if (!session) return false;
  try {
    await syncCheckout(context, session);
    return true;
  } catch (error) {
    if (failureOf(error) === null) throw error;
    context.logger.warn({ attempt: attempt.id, error }, "Stripe did not answer a return page");
    return false;
  }
}
