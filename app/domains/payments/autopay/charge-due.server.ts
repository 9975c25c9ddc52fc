import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { lockInvoices } from "#app/domains/invoices/settlements.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { customers } from "#db/schema/accounts.ts";
import { autopayAgreements, autopayCharges, type SkipReason } from "#db/schema/autopay.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";
import { type Attempt, liveAttempts } from "../attempts.server.ts";
import { endAttempt } from "../end-attempt.server.ts";
import { isArranged } from "../plans/plan-rows.server.ts";
import { chargeableAmount } from "../stripe-amount.ts";
import { chargeDay } from "./charge-day.ts";
import { takenInMonth } from "./monthly-limit.server.ts";
import { chargeOffSession } from "./off-session.server.ts";

type Charge = typeof autopayCharges.$inferSelect;

/** Each turn either decides or moves an older attempt out of the way. */
const mostTurns = 3;

/**
 * Charges what was planned for today or before: once per invoice, never more than is due now nor than the customer was told.
 * A payment page that is open for it is closed at Stripe first; what was paid there meanwhile is not charged again. Answers
 * how many were charged or left, one by one, so that one that fails does not keep the others.
 */
export async function chargeDue(context: Context): Promise<number> {
  const due = await inScope(context, "all", async (tx) => {
    const { timeZone } = await readBillerWithin(tx);
    const today = chargeDay(context.clock.now(), timeZone);
    const rows = await tx
      .select({ customerId: autopayCharges.customerId, id: autopayCharges.id })
      .from(autopayCharges)
      .where(and(eq(autopayCharges.state, "planned"), lte(autopayCharges.chargeOn, today)))
      .orderBy(asc(autopayCharges.chargeOn), asc(autopayCharges.id));
    return rows.map((row) => ({ ...row, today }));
  });
  let done = 0;
  for (const charge of due)
    try {
      if (await chargeOne(context, charge)) done += 1;
    } catch (error) {
      context.logger.warn({ charge: charge.id, error }, "An automatic payment waits for Stripe");
    }
  return done;
}

interface Named {
  customerId: string;
  id: string;
  today: Day;
}

async function chargeOne(context: Context, named: Named): Promise<boolean> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const prepared = await inScope(context, named, (tx) => prepare(context, tx, named));
    if (prepared === "left") return true;
    if ("outdated" in prepared) {
      for (const attempt of prepared.outdated) await endAttempt(context, attempt);
      continue;
    }
    await chargeOffSession(context, prepared.attempt);
    return true;
  }
  // Somebody is about to pay it: the next run sees what came of that.
  return false;
}

/**
 * Decides under the invoice's lock, agreement and charge after it, and writes the attempt. What is told of an open page is
 * worked on outside: Stripe is never asked inside a transaction.
 */
async function prepare(
  context: Context,
  tx: Transaction,
  { customerId, id, today }: Named,
): Promise<{ attempt: Attempt } | { outdated: Attempt[] } | "left"> {
  const ofCharge = and(eq(autopayCharges.customerId, customerId), eq(autopayCharges.id, id));
  const [planned] = await tx.select().from(autopayCharges).where(ofCharge);
  if (!planned) return "left";
  const [invoice] = await lockInvoices(tx, customerId, [planned.invoiceId]);
  if (!invoice) return "left";
  // The one that holds now: another card may have taken the place of the one that was there when it was planned.
  const [agreement] = await tx
    .select()
    .from(autopayAgreements)
    .where(
      and(
        eq(autopayAgreements.customerId, customerId),
        eq(autopayAgreements.currency, invoice.currency),
        isNull(autopayAgreements.stoppedAt),
      ),
    )
    .for("update");
  const [charge] = await tx.select().from(autopayCharges).where(ofCharge).for("update");
  // Done by another worker, skipped, or moved to a later day meanwhile.
  if (charge?.state !== "planned" || charge.chargeOn > today) return "left";

  // Stopped while the answer of a first try was lost.
  if (!agreement) {
    await leave(context, tx, charge, "stopped");
    return "left";
  }
  if (await isArranged(tx, customerId, invoice.id)) {
    await leave(context, tx, charge, "arranged");
    return "left";
  }
  const amount = Math.min(dueNowOf(invoice), charge.amount);
  if (amount === 0) {
    const reason =
      invoice.outstanding === 0
        ? "settled"
        : invoice.contested >= invoice.outstanding
          ? "contested"
          : "processing";
    await leave(context, tx, charge, reason);
    return "left";
  }
  const { monthlyLimit } = agreement;
  if (monthlyLimit !== null) {
    const taken = await takenInMonth(tx, agreement, today, { except: id, plannedToo: false });
    if (taken + amount > monthlyLimit) {
      await leave(context, tx, charge, "limit");
      await announce(context, tx, {
        customerId,
        type: "autopay.skipped",
        subject: { type: "invoice", id: invoice.id, number: invoice.number },
        data: {
          chargeId: id,
          reason: "limit",
          amount: toDecimal(amount, invoice.currency),
          currency: invoice.currency,
        },
      });
      return "left";
    }
  }
  const outdated = await liveAttempts(tx, customerId, [invoice.id]);
  if (outdated.length > 0) return { outdated };

  const attempt = await insertAttempt(context, tx, agreement, {
    invoiceId: invoice.id,
    currency: invoice.currency,
    amount,
  });
  await tx
    .update(autopayCharges)
    .set({
      state: "started",
      agreementId: agreement.id,
      attemptId: attempt.id,
      chargeOn: today,
      updatedAt: context.clock.now(),
    })
    .where(ofCharge);
  return { attempt };
}

async function insertAttempt(
  context: Context,
  tx: Transaction,
  { customerId, methodId }: typeof autopayAgreements.$inferSelect,
  { invoiceId, currency, amount }: { invoiceId: string; currency: string; amount: number },
): Promise<Attempt> {
  const now = context.clock.now();
  const id = newId();
  const [customer] = await tx
    .select({ language: customers.language })
    .from(customers)
    .where(eq(customers.id, customerId));
  const [attempt] = await tx
    .insert(paymentAttempts)
    .values({
      customerId,
      id,
      state: "open",
      amount: chargeableAmount(amount, currency),
      currency,
      offSessionMethodId: methodId,
      language: customer?.language ?? "fr",
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!attempt) throw new Error("The attempt was not inserted");
  await tx
    .insert(attemptAllocations)
    .values({ customerId, attemptId: id, invoiceId, amount, live: true });
  return attempt;
}

async function leave(
  context: Context,
  tx: Transaction,
  { customerId, id }: Charge,
  skipReason: SkipReason,
): Promise<void> {
  await tx
    .update(autopayCharges)
    .set({ state: "skipped", skipReason, updatedAt: context.clock.now() })
    .where(and(eq(autopayCharges.customerId, customerId), eq(autopayCharges.id, id)));
}
