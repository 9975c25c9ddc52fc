import { and, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { validate as isId, v7 as newId } from "uuid";
import { recordAudit } from "#app/domains/accounts/audit.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { later, minutes } from "#app/platform/duration.ts";
import { announce } from "#app/platform/events.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import {
  autopayAgreements,
  autopayCharges,
  methodSetups,
  paymentMethods,
} from "#db/schema/autopay.ts";
import {
  failureOf,
  type StripePaymentMethod,
  type StripeSession,
  stripe,
} from "../stripe.server.ts";
import { noticeDays } from "./charge-day.ts";

type Setup = typeof methodSetups.$inferSelect;

/**
 * Asks Stripe what became of a page on which something was to be saved, and applies it: the one synchronisation for webhook,
 * return page and timetable. Saved: automatic payment begins, once, however often it is told. Answers the set-up's state.
 */
export async function syncSetup(
  context: Context,
  sessionId: string,
): Promise<Pick<Setup, "customerId" | "state"> | Refusal<"unknown"> | Refusal<"not-here-yet">> {
  let session: StripeSession;
  try {
    session = await stripe(context).checkout.sessions.retrieve(sessionId, {
      expand: ["setup_intent.payment_method"],
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.kind === "refused" && failure.missing) return refused("unknown");
    throw error;
  }
  const setup = await findSetup(context, session);
  if (!setup)
    return refused(session.metadata?.portal === context.config.appUrl ? "not-here-yet" : "unknown");
  const saved = savedMethod(session);
  if (saved) {
    await begin(context, setup, session.id, saved);
    return { customerId: setup.customerId, state: "done" };
  }
  const state = session.status === "open" ? "open" : "ended";
  await inScope(context, setup, (tx) =>
    tx
      .update(methodSetups)
      .set({ state, checkoutSessionId: session.id, updatedAt: context.clock.now() })
      .where(and(ofSetup(setup), eq(methodSetups.state, "open"))),
  );
  return { customerId: setup.customerId, state: setup.state === "done" ? "done" : state };
}

/** Asks about pages of which nothing was heard for a while: their webhook may be lost, or nobody used them. */
export async function syncSilentSetups(context: Context, silentFor = minutes(10)): Promise<void> {
  const silent = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(methodSetups)
      .where(
        and(
          eq(methodSetups.state, "open"),
          lt(methodSetups.updatedAt, later(context.clock.now(), -silentFor)),
        ),
      )
      .limit(200),
  );
  for (const setup of silent)
    try {
      // An answer that was lost leaves a page that nobody was sent to.
      if (setup.checkoutSessionId) await syncSetup(context, setup.checkoutSessionId);
      await inScope(context, setup, (tx) =>
        tx
          .update(methodSetups)
          .set({
            updatedAt: context.clock.now(),
            ...(setup.checkoutSessionId ? {} : { state: "ended" as const }),
          })
          .where(and(ofSetup(setup), eq(methodSetups.state, "open"))),
      );
    } catch (error) {
      context.logger.warn({ setup: setup.id, error }, "A set-up could not be synchronised");
    }
}

async function findSetup(context: Context, session: StripeSession): Promise<Setup | null> {
  const named = session.metadata?.setup;
  const [setup] = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(methodSetups)
      .where(
        or(
          eq(methodSetups.checkoutSessionId, session.id),
          named && isId(named) ? eq(methodSetups.id, named) : undefined,
        ),
      )
      .limit(1),
  );
  return setup ?? null;
}

/** What the page saved; null while it has not, or not in a way that can be charged later. */
function savedMethod(
  session: StripeSession,
): { method: StripePaymentMethod; mandateId: string | null } | null {
  const intent = session.setup_intent;
  if (session.status !== "complete" || !intent || typeof intent === "string") return null;
  const method = intent.payment_method;
  if (intent.status !== "succeeded" || !method || typeof method === "string") return null;
  if (method.type !== "card" && method.type !== "sepa_debit") return null;
  const { mandate } = intent;
  return { method, mandateId: typeof mandate === "string" ? mandate : (mandate?.id ?? null) };
}

/** Automatic payment begins, or goes on with what was saved now. */
async function begin(
  context: Context,
  setup: Setup,
  sessionId: string,
  { method, mandateId }: { method: StripePaymentMethod; mandateId: string | null },
): Promise<void> {
  const { customerId, currency, monthlyLimit, startedBy } = setup;
  const now = context.clock.now();
  await inScope(context, setup, async (tx) => {
    const [locked] = await tx.select().from(methodSetups).where(ofSetup(setup)).for("update");
    if (!locked || locked.state === "done") return;
    await tx
      .update(methodSetups)
      .set({ state: "done", checkoutSessionId: sessionId, updatedAt: now })
      .where(ofSetup(setup));
    const methodId = newId();
    const facts = factsOf(method);
    await tx.insert(paymentMethods).values({
      customerId,
      id: methodId,
      providerId: method.id,
      mandateId,
      createdAt: now,
      ...facts,
    });
    const agreementId = newId();
    const replaced = await endEarlier(context, tx, setup);
    await tx.insert(autopayAgreements).values({
      customerId,
      id: agreementId,
      currency,
      methodId,
      monthlyLimit,
      startedBy,
      startedAt: now,
    });
    // What was told to the customer stays planned; it is charged to what was saved now.
    if (replaced.length > 0)
      await tx
        .update(autopayCharges)
        .set({ agreementId, updatedAt: now })
        .where(
          and(
            eq(autopayCharges.customerId, customerId),
            inArray(autopayCharges.agreementId, replaced),
            eq(autopayCharges.state, "planned"),
          ),
        );
    await announce(context, tx, {
      customerId,
      type: "autopay.started",
      subject: { type: "customer", id: customerId },
      data: {
        agreementId,
        currency,
        method: facts.kind,
        last4: facts.last4,
        startedBy,
        noticeDays,
        monthlyLimit: monthlyLimit === null ? null : toDecimal(monthlyLimit, currency),
      },
    });
    await recordAudit(context, tx, {
      by: { kind: "person", personId: startedBy },
      action: "autopay.started",
      customerId,
      subject: { type: "customer", id: customerId },
      data: { currency, method: facts.kind, last4: facts.last4 },
    });
  });
}

/** The agreements that this one takes the place of; what they charged is forgotten at Stripe. */
async function endEarlier(
  context: Context,
  tx: Transaction,
  { customerId, currency, startedBy }: Setup,
): Promise<string[]> {
  const now = context.clock.now();
  const ended = await tx
    .update(autopayAgreements)
    .set({ stoppedAt: now, stoppedBy: startedBy, stopReason: "replaced" })
    .where(
      and(
        eq(autopayAgreements.customerId, customerId),
        eq(autopayAgreements.currency, currency),
        isNull(autopayAgreements.stoppedAt),
      ),
    )
    .returning({ id: autopayAgreements.id, methodId: autopayAgreements.methodId });
  for (const { methodId } of ended) await enqueue(tx, "forget-method", { customerId, methodId });
  return ended.map(({ id }) => id);
}

/** What a person recognises a way to pay by. */
export function factsOf(method: StripePaymentMethod) {
  const { card, sepa_debit: debit } = method;
  return {
    kind: method.type === "card" ? ("card" as const) : ("sepa_debit" as const),
    brand: card?.brand ?? null,
    last4: card?.last4 ?? debit?.last4 ?? null,
    expiresMonth: card?.exp_month ?? null,
    expiresYear: card?.exp_year ?? null,
  };
}

function ofSetup({ customerId, id }: Pick<Setup, "customerId" | "id">) {
  return and(eq(methodSetups.customerId, customerId), eq(methodSetups.id, id));
}
