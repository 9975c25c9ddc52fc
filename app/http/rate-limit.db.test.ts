import { describe, expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";
import { countTry, forgive } from "./rate-limit.server.ts";

const context = await testDatabase();
const tryTimes = (
  times: number,
  who: string,
  limit: "sign-in-address" | "code-address" = "sign-in-address",
) => Promise.all(Array.from({ length: times }, () => countTry(context, limit, who)));

describe("a limit", () => {
  test("refuses the seventh mail to one address, also when all are asked for at once", async () => {
    const answers = await tryTimes(8, "bombed@fournil.example");
    expect(answers.filter((answer) => answer === null)).toHaveLength(6);
    const [refusal] = answers.filter((answer) => answer !== null);
    expect(refusal?.refused).toBe("too-many");
    expect(refusal?.retryAfterSeconds).toBeGreaterThan(800);
    expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  test("is counted for each address and each limit alone", async () => {
    await tryTimes(7, "a@fournil.example");
    expect(await countTry(context, "sign-in-address", "b@fournil.example")).toBeNull();
    expect(await countTry(context, "code-address", "a@fournil.example")).toBeNull();
  });

  test("forgives what ended well", async () => {
    await tryTimes(7, "c@fournil.example");
    await forgive(context, "sign-in-address", "c@fournil.example", "all");
    expect(await tryTimes(6, "c@fournil.example")).toEqual(Array(6).fill(null));
    await forgive(context, "sign-in-address", "c@fournil.example", "one");
    expect((await tryTimes(2, "c@fournil.example")).filter(Boolean)).toHaveLength(1);
  });

  test("keeps nobody's address", async () => {
    await countTry(context, "sign-in-address", "kept@fournil.example");
    expect(JSON.stringify(await context.db.select().from(rateLimits))).not.toContain("kept");
  });
});
