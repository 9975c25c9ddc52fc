import { and, asc, eq, gt, inArray } from "drizzle-orm";
import {
  type IntegrationViewer,
  type SystemViewer,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { creditorReference, creditorReferencesIn } from "#app/platform/creditor-reference.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { toDecimal, toMinor } from "#app/platform/money.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { raiseStaffTask } from "#app/platform/staff-tasks.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { bareNumber, invoiceNumbers, invoices, settlements } from "#db/schema/invoices.ts";
import { payments } from "#db/schema/payments.ts";
import { matchReceipt } from "./match-receipt.ts";
import { recordPayment } from "./record-payment.server.ts";
import type { ReportedPayment } from "./reported-payment.ts";

/** Amounts as decimal strings. */
export interface ReportedAnswer {
  outcome: "recorded" | "same";
  id: string;
  /** Of the receipt. */
  number: string;
  customerNumber: string;
  amount: string;
  currency: string;
  allocations: { invoiceNumber: string; amount: string }[];
  unallocated: string;
}

export type ReportRefusal =
  /** Neither `customerNumber` nor an invoice number says whose money it is. */
  | Refusal<"unknown-customer", { pointer: string }>
  | Refusal<"unknown-invoice", { pointer: string; number: string }>
  | Refusal<"other-currency", { pointer: string; number: string; currency: string }>
  /** This `externalId` was reported before, with other content. */
  | Refusal<"other-content", { id: string; number: string }>;

/**
 * Records money that the biller received elsewhere and pays invoices with it: those named, else those found (`matchReceipt`);
 * the rest becomes the customer's credit and a staff task. The same `externalId` again answers the first payment. Payment
 * pages that ask for what was just paid are closed by a job of the same transaction. `notify: false`: history, nobody is told.
 */
export async function reportPayment(
  context: Context,
  viewer: IntegrationViewer | SystemViewer,
  input: ReportedPayment,
  options: { notify?: boolean } = {},
): Promise<ReportedAnswer | ReportRefusal> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const customer = await findCustomer(tx, input);
    if (!customer) return refused("unknown-customer", { pointer: "/customerNumber" });
    const known = await findReported(tx, customer, input);
    if (known) return known;
    const wanted = await findAllocations(tx, customer.id, input);
    if (isRefused(wanted)) return wanted;
    const recorded = await recordPayment(
      context,
      tx,
      {
        customerId: customer.id,
        method: input.method,
        amount: minorOf(input.amount, input.currency),
        currency: input.currency,
        receivedOn: input.date,
        reference: input.reference ?? null,
        externalId: input.externalId ?? null,
        notify: options.notify,
      },
      wanted,
    );
    // Reported twice at the same instant: the other was first.
    if (!recorded) {
      const first = await findReported(tx, customer, input);
      if (!first) throw new Error(`Payment ${input.externalId} is neither new nor known`);
      return first;
    }
    const { id, number, allocations, unallocated } = recorded;
    if (unallocated > 0)
      await raiseStaffTask(context, tx, {
        kind: allocations.length > 0 ? "payment-overpaid" : "payment-unmatched",
        customerId: customer.id,
        subject: { type: "payment", id },
        data: { number, unallocated, currency: input.currency, reference: input.reference },
      });
    return {
      outcome: "recorded",
      id,
      number,
      customerNumber: customer.number,
      amount: input.amount,
      currency: input.currency,
      allocations: allocations.map((each) => ({
        invoiceNumber: each.number,
        amount: toDecimal(each.amount, input.currency),
      })),
      unallocated: toDecimal(unallocated, input.currency),
    };
  });
}

interface Customer {
  id: string;
  number: string;
}

async function findCustomer(tx: Transaction, input: ReportedPayment): Promise<Customer | null> {
  const columns = { id: customers.id, number: customers.number };
  if (input.customerNumber) {
    const [named] = await tx
      .select(columns)
      .from(customers)
      .where(eq(customers.number, input.customerNumber));
    return named ?? null;
  }
  const named = await customersNamedBy(tx, input);
  // Two customers could be meant: nobody's money is guessed at.
  if (named.size !== 1) return null;
  const [owner] = await tx
    .select(columns)
    .from(customers)
    .where(inArray(customers.id, [...named]));
  return owner ?? null;
}

/** Ids of the customers whose invoices are named, by their numbers or by RF creditor references in a bank's text. */
async function customersNamedBy(
  tx: Transaction,
  { allocations, reference = "" }: ReportedPayment,
): Promise<Set<string>> {
  const columns = { number: invoiceNumbers.number, ownerId: invoiceNumbers.ownerId };
  const numbers = allocations
    ? allocations.map(({ invoiceNumber }) => invoiceNumber)
    : (reference.match(/[\p{L}\p{N}][\p{L}\p{N}\-/._]*/gu) ?? []);
  const references = new Set(
    allocations ? [] : creditorReferencesIn(reference).map((found) => found.reference),
  );
  const bare = [...references].map((each) => each.slice(4));
  const byReference =
    bare.length > 0
      ? await tx
          .select(columns)
          .from(invoiceNumbers)
          .where(inArray(bareNumber(invoiceNumbers.number), bare))
      : [];
  const known = byReference.filter(({ number }) => references.has(creditorReference(number) ?? ""));
  if (known.length > 0) return new Set(known.map(({ ownerId }) => ownerId));
  if (numbers.length === 0) return new Set();
  const owners = await tx
    .selectDistinct({ ownerId: invoiceNumbers.ownerId })
    .from(invoiceNumbers)
    .where(inArray(invoiceNumbers.number, [...numbers]))
    .limit(2);
  return new Set(owners.map(({ ownerId }) => ownerId));
}

async function findAllocations(
  tx: Transaction,
  customerId: string,
  input: ReportedPayment,
): Promise<{ invoiceId: string; amount: number }[] | ReportRefusal> {
  const ofCustomer = and(eq(invoices.customerId, customerId), eq(invoices.kind, "invoice"));
  if (!input.allocations) {
    const owed = await tx
      .select({ id: invoices.id, number: invoices.number, outstanding: invoices.outstanding })
      .from(invoices)
      .where(and(ofCustomer, eq(invoices.currency, input.currency), gt(invoices.outstanding, 0)))
      .orderBy(asc(invoices.dueDate), asc(invoices.issueDate), asc(invoices.id));
    const amount = minorOf(input.amount, input.currency);
    return matchReceipt({ amount, reference: input.reference ?? null }, owed);
  }
  const numbers = input.allocations.map(({ invoiceNumber }) => invoiceNumber);
  const found = await tx
    .select({ id: invoices.id, number: invoices.number, currency: invoices.currency })
    .from(invoices)
    .where(and(ofCustomer, inArray(invoices.number, numbers)))
    .orderBy(asc(invoices.dueDate), asc(invoices.id));
  const allocations: { invoiceId: string; amount: number }[] = [];
  for (const [index, { invoiceNumber: number, amount }] of input.allocations.entries()) {
    const pointer = `/allocations/${index}/invoiceNumber`;
    const invoice = found.find((each) => each.number === number);
    if (!invoice) return refused("unknown-invoice", { pointer, number });
    if (invoice.currency !== input.currency)
      return refused("other-currency", { pointer, number, currency: invoice.currency });
    allocations.push({ invoiceId: invoice.id, amount: minorOf(amount, input.currency) });
  }
  return allocations;
}

async function findReported(
  tx: Transaction,
  customer: Customer,
  input: ReportedPayment,
): Promise<ReportedAnswer | ReportRefusal | null> {
  if (!input.externalId) return null;
  const [known] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.customerId, customer.id), eq(payments.externalId, input.externalId)));
  if (!known) return null;
  const { id, number, currency } = known;
  const same =
    known.amount === minorOf(input.amount, input.currency) &&
    currency === input.currency &&
    known.receivedOn === input.date &&
    known.method === input.method &&
    known.reference === (input.reference ?? null);
  if (!same) return refused("other-content", { id, number });
  const settled = await tx
    .select({ number: invoices.number, amount: settlements.amount })
    .from(settlements)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, settlements.customerId), eq(invoices.id, settlements.invoiceId)),
    )
    .where(
      and(
        eq(settlements.customerId, customer.id),
        eq(settlements.source, "payment"),
        eq(settlements.sourceId, id),
      ),
    )
    .orderBy(settlements.id);
  return {
    outcome: "same",
    id,
    number,
    customerNumber: customer.number,
    amount: toDecimal(known.amount, currency),
    currency,
    allocations: settled.map((each) => ({
      invoiceNumber: each.number,
      amount: toDecimal(each.amount, currency),
    })),
    unallocated: toDecimal(known.unallocated, currency),
  };
}

/** `reportedPayment` has checked that it is one. */
function minorOf(decimal: string, currency: string): number {
  const minor = toMinor(decimal, currency);
  if (minor === null) throw new RangeError(`${decimal} is no amount in ${currency}`);
  return minor;
}
