import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { openTestDatabase, testDatabase } from "./database.ts";

const context = await testDatabase();

test("a file's database is migrated, empty and seen as the application's role", async () => {
  expect(await inScope(context, "all", (tx) => tx.select().from(customers))).toEqual([]);
  const [row] = await context.db.execute(sql`select current_user as role`);
  expect(row).toEqual({ role: "portal_app" });
});

test("two databases share nothing", async () => {
  const other = await openTestDatabase();
  try {
    await inScope(other, "all", (tx) =>
      tx.insert(customers).values({
        id: "0199aaaa-0000-7000-8000-000000000001",
        number: "C-1",
        name: "Boulangerie Petit",
        createdAt: other.clock.now(),
        updatedAt: other.clock.now(),
      }),
    );
    expect(await inScope(other, "all", (tx) => tx.$count(customers))).toBe(1);
    expect(await inScope(context, "all", (tx) => tx.$count(customers))).toBe(0);
  } finally {
    await other.close();
  }
});
