import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { afterAll } from "vitest";
import type { MembershipRole, PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { processResendEvent } from "#app/domains/notifications/process-resend-event.server.ts";
import { storeResendEvent } from "#app/domains/notifications/store-resend-event.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import {
  type ResendStandIn,
  startResendStandIn,
} from "#app/processes/demo/resend-stand-in/start-resend-stand-in.server.ts";
import { biller, customers, memberships, people, staff } from "#db/schema/accounts.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { notifications } from "#db/schema/notifications.ts";
import { events, providerEvents, staffTasks } from "#db/schema/platform.ts";
import { type TestContext, testDatabase } from "./database.ts";
import { settleByHand } from "./settle-by-hand.ts";

type MailRow = typeof notifications.$inferSelect;

export interface MailBench {
  readonly context: TestContext;
  readonly standIn: ResendStandIn;
  readonly julien: StaffViewer;
  /** A customer of its own, with one person. */
  customer(facts?: CustomerFacts): Promise<PersonViewer>;
  member(of: PersonViewer, role: MembershipRole, email?: string): Promise<PersonViewer>;
  /** An invoice of one line: its id. Announced to nobody. */
  invoice(viewer: PersonViewer, facts?: Partial<typeof invoices.$inferInsert>): Promise<string>;
  change(
    invoiceId: string,
    change: { settled?: number; credited?: number; processing?: number; claimed?: number },
  ): Promise<void>;
  /** The rows of all mails about this customer and to its people, oldest first. */
  mails(viewer?: PersonViewer): Promise<MailRow[]>;
  tasks(viewer: PersonViewer): Promise<(typeof staffTasks.$inferSelect)[]>;
  told(viewer: PersonViewer): Promise<string[]>;
  /** Waits until every webhook is delivered, then does what the worker does with them. */
  settleDown(): Promise<void>;
}

export interface CustomerFacts {
  role?: MembershipRole;
  email?: string;
  delivery?: "email" | "paper" | "both";
  language?: "fr" | "en";
}

/** Mail in front of the Resend stand-in, its webhooks delivered: at the top of a test file. */
export async function mailBench(): Promise<MailBench> {
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
        const header = (name: string) => String(request.headers[name] ?? "");
        const stored = await storeResendEvent(context, body, {
          id: header("svix-id"),
          timestamp: header("svix-timestamp"),
          signature: header("svix-signature"),
        });
        response.writeHead(isRefused(stored) ? 400 : 200).end();
      } catch {
        response.writeHead(500).end();
      }
    });
  });
  await new Promise<void>((resolve) => webhooks.listen(0, "127.0.0.1", resolve));
  const apiKey = "re_test_mail";
  const webhookSecret = `whsec_${Buffer.from("the mail bench's secret").toString("base64")}`;
  const standIn = await startResendStandIn({
    clock: { now: () => context?.clock.now() ?? new Date() },
    apiKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${(webhooks.address() as AddressInfo).port}/`,
    ratePerSecond: Number.POSITIVE_INFINITY,
    webhookRetryDelays: [10, 20, 40],
  });
  const opened = await testDatabase({
    demo: { resend: { apiKey, webhookSecret, baseUrl: standIn.url } },
  });
  context = opened;
  afterAll(async () => {
    await standIn.stop();
    await new Promise((resolve) => {
      webhooks.close(resolve);
      webhooks.closeAllConnections();
    });
  });
  const julien = await addHouse(opened);
  return {
    context: opened,
    standIn,
    julien,
    customer: (facts = {}) => addCustomer(opened, julien, facts),
    member: (of, role, email) => addMember(opened, of, role, email),
    invoice: (viewer, facts = {}) => addInvoice(opened, viewer, facts),
    change: (id, { settled = 0, credited = 0, ...change }) =>
      inScope(opened, "all", async (tx) => {
        if (settled > 0) await settleByHand(tx, id, { paid: settled - credited, credited });
        else await tx.update(invoices).set(change).where(eq(invoices.id, id));
      }),
    mails: (viewer) =>
      inScope(opened, "all", (tx) =>
        tx
          .select()
          .from(notifications)
          .where(viewer ? eq(notifications.customerId, viewer.customerId) : undefined)
          .orderBy(notifications.createdAt, notifications.id),
      ),
    tasks: (viewer) =>
      opened.db.select().from(staffTasks).where(eq(staffTasks.aboutCustomerId, viewer.customerId)),
    told: (viewer) =>
      inScope(opened, "all", async (tx) => {
        const rows = await tx
          .select({ type: events.type })
          .from(events)
          .where(eq(events.customerId, viewer.customerId))
          .orderBy(events.id);
        return rows.map(({ type }) => type);
      }),
    settleDown: () => settleDown(opened, standIn),
  };
}

let counter = 0;

async function addHouse({ db, clock }: TestContext): Promise<StaffViewer> {
  const now = clock.now();
  const personId = newId();
  const hours = { fr: "9 h – 18 h, du lundi au vendredi", en: "9 am – 6 pm, Monday to Friday" };
  await db.insert(biller).values({
    name: "Énergie des Alpes",
    legalName: "Énergie des Alpes SAS",
    address: { line1: "12 rue de la Houille-Blanche", postCode: "38000", city: "Grenoble" },
    phone: "04 65 71 00 10",
    email: "clients@energie.example",
    openingHours: hours,
    brandColour: "#0b4f4a",
    iban: "FR1420041010050500013M02606",
    updatedAt: now,
  });
  const email = "julien@energie.example";
  await db.insert(people).values({ id: personId, email, name: "Julien Morel", createdAt: now });
  await db
    .insert(staff)
    .values({ personId, role: "agent", phone: "04 65 71 00 00", hours, createdAt: now });
  return { kind: "staff", personId, name: "Julien Morel", email, role: "agent" };
}

async function addCustomer(
  context: TestContext,
  { personId: contactId }: StaffViewer,
  { role = "owner", email, delivery = "email", language = "fr" }: CustomerFacts,
): Promise<PersonViewer> {
  counter += 1;
  const customerId = newId();
  const customerNumber = `C-${1000 + counter}`;
  const now = context.clock.now();
  await inScope(context, "all", (tx) =>
    tx.insert(customers).values({
      id: customerId,
      number: customerNumber,
      name: `Fournil ${counter}`,
      delivery,
      language,
      contactId,
      createdAt: now,
      updatedAt: now,
    }),
  );
  const house = { customerId, customerNumber } as PersonViewer;
  return addMember(context, house, role, email);
}

async function addMember(
  context: TestContext,
  { customerId, customerNumber }: PersonViewer,
  role: MembershipRole,
  wanted?: string,
): Promise<PersonViewer> {
  counter += 1;
  const personId = newId();
  const email = wanted ?? `nadia-${counter}@fournil.example`;
  const now = context.clock.now();
  await inScope(context, "all", async (tx) => {
    await tx.insert(people).values({ id: personId, email, name: "Nadia Benali", createdAt: now });
    await tx.insert(memberships).values({ customerId, personId, role, createdAt: now });
  });
  return {
    kind: "person",
    personId,
    name: "Nadia Benali",
    email,
    customerId,
    customerNumber,
    role,
  };
}

async function addInvoice(
  context: TestContext,
  { customerId }: PersonViewer,
  { settled = 0, ...facts }: Partial<typeof invoices.$inferInsert>,
): Promise<string> {
  counter += 1;
  const id = newId();
  const payable = facts.payable ?? 46_420;
  await inScope(context, "all", async (tx) => {
    await tx.insert(invoices).values({
      customerId,
      id,
      kind: "invoice",
      number: `FA-2026-${String(counter).padStart(5, "0")}`,
      sellerKey: "812345678",
      typeCode: "380",
      issueDate: "2026-10-31",
      dueDate: "2026-11-30",
      currency: "EUR",
      net: payable,
      vat: 0,
      gross: payable,
      payable,
      title: "Gaz naturel, octobre",
      lineCount: 1,
      searchText: "",
      contentHash: id,
      document: {},
      format: "json",
      receivedAt: new Date("2026-10-31T10:00:00Z"),
      ...facts,
    });
    await tx.insert(invoiceLines).values({
      customerId,
      invoiceId: id,
      id: "1",
      position: 1,
      name: "Intervention hors contrat",
      quantity: "1",
      unitCode: "C62",
      netUnitPrice: "77",
      netAmount: 7700,
      vatCategory: "S",
      vatRate: "20",
    });
    if (settled > 0) await settleByHand(tx, id, { paid: settled });
  });
  return id;
}

async function settleDown(context: TestContext, standIn: ResendStandIn): Promise<void> {
  await standIn.idle();
  const waiting = await context.db
    .select({ id: providerEvents.id })
    .from(providerEvents)
    .where(and(eq(providerEvents.provider, "resend"), isNull(providerEvents.processedAt)));
  await Promise.all(waiting.map(({ id }) => processResendEvent(context, id)));
}
