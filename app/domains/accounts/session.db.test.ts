import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { days } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { sessions } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { createStaff } from "./create-staff.server.ts";
import { endAllSessions, endSession, readSession, startSession } from "./session.server.ts";

const context = await testDatabase();
const person = await createStaff(
  context,
  { kind: "system", name: "tests" },
  { email: "nadia@fournil.example", name: "Nadia", role: "agent" },
);
if (isRefused(person)) throw new Error(person.refused);
const { personId } = person;

/** What a browser sends back after `Set-Cookie`. */
const sentBack = (setCookie: string) => setCookie.split(";")[0] ?? "";

async function signIn(cookieHeader: string | null = null): Promise<string> {
  return sentBack(await startSession(context, { personId, userAgent: "tests", cookieHeader }));
}

describe("a session", () => {
  test("is read back as its person", async () => {
    const cookie = await signIn();
    // A cookie that another application left on the host does no harm.
    expect(await readSession(context, `theme=%E0%A4; ${cookie}`)).toEqual({
      personId,
      name: "Nadia",
      email: "nadia@fournil.example",
      language: null,
    });
    expect(await readSession(context, null)).toBeNull();
    expect(await readSession(context, "session=made-up")).toBeNull();
    expect(await readSession(context, "session=%E0%A4")).toBeNull();
  });

  test("is not what the database holds: a stolen copy signs nobody in", async () => {
    const cookie = await signIn();
    const id = cookie.split("=")[1] ?? "";
    const stored = await context.db.select({ id: sessions.id }).from(sessions);
    expect(stored.map((row) => row.id)).not.toContain(id);
    for (const row of stored) expect(await readSession(context, `session=${row.id}`)).toBeNull();
  });

  test("is another one at each sign-in, and the one before has ended", async () => {
    const planted = await signIn();
    const cookie = await signIn(planted);
    expect(cookie).not.toBe(planted);
    expect(await readSession(context, planted)).toBeNull();
    expect(await readSession(context, cookie)).not.toBeNull();
  });

  test("ends when its browser signs out, and the others stay", async () => {
    const here = await signIn();
    const there = await signIn();
    expect(await endSession(context, here)).toMatch(/^session=; .*Max-Age=0/);
    expect(await readSession(context, here)).toBeNull();
    expect(await readSession(context, there)).not.toBeNull();
  });

  test("ends everywhere at once when its person says so", async () => {
    const all = [await signIn(), await signIn()];
    await endAllSessions(context, personId);
    for (const cookie of all) expect(await readSession(context, cookie)).toBeNull();
  });
});

describe("the limits follow the injected clock", () => {
  test("idle for 14 days ends it, and its row is gone", async () => {
    await endAllSessions(context, personId);
    const cookie = await signIn();
    context.clock.advance(days(14) - 1000);
    expect(await readSession(context, cookie)).not.toBeNull();
    context.clock.advance(days(14) + 1000);
    expect(await readSession(context, cookie)).toBeNull();
    expect(await context.db.select().from(sessions).where(eq(sessions.userId, personId))).toEqual(
      [],
    );
  });

  test("however busy, 90 days end it", async () => {
    const cookie = await signIn();
    for (let day = 0; day < 89; day += 1) {
      context.clock.advance(days(1));
      expect(await readSession(context, cookie)).not.toBeNull();
    }
    context.clock.advance(days(1));
    expect(await readSession(context, cookie)).toBeNull();
  });
});

describe("the cookie", () => {
  test("on http://localhost", async () => {
    const cookie = await startSession(context, { personId, userAgent: null, cookieHeader: null });
    expect(cookie).toMatch(/^session=\w+; /);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).not.toContain("Secure");
  });

  test("over HTTPS is bound to its host", async () => {
    const secure = {
      ...context,
      config: { ...context.config, appUrl: "https://factures.example.test" },
    };
    const cookie = await startSession(secure, { personId, userAgent: null, cookieHeader: null });
    expect(cookie).toMatch(/^__Host-session=\w+; /);
    expect(cookie).toContain("Secure");
    expect(cookie).toContain("Path=/");
    expect(cookie).not.toContain("Domain");
  });
});
