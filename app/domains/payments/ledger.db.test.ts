import { readdir, readFile } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { claimAmount } from "#app/domains/invoices/settlements.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { days } from "#app/platform/duration.ts";
import { toDecimal } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { invoices } from "#db/schema/invoices.ts";
import { ledgerEntries } from "#db/schema/ledger.ts";
import { payments } from "#db/schema/payments.ts";
import { startOfTests } from "#tests/support/database.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { balanceOf } from "#tests/support/payment-books.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { accountEntries } from "./account-entries.server.ts";
import { accountStatement } from "./account-statement.server.ts";
import { changeTakenBack } from "./change-taken-back.server.ts";
import { compareSums } from "./compare-sums.server.ts";
import type { Difference } from "./reconcile.server.ts";
import { recordBankDispute } from "./record-bank-dispute.server.ts";
import { recordPayment } from "./record-payment.server.ts";
import { reportPayment } from "./report-payment.server.ts";
import { reportedPayment } from "./reported-payment.ts";
import { requestRefund } from "./request-refund.server.ts";
import { spendCredit } from "./spend-credit.server.ts";

const bench = await paymentBench();
const { context } = bench;
const owner = new pg.Client({ connectionString: context.config.database.ownerUrl });
await owner.connect();
afterAll(() => owner.end());

const helene: StaffViewer = {
  kind: "staff",
  personId: "0199aaaa-0000-7000-8000-0000000000f1",
  name: "Hélène",
  email: "helene@energie.example",
  role: "manager",
};
let nadia: PersonViewer;

let counter = 0;
const next = (prefix: string) => `${prefix}-${++counter}`;
const pick = <T>(of: readonly T[], which: number): T | undefined => of[which % of.length];
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** One thing that happens to a customer's account. `which` chooses among what there is, `amount` is in minor units. */
interface Happening {
  what: (typeof kinds)[number];
  which: number;
  amount: number;
  currency: "EUR" | "JPY";
}
const kinds = [
  "invoice",
  "invoice",
  "credit note",
  "credit note for nothing yet",
  "transfer",
  "card",
  "refund",
  "refund fails",
  "dispute",
  "dispute won",
  "credit given back",
  "credit spent",
  "claim",
] as const;
const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(...kinds),
  which: fc.nat(7),
  amount: fc.oneof(fc.integer({ min: 1, max: 30_000 }), fc.constantFrom(-4_000, 120, 12_000)),
  currency: fc.constantFrom("EUR", "EUR", "EUR", "JPY"),
});

/** What took money of a card payment back, as Stripe would tell it. */
interface Gone {
  intent: string;
  id: string;
  kind: "refund" | "dispute";
  amount: number;
  open: boolean;
}

/** What the account must come to, added up from what was done and not from any table. */
class Story {
  readonly expected = { EUR: 0, JPY: 0 };
  readonly cards: { intent: string; amount: number; back: number; currency: "EUR" | "JPY" }[] = [];
  readonly gone: Gone[] = [];

  async send(it: Happening, more: object): Promise<void> {
    // Whole yen of VAT, too.
    const net = toDecimal(Math.max(5, it.amount - (it.amount % 5)), it.currency);
    const sent = { customerNumber: nadia.customerNumber, currency: it.currency, net, ...more };
    const bytes = sentBytes({ number: next("FA"), ...sent });
    const answer = await ingestInvoice(context, erp, bytes, "application/json", { language: "en" });
    if (isRefused(answer)) throw new Error(JSON.stringify(answer));
    const [stored] = await inScope(context, nadia, (tx) =>
      tx
        .select()
        .from(invoices)
        .where(eq(invoices.id, answer.id ?? "")),
    );
    const owed = Math.max(stored?.payable ?? 0, 0);
    this.expected[it.currency] += stored?.kind === "creditNote" ? -owed : owed;
  }

  async bringAbout(it: Happening): Promise<void> {
    const { what, which, currency } = it;
    const amount = Math.abs(it.amount);
    const money = await bench.state(nadia);
    const owed = money.invoices.filter(
      (each) => each.kind === "invoice" && each.currency === currency,
    );
    const invoice = pick(owed, which);
    const card = pick(this.cards, which);
    switch (what) {
      case "invoice": {
        // A document that gives money back owes nothing.
        const given = toDecimal(-amount - (-amount % 5), currency);
        const lines = [
          { name: "Remise", quantity: "-1", netUnitPrice: given.slice(1), netAmount: given },
        ];
        return this.send(it, it.amount < 0 ? { lines } : {});
      }
      case "credit note":
        return this.send(it, {
          typeCode: "381",
          precedingInvoices: invoice ? [{ number: invoice.number }] : [],
        });
      case "credit note for nothing yet":
        return this.send(it, {
          typeCode: "381",
          precedingInvoices: [{ number: `FA-${counter + 2}` }],
        });
      case "transfer": {
        const decimal = toDecimal(amount, currency);
        const answer = await reportPayment(
          context,
          erp,
          reportedPayment.parse({
            customerNumber: nadia.customerNumber,
            amount: decimal,
            currency,
            date: "2026-11-10",
            ...(invoice && which % 2
              ? { allocations: [{ invoiceNumber: invoice.number, amount: decimal }] }
              : {}),
          }),
        );
        if (isRefused(answer)) throw new Error(answer.refused);
        this.expected[currency] -= amount;
        return;
      }
      case "card": {
        const intent = next("pi");
        const { customerId } = nadia;
        const payment = {
          customerId,
          method: "card" as const,
          amount,
          currency,
          receivedOn: "2026-11-16",
          paymentIntentId: intent,
        };
        const wanted = owed.slice(0, 2).map(({ id }) => ({ invoiceId: id, amount }));
        await inScope(context, nadia, (tx) => recordPayment(context, tx, payment, wanted));
        this.cards.push({ intent, amount, back: 0, currency });
        this.expected[currency] -= amount;
        return;
      }
      case "refund":
      case "dispute":
        if (!card) return;
        this.gone.push({ intent: card.intent, id: next("re"), kind: what, amount, open: true });
        return this.hear(this.gone.length - 1);
      case "refund fails":
      case "dispute won": {
        const kind = what === "dispute won" ? "dispute" : "refund";
        const found = pick(
          this.gone.filter((each) => each.open && each.kind === kind),
          which,
        );
        if (!found) return;
        found.open = false;
        return this.hear(this.gone.indexOf(found));
      }
      case "credit given back": {
        const payment = pick(
          money.payments.filter((each) => !each.paymentIntentId && each.unallocated > 0),
          which,
        );
        if (!payment) return;
        const back = Math.min(amount, payment.unallocated);
        await requestRefund(context, helene, {
          id: crypto.randomUUID(),
          paymentId: payment.id,
          amount: back,
          reason: "requested",
        });
        this.expected[payment.currency as "EUR" | "JPY"] += back;
        return;
      }
      case "credit spent":
        if (invoice) await spendCredit(context, nadia, invoice.id);
        return;
      case "claim": {
        if (!invoice) return;
        const claim = { customerId: nadia.customerId, invoiceId: invoice.id, change: amount };
        await inScope(context, nadia, (tx) => claimAmount(context, tx, claim));
      }
    }
  }

  /** Tells what Stripe says of a refund or a dispute now. */
  private async hear(index: number): Promise<void> {
    const { intent, id, kind, amount, open } = this.gone[index]!;
    const card = this.cards.find((each) => each.intent === intent)!;
    if (kind === "refund") {
      const status = open ? "succeeded" : "failed";
      const heard = [{ kind: "refund" as const, providerId: id, amount, status }];
      await changeTakenBack(context, intent, heard, async () => {});
    } else {
      const event = open ? "charge.dispute.funds_withdrawn" : "charge.dispute.funds_reinstated";
      const status = open ? "needs_response" : "won";
      const { currency } = card;
      await recordBankDispute(context, intent, event, {
        id,
        amount,
        currency,
        status,
        reason: "fraudulent",
      });
    }
    // Never more goes back than came.
    const mine = this.gone.filter((each) => each.intent === intent && each.open);
    const back = Math.min(card.amount, sum(mine.map((each) => each.amount)));
    this.expected[card.currency] += back - card.back;
    card.back = back;
  }
}

/** The ledger, the invoices and payments, and what was done: three ways to the same balance. */
async function expectTrue(story: Story): Promise<void> {
  const money = await bench.state(nadia);
  for (const currency of ["EUR", "JPY"] as const) {
    const expected = story.expected[currency];
    expect(balanceOf(money, currency)).toEqual({ standing: expected, entered: expected });
  }
  for (const invoice of money.invoices) {
    const { payable, settled, outstanding, claimed, contested } = invoice;
    expect(settled + outstanding).toBe(Math.max(payable, 0));
    expect(Math.min(settled, outstanding, dueNowOf(invoice))).toBeGreaterThanOrEqual(0);
    expect(contested).toBe(Math.min(claimed, outstanding));
  }
  for (const { id, amount, refunded, unallocated } of money.payments) {
    const paid = money.settlements.filter(({ sourceId }) => sourceId === id);
    expect(sum(paid.map((each) => each.amount))).toBe(amount - refunded - unallocated);
    const entered = money.ledger.filter(({ paymentId }) => paymentId === id);
    expect(sum(entered.map((each) => each.amount))).toBe(refunded - amount);
  }
}

test("whatever happens to an account, its balance is the sum of its entries", async () => {
  const common = { which: 0, currency: "EUR" as const };
  // There is something to take back, whatever follows.
  const begin: Happening[] = [
    { ...common, what: "invoice", amount: 10_000 },
    { ...common, what: "card", amount: 14_000 },
    { ...common, what: "refund", amount: 3_000 },
    { ...common, what: "dispute", amount: 14_000 },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 9 }), async (happenings) => {
      context.clock.set(startOfTests);
      nadia = await bench.customer();
      const story = new Story();
      for (const each of [...begin, ...happenings]) {
        await story.bringAbout(each);
        await expectTrue(story);
      }
      const whole = { from: "2026-01-01", to: "2026-11-16" };
      const statement = await accountStatement(context, nadia, whole);
      if (isRefused(statement)) throw new Error(statement.refused);
      for (const { currency, closing } of statement.accounts)
        expect(closing).toBe(story.expected[currency as "EUR" | "JPY"]);
    }),
    { numRuns: 10 },
  );
  expect(await differences()).toEqual([]);
});

async function differences(): Promise<Difference[]> {
  const found: Difference[] = [];
  await inScope(context, "all", (tx) => compareSums(tx, found));
  return found;
}

/** A little of everything, for a customer of its own. */
async function tellStory(): Promise<void> {
  context.clock.set(startOfTests);
  nadia = await bench.customer();
  const story = new Story();
  const common = { which: 0, currency: "EUR" as const };
  await story.bringAbout({ ...common, what: "invoice", amount: 10_000 });
  await story.bringAbout({ ...common, what: "invoice", amount: -500 });
  await story.bringAbout({ ...common, what: "invoice", amount: 700, currency: "JPY" });
  await story.bringAbout({ ...common, what: "credit note", amount: 1_000 });
  await story.bringAbout({ ...common, what: "card", amount: 9_000 });
  context.clock.advance(days(1));
  await story.bringAbout({ ...common, what: "refund", amount: 3_000 });
  await story.bringAbout({ ...common, what: "dispute", amount: 9_000 });
  await story.bringAbout({ ...common, what: "transfer", amount: 5_000 });
  context.clock.advance(days(1));
  await story.bringAbout({ ...common, what: "refund fails", amount: 1 });
  await story.bringAbout({ ...common, what: "dispute won", amount: 1 });
  await expectTrue(story);
}

describe("what was there before the ledger", () => {
  beforeAll(tellStory);
  const entries = async () => {
    const { rows } = await owner.query(
      `select customer_id, kind, currency, amount, invoice_id, payment_id, step, day::text, created_at from ledger_entries
       order by customer_id, source_id, step`,
    );
    return rows;
  };
  const enterAgain = async () => {
    const folder = "db/migrations";
    const [file = ""] = (await readdir(folder)).filter((name) =>
      name.endsWith("_ledger_rules.sql"),
    );
    const backFill = (await readFile(`${folder}/${file}`, "utf8"))
      .split("--> statement-breakpoint")
      .at(-1);
    await owner.query(
      "alter table ledger_entries disable trigger user; delete from ledger_entries; alter table ledger_entries enable trigger user",
    );
    await owner.query(String(backFill));
  };

  it("is entered by the migration as it would have been at the time", async () => {
    const before = await entries();
    expect(before.length).toBeGreaterThan(8);
    await enterAgain();
    expect(await entries()).toEqual(before);
  });

  it("adds up where the events of a refund are gone", async () => {
    const known = await inScope(context, nadia, (tx) => tx.select().from(payments));
    await owner.query(
      `alter table events disable trigger user; delete from events where customer_id = '${nadia.customerId}' and id =
       (select min(id) from events where customer_id = '${nadia.customerId}' and type = 'payment.refunded');
       alter table events enable trigger user`,
    );
    await enterAgain();
    const { ledger } = await bench.state(nadia);
    for (const { id, amount, refunded } of known) {
      const own = ledger.filter(({ paymentId }) => paymentId === id);
      expect(sum(own.map((entry) => entry.amount))).toBe(refunded - amount);
    }
    expect(await differences()).toEqual([]);
  });
});

describe("the entries", () => {
  beforeAll(tellStory);

  it("are read page by page, newest first, each with the balance after it", async () => {
    const read = (more: object) => accountEntries(context, helene, nadia.customerId, more);
    const whole = await read({});
    expect(whole.balances).toEqual([
      { currency: "JPY", balance: 840 },
      { currency: "EUR", balance: 12_000 - 1_200 - 9_000 - 5_000 },
    ]);
    expect(whole.entries).toMatchObject([{ kind: "invoice", amount: 840, balance: 840 }]);
    const euros = await read({ currency: "EUR" });
    expect(
      euros.entries.map(({ day, kind, amount, balance }) => [day, kind, amount, balance]),
    ).toEqual([
      ["2026-11-18", "reinstated", -9_000, -3_200],
      ["2026-11-17", "refund", 6_000, 5_800],
      ["2026-11-17", "refund", 3_000, -200],
      ["2026-11-16", "payment", -9_000, -3_200],
      ["2026-11-10", "payment", -5_000, 5_800],
      ["2026-10-31", "creditNote", -1_200, 10_800],
      ["2026-10-31", "invoice", 0, 12_000],
      ["2026-10-31", "invoice", 12_000, 12_000],
    ]);
    const paged = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof read>> = await read({
        currency: "EUR",
        after,
        limit: 3,
      });
      paged.push(...page.entries);
      after = page.next;
    }
    expect(paged).toEqual(euros.entries);
  });

  it("are found by nobody but their customer", async () => {
    const stranger = await bench.customer();
    const seenBy = (viewer: PersonViewer) =>
      inScope(context, viewer, (tx) => tx.$count(ledgerEntries));
    expect(await seenBy(nadia)).toBe(9);
    expect(await seenBy(stranger)).toBe(0);
    expect(await context.db.$count(ledgerEntries)).toBe(0);
  });

  it("are written by their causes alone, and never rewritten, not even by the owner", async () => {
    const entry = sql`insert into ledger_entries (customer_id, kind, currency, amount, payment_id, step, day, created_at)
      select customer_id, 'refund', currency, 1, id, 7, '2026-11-16', now() from payments limit 1`;
    for (const statement of [
      entry,
      sql`update ledger_entries set amount = amount - 1`,
      sql`delete from ledger_entries`,
      sql`truncate ledger_entries`,
    ])
      expect(await refusal(statement)).toMatch(/permission denied for table ledger_entries/);
    for (const statement of [
      "update ledger_entries set amount = amount",
      "delete from ledger_entries",
      "truncate ledger_entries",
    ])
      await expect(owner.query(statement)).rejects.toThrow("ledger_entries is append-only");
  });

  it("are what their causes stay: amounts, currencies and days do not change afterwards", async () => {
    for (const change of [
      sql`update invoices set payable = payable + 1`,
      sql`update invoices set kind = 'creditNote', currency = 'CHF'`,
      sql`update payments set amount = amount + 1, unallocated = unallocated + 1`,
      sql`update payments set received_on = '2026-01-01'`,
    ])
      expect(await refusal(change)).toMatch(/ledger of \w+ never changes/);
    expect(await refusal(sql`delete from payments`)).toMatch(/foreign key/);
  });

  it("are a difference to reconcile where one came from nowhere", async () => {
    expect(await differences()).toEqual([]);
    await owner.query(
      `insert into ledger_entries (customer_id, kind, currency, amount, payment_id, step, day, created_at)
       select customer_id, 'refund', currency, 250, id, 9, '2026-11-16', now() from payments where customer_id = $1 limit 1`,
      [nadia.customerId],
    );
    expect(await differences()).toEqual([
      {
        kind: "unbalanced-ledger",
        subject: `${nadia.customerNumber} EUR`,
        ours: "ledger -29.50",
        theirs: "invoices and payments -32.00",
      },
    ]);
    await owner.query(
      "alter table ledger_entries disable trigger user; delete from ledger_entries where step = 9; alter table ledger_entries enable trigger user",
    );
  });

  it("follow a refund written by the version before, which does not say when", async () => {
    await inScope(context, nadia, (tx) =>
      tx.execute(
        sql`update payments set refunded = 2, unallocated = unallocated - 2 where unallocated = 5000`,
      ),
    );
    const { ledger } = await bench.state(nadia);
    expect(ledger.at(-1)).toMatchObject({ kind: "refund", amount: 2, step: 1 });
  });
});

test("two payments of one customer at once do not wait for each other", async () => {
  nadia = await bench.customer();
  const pay = (tx: Transaction) => {
    const { customerId } = nadia;
    const money = { amount: 500, currency: "EUR", receivedOn: "2026-11-16" };
    return recordPayment(context, tx, { customerId, method: "cash", ...money }, []);
  };
  await inScope(context, nadia, async (first) => {
    await pay(first);
    await inScope(context, nadia, async (second) => {
      await second.execute(sql`set local lock_timeout = '10s'`);
      await pay(second);
    });
  });
  expect((await bench.state(nadia)).ledger).toHaveLength(2);
});

/** PostgreSQL's own words: drizzle wraps them. */
async function refusal(statement: ReturnType<typeof sql>): Promise<string> {
  return inScope(context, nadia, (tx) => tx.execute(statement)).then(
    () => "done",
    (error: Error) => (error.cause as Error | undefined)?.message ?? error.message,
  );
}

describe("sums that do not agree are refused at commit", () => {
  beforeAll(async () => {
    nadia = await bench.customer();
    const story = new Story();
    const common = { which: 0, amount: 10_000, currency: "EUR" as const };
    await story.bringAbout({ ...common, what: "credit note for nothing yet", amount: 20_000 });
    await story.bringAbout({ ...common, what: "invoice" });
    await story.bringAbout({ ...common, what: "card", amount: 500, which: 1 });
    await story.bringAbout({ ...common, what: "invoice", amount: 90_000 });
    await story.bringAbout({ ...common, what: "transfer", currency: "JPY" });
    await expectTrue(story);
  });
  const settle = (
    amount: number,
    source = "payment",
    more = sql`payments.currency = invoices.currency`,
  ) => sql`
    insert into settlements (customer_id, id, invoice_id, source, source_id, amount, created_at)
    select invoices.customer_id, gen_random_uuid(), invoices.id, ${source}, payments.id, ${amount}, now()
    from invoices, payments where invoices.kind = 'invoice' and invoices.outstanding > 0 and payments.unallocated > 0 and ${more}`;
  it.each([
    [
      "an invoice that says it is paid",
      sql`update invoices set settled = settled + 1 where outstanding > 0`,
      /Settlements of FA-/,
    ],
    [
      "one paid by credit that is not there",
      sql`update invoices set credited = credited + 1 where settled > credited`,
      /of which credit/,
    ],
    [
      "a credit note used for nothing",
      sql`update invoices set settled = settled + 1 where kind = 'creditNote' and outstanding > 0`,
      /Settlements of FA-/,
    ],
    [
      "credit that is spent on nothing",
      sql`update payments set unallocated = unallocated - 1 where unallocated > 0`,
      /Settlements by R-/,
    ],
    [
      "a refund that nobody took from anything",
      sql`update payments set refunded = refunded + 1 where refunded = 0`,
      /Settlements by R-/,
    ],
    [
      "a payment that arrives spent",
      sql`insert into payments (customer_id, id, number, method, amount, currency, received_on, created_at)
      select customer_id, gen_random_uuid(), 'R-SPENT', 'cash', 5, 'EUR', '2026-11-16', now() from payments limit 1`,
      /Settlements by R-SPENT/,
    ],
    ["a settlement that no invoice knows of", settle(1), /Settlements of FA-/],
    ["a settlement by no payment", settle(1, "creditNote"), /No creditNote .* can settle/],
    [
      "yen that pay euros",
      settle(1, "payment", sql`payments.currency <> invoices.currency`),
      /No payment .* can settle/,
    ],
  ])("%s", async (_name, statement, words) => {
    const before = await bench.state(nadia);
    expect(await refusal(statement)).toMatch(words);
    expect(await bench.state(nadia)).toEqual(before);
  });
});
