import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { events } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";

/* The second wall, tried rather than read: what a query sees that forgot its customer, or names another one. */

const context = await testDatabase();
const bakery = "0199aaaa-0000-7000-8000-00000000000a";
const hotel = "0199aaaa-0000-7000-8000-00000000000b";

await inScope(context, "all", async (tx) => {
  const now = context.clock.now();
  for (const [id, number] of [
    [bakery, "C-1"],
    [hotel, "C-2"],
  ] as const) {
    await tx
      .insert(customers)
      .values({ id, number, name: `Client ${number}`, createdAt: now, updatedAt: now });
    await announce(context, tx, {
      customerId: id,
      type: "customer.created",
      subject: { type: "customer", id, number },
    });
  }
});

/** PostgreSQL's own words: drizzle wraps them. */
const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => (error.cause as Error | undefined)?.message ?? error.message,
  );

test("a query outside of a scope sees nothing", async () => {
  expect(await context.db.select().from(customers)).toEqual([]);
  expect(await context.db.select().from(events)).toEqual([]);
  expect(await context.db.transaction((tx) => tx.select().from(events))).toEqual([]);
});

test("a customer's scope sees that customer, although the query names none", async () => {
  const seen = await inScope(context, { customerId: bakery }, async (tx) => ({
    customers: await tx.select({ id: customers.id }).from(customers),
    events: await tx.select({ id: events.customerId }).from(events),
  }));
  expect(seen).toEqual({ customers: [{ id: bakery }], events: [{ id: bakery }] });
  expect(await inScope(context, "all", (tx) => tx.$count(customers))).toBe(2);
});

test("a customer's scope neither writes nor changes what is another's", async () => {
  const write = inScope(context, { customerId: bakery }, (tx) =>
    announce(context, tx, {
      customerId: hotel,
      type: "customer.updated",
      subject: { type: "customer", id: hotel },
    }),
  );
  expect(await refusal(write)).toMatch(/row-level security/);
  const changed = await inScope(context, { customerId: bakery }, (tx) =>
    tx.update(customers).set({ name: "Pris" }).where(eq(customers.id, hotel)).returning(),
  );
  expect(changed).toEqual([]);
});

test("a scope ends with its transaction, on the same connection too", async () => {
  await inScope(context, "all", (tx) => tx.$count(customers));
  const counts = await Promise.all(Array.from({ length: 20 }, () => context.db.$count(customers)));
  expect(new Set(counts)).toEqual(new Set([0]));
});

test("history is not rewritten", async () => {
  const rewrite = (statement: ReturnType<typeof sql>) =>
    refusal(inScope(context, "all", (tx) => tx.execute(statement)));
  expect(await rewrite(sql`update events set type = 'x'`)).toMatch(/permission denied/);
  expect(await rewrite(sql`delete from events`)).toMatch(/permission denied/);
  expect(await rewrite(sql`delete from audit_log`)).toMatch(/permission denied/);
  expect(await rewrite(sql`truncate events`)).toMatch(/permission denied/);
});
