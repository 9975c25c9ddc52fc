import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { apiKeys } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { authenticateApiKey, createApiKey, revokeApiKey } from "./api-keys.server.ts";

const context = await testDatabase();
const system = { kind: "system", name: "tests" } as const;
const agent = { kind: "staff", personId: "", name: "", email: "", role: "agent" } as const;

describe("API keys", () => {
  async function newKey() {
    const made = await createApiKey(context, system, { name: "ERP", scopes: ["invoices:write"] });
    if (isRefused(made)) throw new Error(made.refused);
    return made;
  }

  test("let in whoever holds them, and are stored hashed", async () => {
    const { id, key } = await newKey();
    for (const header of [`Bearer ${key}`, `bearer  ${key}`])
      expect(await authenticateApiKey(context, header)).toEqual({
        kind: "integration",
        apiKeyId: id,
        scopes: ["invoices:write"],
      });
    expect(JSON.stringify(await context.db.select().from(apiKeys))).not.toContain(key);
  });

  test.each([
    [null, "missing-key"],
    ["", "missing-key"],
    ["Bearer ", "missing-key"],
    ["Basic dXNlcjpwYXNz", "missing-key"],
    ["Bearer ipk_made-up", "unknown-key"],
  ])("refuse %j as %s", async (header, code) => {
    expect(await authenticateApiKey(context, header)).toEqual({ refused: code });
  });

  test("end when they are revoked, once", async () => {
    const { id, key } = await newKey();
    expect(await revokeApiKey(context, system, id)).toEqual({ revoked: true });
    expect(await revokeApiKey(context, system, id)).toEqual({ refused: "not-found" });
    expect(await authenticateApiKey(context, `Bearer ${key}`)).toEqual({
      refused: "revoked-key",
      apiKeyId: id,
    });
  });

  test("are the managers' business", async () => {
    const { id } = await newKey();
    expect(await createApiKey(context, agent, { name: "x", scopes: [] })).toEqual({
      refused: "managers-only",
    });
    expect(await revokeApiKey(context, agent, id)).toEqual({ refused: "managers-only" });
  });

  test("remember their last use to the minute, without a write per request", async () => {
    const { id, key } = await newKey();
    const lastUse = async () => {
      await authenticateApiKey(context, `Bearer ${key}`);
      const [row] = await context.db.select().from(apiKeys).where(eq(apiKeys.id, id));
      return row?.lastUsedAt;
    };
    const first = context.clock.now();
    expect(await lastUse()).toEqual(first);
    context.clock.advance(minutes(1) - 1);
    expect(await lastUse()).toEqual(first);
    context.clock.advance(1);
    expect(await lastUse()).toEqual(context.clock.now());
  });
});
