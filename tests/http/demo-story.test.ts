import { and, asc, count, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type InvoiceStatus, statusOf } from "#app/domains/invoices/status.ts";
import { dayIn } from "#app/platform/calendar.ts";
import { inScope } from "#app/platform/db.server.ts";
import { startResendStandIn } from "#app/processes/demo/resend-stand-in/start-resend-stand-in.server.ts";
import type { StandIns } from "#app/processes/demo/stand-ins.server.ts";
import { peopleOfTheStory } from "#app/processes/demo/story/cast.ts";
import { tellStory } from "#app/processes/demo/story/tell-story.server.ts";
import { startStripeStandIn } from "#app/processes/demo/stripe-stand-in/start-stripe-stand-in.server.ts";
import * as customer from "#app/routes/api.v1.customers.$customerNumber.ts";
import * as batch from "#app/routes/api.v1.invoices.batch.ts";
import * as payment from "#app/routes/api.v1.payments.ts";
import * as resendWebhook from "#app/routes/webhooks.resend.ts";
import * as stripeWebhook from "#app/routes/webhooks.stripe.ts";
import { customers } from "#db/schema/accounts.ts";
import { disputeDecisions, disputes } from "#db/schema/disputes.ts";
import { invoices } from "#db/schema/invoices.ts";
import { notifications } from "#db/schema/notifications.ts";
import { paymentAttempts, payments } from "#db/schema/payments.ts";
import { staffTasks } from "#db/schema/platform.ts";
import { startApiServer } from "#tests/support/api-server.ts";
import { openTestDatabase, type TestContext } from "#tests/support/database.ts";

/** Two tellings, each of some seconds. */
const patience = 240_000;

/**
 * The day after a short month, a Monday: where days counted back are most likely to collide. Of the usual days the browser tests
 * tell one more each time: today's.
 */
const awkwardDay = new Date("2027-03-01T05:00:00Z");

/** Tells the story on a database of its own and hands it to `look`. Without stand-ins the providers are somebody else's. */
async function told(
  now: Date,
  withStandIns: boolean,
  look: (context: TestContext, standIns: StandIns) => Promise<void>,
): Promise<void> {
  let clock = { now: () => now };
  const secrets = {
    stripe: { secretKey: "sk_test_story", webhookSecret: "whsec_story" },
    resend: {
      apiKey: "re_test_story",
      webhookSecret: `whsec_${Buffer.from("webhook secret of the story").toString("base64")}`,
    },
  };
  const shared = { clock: { now: () => clock.now() }, webhookUrl: null };
  const standIns: StandIns = withStandIns
    ? {
        stripe: await startStripeStandIn({ ...shared, ...secrets.stripe }),
        resend: await startResendStandIn({
          ...shared,
          ...secrets.resend,
          ratePerSecond: Number.POSITIVE_INFINITY,
        }),
      }
    : { stripe: null, resend: null };
  // Nobody listens at port 9: a mail or a payment that leaves for a foreign provider fails, and is seen.
  const nobody = "http://127.0.0.1:9";
  const context = await openTestDatabase({
    now,
    demo: {
      stripe: { ...secrets.stripe, apiBase: standIns.stripe?.url ?? nobody },
      resend: { ...secrets.resend, baseUrl: standIns.resend?.url ?? nobody },
    },
  });
  clock = context.clock;
  const server = await startApiServer(context, {
    "api/v1/customers/:customerNumber": customer,
    "api/v1/invoices/batch": batch,
    "api/v1/payments": payment,
    "webhooks/stripe": stripeWebhook,
    "webhooks/resend": resendWebhook,
  });
  try {
    standIns.stripe?.webhooks.setUrl(`${server.url}/webhooks/stripe`);
    standIns.resend?.webhooks.setUrl(`${server.url}/webhooks/resend`);
    await tellStory({ context, clock: context.clock, portal: server.url, standIns });
    await look(context, standIns);
  } finally {
    await server.close();
    await standIns.stripe?.stop();
    await standIns.resend?.stop();
    await context.close();
  }
}

const all = <T>(context: TestContext, read: Parameters<typeof inScope<T>>[2]) =>
  inScope(context, "all", read);

/** How many invoices have each status on the day of the story. */
async function statuses(context: TestContext): Promise<Map<InvoiceStatus, number>> {
  const rows = await all(context, (tx) => tx.select().from(invoices));
  const today = dayIn("Europe/Paris", context.clock.now());
  const counts = new Map<InvoiceStatus, number>();
  for (const row of rows) {
    const status = statusOf(row, today);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

/** What does not depend on chance: every document with its number, day, amount and customer. */
async function documents(context: TestContext) {
  return all(context, (tx) =>
    tx
      .select({
        number: invoices.number,
        customer: customers.number,
        issued: invoices.issueDate,
        due: invoices.dueDate,
        payable: invoices.payable,
        currency: invoices.currency,
      })
      .from(invoices)
      .innerJoin(customers, eq(customers.id, invoices.customerId))
      .orderBy(asc(invoices.number)),
  );
}

/** Every receipt by day, customer and amount. */
async function receipts(context: TestContext) {
  return all(context, (tx) =>
    tx
      .select({
        on: payments.receivedOn,
        customer: customers.number,
        method: payments.method,
        amount: payments.amount,
      })
      .from(payments)
      .innerJoin(customers, eq(customers.id, payments.customerId))
      .orderBy(payments.receivedOn, customers.number, payments.amount),
  );
}

/** Later ones were made at the payment page, where there was one. */
const beforeMails = ({ on }: { on: string }) => on < "2026-11-01";

const byName = <T>(rows: readonly { name: T; n: number }[]) =>
  new Map(rows.map(({ name, n }) => [name, n]));

describe("the story", () => {
  test(
    "shows every state of an invoice, a payment, a dispute and a mail, the same whoever the providers are",
    async () => {
      let first: unknown;
      let again: unknown;
      const withOurs = told(awkwardDay, true, async (context, standIns) => {
        const rows = await documents(context);
        expect(rows.length).toBeGreaterThanOrEqual(400);
        expectNoGaps(rows.map(({ number }) => number));
        first = { rows, received: (await receipts(context)).filter(beforeMails) };

        const found = await statuses(context);
        for (const status of ["open", "overdue", "partly-paid", "processing", "credited"] as const)
          expect(found.get(status), status).toBeGreaterThan(0);
        expect(found.get("paid")).toBeGreaterThan(300);

        const inFrancs = new Set(
          rows.filter(({ currency }) => currency === "CHF").map((row) => row.customer),
        );
        expect([...inFrancs]).toEqual(["C-1047"]);

        const methods = byName(
          await all(context, (tx) =>
            tx
              .select({ name: payments.method, n: count() })
              .from(payments)
              .groupBy(payments.method),
          ),
        );
        expect([...methods.keys()].sort()).toEqual(["card", "cheque", "sepa_debit", "transfer"]);
        const attempts = byName(
          await all(context, (tx) =>
            tx
              .select({ name: paymentAttempts.state, n: count() })
              .from(paymentAttempts)
              .groupBy(paymentAttempts.state),
          ),
        );
        for (const state of ["succeeded", "processing", "failed", "expired"] as const)
          expect(attempts.get(state), state).toBeGreaterThan(0);

        await expectDisputes(context);

        const mails = byName(
          await all(context, (tx) =>
            tx
              .select({ name: notifications.state, n: count() })
              .from(notifications)
              .groupBy(notifications.state),
          ),
        );
        expect(mails.get("bounced")).toBe(1);
        expect(mails.get("delivered")).toBeGreaterThan(150);
        expect(mails.get("created") ?? 0).toBe(0);
        expect(standIns.resend?.office.emails.size).toBe(
          (mails.get("delivered") ?? 0) + (mails.get("bounced") ?? 0),
        );
        const tasks = await all(context, (tx) => tx.select().from(staffTasks));
        expect(tasks.map(({ kind }) => kind).sort()).toEqual(["mail-bounced", "payment-unmatched"]);
      });

      const withOthers = told(awkwardDay, false, async (context) => {
        again = {
          rows: await documents(context),
          received: (await receipts(context)).filter(beforeMails),
        };
        const states = await all(context, (tx) =>
          tx.selectDistinct({ state: notifications.state }).from(notifications),
        );
        // Told to nobody outside.
        expect(states).toEqual([{ state: "recorded" }]);
        const cards = await all(context, (tx) =>
          tx
            .select({ attempt: payments.attemptId })
            .from(payments)
            .where(and(eq(payments.method, "card"), sql`${payments.receivedOn} >= '2026-12-01'`)),
        );
        expect(cards.length).toBeGreaterThan(3);
        expect(cards.every(({ attempt }) => attempt === null)).toBe(true);
        expect(await all(context, (tx) => tx.$count(paymentAttempts))).toBe(0);
      });
      // At the same time: each waits for its own database more than it computes.
      await Promise.all([withOurs, withOthers]);
      expect(again).toEqual(first);
    },
    patience,
  );

  test("has people of every role, one of them with several customers", () => {
    const people = peopleOfTheStory();
    const roles = new Set(people.flatMap(({ memberships }) => memberships.map(({ role }) => role)));
    expect([...roles].sort()).toEqual(["owner", "payer", "viewer"]);
    const accountant = people.find(({ memberships }) => memberships.length > 1);
    expect(new Set(accountant?.memberships.map(({ role }) => role)).size).toBeGreaterThan(1);
    expect(people.filter(({ staff }) => staff).map(({ staff }) => staff)).toEqual([
      "manager",
      "agent",
      "agent",
    ]);
    // A mistake must never mail a stranger (RFC 2606).
    expect(people.every(({ email }) => email.endsWith(".example"))).toBe(true);
  });
});

/** Open and unanswered, waiting for the customer, late, granted, credited in whole and in part, not granted, taken back. */
async function expectDisputes(context: TestContext): Promise<void> {
  const rows = await all(context, (tx) => tx.select().from(disputes));
  const states = rows.map(({ state }) => state).sort();
  expect(states).toEqual([
    "credit-requested",
    "credited",
    "credited",
    "open",
    "open",
    "upheld",
    "waiting-customer",
    "withdrawn",
  ]);
  const today = dayIn("Europe/Paris", context.clock.now());
  const open = rows.filter(({ state }) => state === "open");
  expect(open.map(({ promisedOn }) => promisedOn < today).sort()).toEqual([false, true]);
  const decisions = await all(context, (tx) => tx.select().from(disputeDecisions));
  const outcomes = decisions.map(
    ({ outcome, creditNoteId }) => `${outcome} ${creditNoteId !== null}`,
  );
  expect(outcomes.sort()).toEqual([
    "credit false",
    "credit true",
    "partial-credit true",
    "uphold false",
  ]);
}

/** FA-2026-00001, FA-2026-00002…: each year and kind counts from one. `numbers` are sorted. */
function expectNoGaps(numbers: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const number of numbers) {
    const series = number.slice(0, 8);
    const expected = (counts.get(series) ?? 0) + 1;
    counts.set(series, expected);
    expect(number).toBe(`${series}${String(expected).padStart(5, "0")}`);
  }
}
