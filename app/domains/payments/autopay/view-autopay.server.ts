import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { addDays, addMonths, type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, people } from "#db/schema/accounts.ts";
import {
  autopayAgreements,
  autopayCharges,
  methodSetups,
  paymentMethods,
} from "#db/schema/autopay.ts";
import { invoices } from "#db/schema/invoices.ts";
import { failureOf } from "../stripe.server.ts";
import { takenInMonth } from "./monthly-limit.server.ts";
import { isComing, itsInvoice, wouldTake } from "./planned-charge.server.ts";
import { syncSetup } from "./sync-setup.server.ts";

export interface AgreementView {
  id: string;
  currency: string;
  method: {
    kind: "card" | "sepa_debit";
    brand: string | null;
    last4: string | null;
    /** The last day on which the card is good; null for an account. */
    expiresOn: Day | null;
  };
  /** Minor units; null: none. */
  monthlyLimit: number | null;
  /** Taken, under way or planned in this calendar month. */
  takenThisMonth: number;
  startedOn: Day;
  startedBy: string;
  planned: PlannedCharge[];
}

export interface PlannedCharge {
  id: string;
  invoiceId: string;
  number: string;
  title: string;
  chargeOn: Day;
  /** Minor units of the agreement's currency. */
  amount: number;
}

export interface AutopayView {
  today: Day;
  agreements: AgreementView[];
  /** Currencies of the customer's invoices for which it is not on: one may be chosen. */
  offered: string[];
  /** When it stopped by itself, while nothing took its place. */
  goneOn: Day | null;
  /** False for who gets paper only: nobody could be told before a debit. */
  isReachable: boolean;
}

/** Everything about a customer's automatic payment, for its people and for staff. */
export async function viewAutopay(
  context: Context,
  viewer: PersonViewer | (StaffViewer & { customerId: string }),
): Promise<AutopayView> {
  const { customerId } = viewer;
  return inScope(context, { customerId }, async (tx) => {
    const { timeZone } = await readBillerWithin(tx);
    const today = dayIn(timeZone, context.clock.now());
    const rows = await tx
      .select({ agreement: autopayAgreements, method: paymentMethods, person: people.name })
      .from(autopayAgreements)
      .innerJoin(
        paymentMethods,
        and(
          eq(paymentMethods.customerId, autopayAgreements.customerId),
          eq(paymentMethods.id, autopayAgreements.methodId),
        ),
      )
      .leftJoin(people, eq(people.id, autopayAgreements.startedBy))
      .where(and(eq(autopayAgreements.customerId, customerId), isNull(autopayAgreements.stoppedAt)))
      .orderBy(autopayAgreements.currency);
    const agreements: AgreementView[] = [];
    for (const { agreement, method, person } of rows)
      agreements.push({
        id: agreement.id,
        currency: agreement.currency,
        method: {
          kind: method.kind,
          brand: method.brand,
          last4: method.last4,
          expiresOn: lastDayOf(method.expiresYear, method.expiresMonth),
        },
        monthlyLimit: agreement.monthlyLimit,
        takenThisMonth: await takenInMonth(tx, agreement, today),
        startedOn: dayIn(timeZone, agreement.startedAt),
        startedBy: person ?? "",
        planned: await plannedOf(tx, customerId, agreement.id),
      });
    const [customer] = await tx
      .select({ delivery: customers.delivery })
      .from(customers)
      .where(eq(customers.id, customerId));
    const goneAt = agreements.length > 0 ? null : await lastGone(tx, customerId);
    return {
      today,
      agreements,
      offered: await offeredCurrencies(tx, customerId, agreements),
      goneOn: goneAt && dayIn(timeZone, goneAt),
      isReachable: customer?.delivery !== "paper",
    };
  });
}

/**
 * What became of the page that somebody comes back from: Stripe is asked first, so that it is not said later than the webhook
 * comes. Another customer's page is not found; `unknown`: Stripe did not answer just now.
 */
export async function viewSetup(
  context: Context,
  viewer: PersonViewer,
  sessionId: string,
): Promise<"open" | "done" | "ended" | "unknown" | Refusal<"not-found">> {
  const [own] = await inScope(context, viewer, (tx) =>
    tx
      .select({ id: methodSetups.id })
      .from(methodSetups)
      .where(
        and(
          eq(methodSetups.customerId, viewer.customerId),
          eq(methodSetups.checkoutSessionId, sessionId),
        ),
      ),
  );
  if (!own) return refused("not-found");
  try {
    const synced = await syncSetup(context, sessionId);
    return "refused" in synced ? "unknown" : synced.state;
  } catch (error) {
    if (failureOf(error) === null) throw error;
    context.logger.warn({ error }, "Stripe did not answer a return page");
    return "unknown";
  }
}

async function plannedOf(
  tx: Transaction,
  customerId: string,
  agreementId: string,
): Promise<PlannedCharge[]> {
  return tx
    .select({
      id: autopayCharges.id,
      invoiceId: autopayCharges.invoiceId,
      number: invoices.number,
      title: invoices.title,
      chargeOn: autopayCharges.chargeOn,
      amount: wouldTake,
    })
    .from(autopayCharges)
    .innerJoin(invoices, itsInvoice)
    .where(
      and(
        eq(autopayCharges.customerId, customerId),
        eq(autopayCharges.agreementId, agreementId),
        isComing,
      ),
    )
    .orderBy(asc(autopayCharges.chargeOn), asc(invoices.number));
}

/** The currencies that this customer was ever invoiced in; euros for who has no invoice yet. */
async function offeredCurrencies(
  tx: Transaction,
  customerId: string,
  agreements: readonly AgreementView[],
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ currency: invoices.currency })
    .from(invoices)
    .where(eq(invoices.customerId, customerId))
    .orderBy(invoices.currency);
  const known = rows.length > 0 ? rows.map(({ currency }) => currency) : ["EUR"];
  return known.filter((each) => !agreements.some(({ currency }) => currency === each));
}

async function lastGone(tx: Transaction, customerId: string): Promise<Date | null> {
  const [last] = await tx
    .select({ at: autopayAgreements.stoppedAt, reason: autopayAgreements.stopReason })
    .from(autopayAgreements)
    .where(eq(autopayAgreements.customerId, customerId))
    .orderBy(desc(autopayAgreements.stoppedAt))
    .limit(1);
  return last?.reason === "method-gone" ? last.at : null;
}

/** A card is good until the end of its month (ISO/IEC 7813). */
function lastDayOf(year: number | null, month: number | null): Day | null {
  if (!year || !month) return null;
  return addDays(addMonths(`${year}-${String(month).padStart(2, "0")}-01`, 1), -1);
}
