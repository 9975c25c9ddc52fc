import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { afterAll } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { settleInvoice } from "#app/domains/invoices/settlements.server.ts";
import { expireOpenAttempts } from "#app/domains/payments/expire-open-attempts.server.ts";
import { processStripeEvent } from "#app/domains/payments/process-stripe-event.server.ts";
import { storeStripeEvent } from "#app/domains/payments/stripe-webhook.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import {
  type StripeStandIn,
  startStripeStandIn,
} from "#app/processes/demo/stripe-stand-in/start-stripe-stand-in.server.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { invoiceNumbers, invoices, settlements } from "#db/schema/invoices.ts";
import { ledgerEntries } from "#db/schema/ledger.ts";
import { paymentAttempts, payments, refunds } from "#db/schema/payments.ts";
import { events, providerEvents, staffTasks } from "#db/schema/platform.ts";
import { type TestContext, testDatabase } from "./database.ts";

export interface PaymentBench {
  readonly context: TestContext;
  readonly standIn: StripeStandIn;
  /** A customer of its own with one person who may pay. */
  customer(): Promise<PersonViewer>;
  /** An invoice of this customer: its id. */
  invoice(viewer: PersonViewer, facts?: InvoiceFacts): Promise<string>;
  /** A credit note over `amount` that settles the invoice, as the invoices domain applies it. */
  credit(viewer: PersonViewer, invoiceId: string, amount: number): Promise<void>;
  /** Waits until every webhook is delivered, then does what the worker does: failed events again, outdated pages closed. */
  settleDown(): Promise<void>;
  state(viewer: PersonViewer): Promise<MoneyState>;
}

export interface InvoiceFacts {
  number?: string;
  currency?: string;
  payable?: number;
  claimed?: number;
  issueDate?: string;
  dueDate?: string;
  kind?: "invoice" | "creditNote";
}

/** What our tables say of one customer's money. */
export interface MoneyState {
  invoices: (typeof invoices.$inferSelect)[];
  attempts: (typeof paymentAttempts.$inferSelect)[];
  payments: (typeof payments.$inferSelect)[];
  refunds: (typeof refunds.$inferSelect)[];
  settlements: (typeof settlements.$inferSelect)[];
  ledger: (typeof ledgerEntries.$inferSelect)[];
  events: (typeof events.$inferSelect)[];
  tasks: (typeof staffTasks.$inferSelect)[];
}

/** The portal's payments in front of the Stripe stand-in, with its webhooks delivered: at the top of a test file. */
export async function paymentBench(): Promise<PaymentBench> {
  let context: TestContext | null = null;
  const webhooks = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", async () => {
      try {
        if (!context) throw new Error("Not ready");
        const signature = request.headers["stripe-signature"];
        const stored = await storeStripeEvent(context, body, String(signature));
        if (isRefused(stored)) return void response.writeHead(400).end();
        response.writeHead(200);
        // The worker, at the same time as other deliveries; what fails is tried again by `settleDown`.
        await processStripeEvent(context, stored.id).catch(() => {});
        response.end();
      } catch {
        response.writeHead(500).end();
      }
    });
  });
  await new Promise<void>((resolve) => webhooks.listen(0, "127.0.0.1", resolve));
  const secretKey = "sk_test_payments";
  const webhookSecret = "whsec_payments";
  const standIn = await startStripeStandIn({
    clock: { now: () => context?.clock.now() ?? new Date() },
    secretKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${(webhooks.address() as AddressInfo).port}/`,
    webhookRetryDelays: [10, 20, 40],
  });
  const opened = await testDatabase({
    demo: { stripe: { secretKey, webhookSecret, apiBase: standIn.url } },
  });
  context = opened;
  afterAll(async () => {
    await standIn.stop();
    await new Promise((resolve) => {
      webhooks.close(resolve);
      webhooks.closeAllConnections();
    });
  });
  return {
    context: opened,
    standIn,
    customer: () => addCustomer(opened),
    invoice: (viewer, facts) => addInvoice(opened, viewer, facts),
    credit: (viewer, invoiceId, amount) => addCredit(opened, viewer, invoiceId, amount),
    settleDown: () => settleDown(opened, standIn),
    state: (viewer) => moneyState(opened, viewer),
  };
}

let counter = 0;

async function addCustomer(context: TestContext): Promise<PersonViewer> {
  counter += 1;
  const [customerId, personId] = [newId(), newId()];
  const now = context.clock.now();
  const name = `Boulangerie ${counter}`;
  const email = `payer-${counter}@fournil.example`;
  const number = `C-${1000 + counter}`;
  await inScope(context, "all", async (tx) => {
    await tx.insert(people).values({ id: personId, email, name: "Nadia", createdAt: now });
    await tx
      .insert(customers)
      .values({ id: customerId, number, name, createdAt: now, updatedAt: now });
  });
  return {
    kind: "person",
    personId,
    name: "Nadia",
    email,
    customerId,
    customerNumber: number,
    role: "owner",
  };
}

async function addInvoice(
  context: TestContext,
  { customerId }: PersonViewer,
  facts: InvoiceFacts = {},
): Promise<string> {
  counter += 1;
  const id = newId();
  const number = facts.number ?? `FA-2026-${String(counter).padStart(5, "0")}`;
  const payable = facts.payable ?? 46_420;
  const sellerKey = "812345678";
  await inScope(context, { customerId }, async (tx) => {
    await tx.insert(invoices).values({
      customerId,
      id,
      kind: facts.kind ?? "invoice",
      number,
      sellerKey,
      typeCode: "380",
      issueDate: facts.issueDate ?? "2026-10-31",
      dueDate: facts.dueDate ?? "2026-11-30",
      currency: facts.currency ?? "EUR",
      net: payable,
      vat: 0,
      gross: payable,
      payable,
      claimed: facts.claimed ?? 0,
      title: "Gaz naturel, octobre",
      lineCount: 1,
      searchText: number.toLowerCase(),
      contentHash: id,
      document: {},
      format: "json",
      receivedAt: context.clock.now(),
    });
    await tx
      .insert(invoiceNumbers)
      .values({ number, sellerKey, ownerId: customerId, invoiceId: id });
  });
  return id;
}

async function addCredit(
  context: TestContext,
  viewer: PersonViewer,
  invoiceId: string,
  amount: number,
): Promise<void> {
  const { customerId } = viewer;
  const sourceId = await addInvoice(context, viewer, { kind: "creditNote", payable: amount });
  await inScope(context, viewer, (tx) =>
    settleInvoice(context, tx, { customerId, invoiceId, source: "creditNote", sourceId, amount }),
  );
}

async function settleDown(context: TestContext, standIn: StripeStandIn): Promise<void> {
  await standIn.idle();
  const waiting = await inScope(context, "all", (tx) =>
    tx
      .select({ id: providerEvents.id })
      .from(providerEvents)
      .where(and(eq(providerEvents.provider, "stripe"), isNull(providerEvents.processedAt))),
  );
  for (const { id } of waiting) await processStripeEvent(context, id);
  const owners = await inScope(context, "all", (tx) =>
    tx.selectDistinct({ id: paymentAttempts.customerId }).from(paymentAttempts),
  );
  for (const { id } of owners) await expireOpenAttempts(context, id);
  await standIn.idle();
}

async function moneyState(context: TestContext, { customerId }: PersonViewer): Promise<MoneyState> {
  return inScope(context, "all", async (tx) => ({
    invoices: await tx
      .select()
      .from(invoices)
      .where(eq(invoices.customerId, customerId))
      .orderBy(invoices.id),
    attempts: await tx
      .select()
      .from(paymentAttempts)
      .where(eq(paymentAttempts.customerId, customerId))
      .orderBy(paymentAttempts.id),
    payments: await tx
      .select()
      .from(payments)
      .where(eq(payments.customerId, customerId))
      .orderBy(payments.id),
    refunds: await tx
      .select()
      .from(refunds)
      .where(eq(refunds.customerId, customerId))
      .orderBy(refunds.id),
    settlements: await tx
      .select()
      .from(settlements)
      .where(eq(settlements.customerId, customerId))
      .orderBy(settlements.id),
    ledger: await tx
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.customerId, customerId))
      .orderBy(ledgerEntries.id),
    events: await tx
      .select()
      .from(events)
      .where(eq(events.customerId, customerId))
      .orderBy(events.id),
    tasks: await tx
      .select()
      .from(staffTasks)
      .where(sql`${staffTasks.aboutCustomerId} = ${customerId}`),
  }));
}
