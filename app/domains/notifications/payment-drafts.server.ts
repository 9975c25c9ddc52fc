import { and, eq, inArray, sql } from "drizzle-orm";
import { dayIn } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { money, toMinor } from "#app/platform/money.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoices, settlements } from "#db/schema/invoices.ts";
import { attemptAllocations, paymentAttempts, payments } from "#db/schema/payments.ts";
import type { PaymentMethod } from "#emails/payment-received.tsx";
import { type Draft, draft } from "./draft.ts";
import { type Happening, told } from "./happening.ts";
import type { Recipients } from "./recipients.server.ts";

interface Place {
  readonly appUrl: string;
  /** The biller's. */
  readonly timeZone: string;
}

/** `payment.received`: the receipt. */
export async function receiptDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  { appUrl }: Place,
): Promise<Draft[]> {
  const { mine, ids } = namesOf(happenings);
  const rows = await paymentsOf(tx, happenings);
  const parts = await tx
    .select({
      paymentId: settlements.sourceId,
      number: invoices.number,
      amount: sql`sum(${settlements.amount})`.mapWith(Number),
    })
    .from(settlements)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, settlements.customerId), eq(invoices.id, settlements.invoiceId)),
    )
    .where(
      and(
        inArray(settlements.customerId, mine),
        eq(settlements.source, "payment"),
        inArray(settlements.sourceId, ids),
      ),
    )
    .groupBy(settlements.sourceId, invoices.number)
    .orderBy(invoices.number);
  return happenings.flatMap(({ subjectId, customerId }) => {
    const found = rows.find(({ payment }) => payment.id === subjectId);
    if (!found) return [];
    const { payment, customerNumber } = found;
    const paid = parts.filter(({ paymentId, amount }) => paymentId === subjectId && amount > 0);
    return recipients.of("payment-received", customerId).map((to) =>
      draft({
        kind: "payment-received",
        about: { customerId },
        subjectId,
        step: "received",
        to,
        opensInvoice: null,
        facts: () => ({
          number: payment.number,
          amount: money(payment.amount, payment.currency),
          method: payment.method,
          receivedOn: payment.receivedOn,
          reference: payment.reference,
          invoices: paid.map(({ number, amount }) => ({
            number,
            amount: money(amount, payment.currency),
          })),
          unallocated:
            payment.unallocated > 0 ? money(payment.unallocated, payment.currency) : null,
          link: `${appUrl}/c/${encodeURIComponent(customerNumber)}/payments/${payment.id}`,
        }),
      }),
    );
  });
}

/** `payment.refunded`: money of a payment went back, or came again after all. Each time is told. */
export async function refundDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  { appUrl }: Place,
): Promise<Draft[]> {
  const rows = await paymentsOf(tx, happenings);
  return happenings.flatMap((happening) => {
    const { id, subjectId, customerId } = happening;
    const found = rows.find(({ payment }) => payment.id === subjectId);
    const change = found && toMinor(told(happening, "amount") ?? "", found.payment.currency);
    if (!found || !change) return [];
    const { payment, customerNumber } = found;
    const byBank = told(happening, "cause") === "bank-dispute";
    const what =
      change > 0
        ? byBank
          ? ("taken-back" as const)
          : ("refunded" as const)
        : byBank
          ? ("reinstated" as const)
          : ("refund-failed" as const);
    return recipients.of("payment-refunded", customerId).map((to) =>
      draft({
        kind: "payment-refunded",
        about: { customerId },
        subjectId,
        step: `${what}-${id}`,
        to,
        opensInvoice: null,
        facts: () => ({
          what,
          receivedOn: payment.receivedOn,
          amount: money(Math.abs(change), payment.currency),
          number: payment.number,
          method: payment.method,
          link: `${appUrl}/c/${encodeURIComponent(customerNumber)}/payments/${payment.id}`,
        }),
      }),
    );
  });
}

/** `payment.processing` and `payment.failed`: about the attempt, nothing was received. */
export async function attemptDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  { appUrl, timeZone }: Place,
): Promise<Draft[]> {
  const { mine, ids } = namesOf(happenings);
  const rows = await tx
    .select({ attempt: paymentAttempts, customerNumber: customers.number })
    .from(paymentAttempts)
    .innerJoin(customers, eq(customers.id, paymentAttempts.customerId))
    .where(and(inArray(paymentAttempts.customerId, mine), inArray(paymentAttempts.id, ids)));
  const parts = await tx
    .select({
      attemptId: attemptAllocations.attemptId,
      invoiceId: attemptAllocations.invoiceId,
      number: invoices.number,
      amount: attemptAllocations.amount,
    })
    .from(attemptAllocations)
    .innerJoin(
      invoices,
      and(
        eq(invoices.customerId, attemptAllocations.customerId),
        eq(invoices.id, attemptAllocations.invoiceId),
      ),
    )
    .where(
      and(inArray(attemptAllocations.customerId, mine), inArray(attemptAllocations.attemptId, ids)),
    )
    .orderBy(invoices.number);
  return happenings.flatMap(({ type, subjectId, customerId }) => {
    const found = rows.find(({ attempt }) => attempt.id === subjectId);
    if (!found) return [];
    const { attempt, customerNumber } = found;
    const concerned = parts.filter(({ attemptId }) => attemptId === subjectId);
    // A mail's link opens one invoice; several are paid after signing in.
    const [only, another] = concerned;
    const opensInvoice = only && !another ? only.invoiceId : null;
    const signedIn = `${appUrl}/c/${encodeURIComponent(customerNumber)}/invoices`;
    const kind = type === "payment.processing" ? "payment-processing" : "payment-failed";
    return recipients.of(kind, customerId).map((to) =>
      draft<"payment-processing" | "payment-failed">({
        kind,
        about: { customerId },
        subjectId,
        step: kind === "payment-processing" ? "processing" : "failed",
        to,
        opensInvoice,
        facts: (link) => ({
          amount: money(attempt.amount, attempt.currency),
          method: methodOf(attempt.method),
          startedOn: dayIn(timeZone, attempt.createdAt),
          failureCode: attempt.failureCode,
          automatic: attempt.offSessionMethodId !== null,
          invoices: concerned.map(({ number, amount }) => ({
            number,
            amount: money(amount, attempt.currency),
          })),
          link: link ?? signedIn,
          opensInvoice: link !== null,
        }),
      }),
    );
  });
}

/** The payments that these happenings are about. */
function paymentsOf(tx: Transaction, happenings: readonly Happening[]) {
  const { mine, ids } = namesOf(happenings);
  return tx
    .select({ payment: payments, customerNumber: customers.number })
    .from(payments)
    .innerJoin(customers, eq(customers.id, payments.customerId))
    .where(and(inArray(payments.customerId, mine), inArray(payments.id, ids)));
}

/** Stripe names more ways to pay than there are words for. */
function methodOf(method: string | null): PaymentMethod {
  return method === "card" || method === "sepa_debit" ? method : "other";
}

function namesOf(happenings: readonly Happening[]) {
  return {
    mine: [...new Set(happenings.map(({ customerId }) => customerId))],
    ids: [...new Set(happenings.map(({ subjectId }) => subjectId))],
  };
}
