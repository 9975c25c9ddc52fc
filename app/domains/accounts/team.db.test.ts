import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { auditLog, people, sessions, signInTokens, staff } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { changeStaff } from "./change-staff.server.ts";
import { createStaff } from "./create-staff.server.ts";
import { customerInput } from "./customer-input.ts";
import { deactivateStaff } from "./deactivate-staff.server.ts";
import { inviteStaff } from "./invite-staff.server.ts";
import { listTeam, teamMember } from "./list-team.server.ts";
import { putCustomer } from "./put-customer.server.ts";
import { reactivateStaff } from "./reactivate-staff.server.ts";
import type { StaffDetails } from "./read-staff-form.ts";
import { requestSignIn } from "./request-sign-in.server.ts";
import { readSession, startSession } from "./session.server.ts";
import { staffViewerFor } from "./staff-members.server.ts";
import type { StaffRole, StaffViewer } from "./viewer.ts";

const context = await testDatabase();
let manager: StaffViewer;
let agent: StaffViewer;

const leo: StaffDetails = {
  name: "Léo Petit",
  email: "leo@biller.example",
  role: "agent",
  phone: "04 65 71 00 20",
  hours: { fr: "le matin", en: "mornings" },
  creditLimit: 50_000,
};

async function member(name: string, role: StaffRole): Promise<StaffViewer> {
  const email = `${name.toLowerCase()}@biller.example`;
  const made = await createStaff(
    context,
    { kind: "system", name: "tests" },
    { email, name, role, phone: "04 65 71 00 10" },
  );
  if (isRefused(made)) throw new Error(made.refused);
  return { kind: "staff", personId: made.personId, name, email, role };
}

/** What the form would send to change nothing else. */
async function detailsOf(personId: string): Promise<StaffDetails> {
  const found = await teamMember(context, manager, personId);
  if (isRefused(found)) throw new Error(found.refused);
  const { personId: _id, customers: _load, deactivatedAt: _left, ...details } = found;
  return details;
}

async function invited(details: StaffDetails = leo): Promise<string> {
  const done = await inviteStaff(context, manager, details);
  if (isRefused(done)) throw new Error(done.refused);
  return done.personId;
}

const deeds = async () =>
  (await context.db.select().from(auditLog).orderBy(auditLog.id)).map(({ action, data }) => [
    action,
    data,
  ]);
const cookieOf = async (personId: string) =>
  (await startSession(context, { personId, userAgent: null, cookieHeader: null })).split(";")[0] ??
  "";

beforeEach(async () => {
  await inScope(context, "all", async (tx) => {
    await tx.delete(sessions);
    await tx.delete(signInTokens);
  });
  for (const { personId } of await context.db.select().from(staff))
    await context.db
      .update(staff)
      .set({ deactivatedAt: context.clock.now() })
      .where(eq(staff.personId, personId));
  manager = await member("Anne", "manager");
  agent = await member("Omar", "agent");
});

test("agents see and change nothing of it", async () => {
  const refused = { refused: "managers-only" };
  expect(await listTeam(context, agent)).toEqual(refused);
  expect(await teamMember(context, agent, manager.personId)).toEqual(refused);
  expect(await inviteStaff(context, agent, leo)).toEqual(refused);
  expect(await changeStaff(context, agent, agent.personId, { ...leo, role: "manager" })).toEqual(
    refused,
  );
  expect(await deactivateStaff(context, agent, manager.personId)).toEqual(refused);
  expect(await reactivateStaff(context, agent, manager.personId)).toEqual(refused);
});

describe("inviting", () => {
  test("makes a member with everything said about them, and leaves a trace", async () => {
    const personId = await invited();
    expect(await teamMember(context, manager, personId)).toEqual({
      ...leo,
      personId,
      customers: 0,
      deactivatedAt: null,
    });
    expect((await deeds()).at(-1)).toEqual(["staff.invited", { role: "agent" }]);
  });

  test("somebody who is or was staff is no invitation", async () => {
    const again = { ...leo, email: agent.email };
    expect(await inviteStaff(context, manager, again)).toEqual({ refused: "already-staff" });
    await deactivateStaff(context, manager, agent.personId);
    expect(await inviteStaff(context, manager, again)).toEqual({ refused: "already-staff" });
  });
});

describe("changing", () => {
  test("tells what changed; the same words again leave no trace", async () => {
    const details = await detailsOf(agent.personId);
    const next = { ...details, phone: "04 65 71 00 99", hours: leo.hours, creditLimit: 100 };
    const change = () => changeStaff(context, manager, agent.personId, next);
    expect(await change()).toEqual({ changed: ["phone", "creditLimit", "hours"] });
    const before = await deeds();
    expect(before.at(-1)?.[0]).toBe("staff.changed");
    expect(await change()).toEqual({ changed: [] });
    expect(await deeds()).toEqual(before);
    expect(await detailsOf(agent.personId)).toEqual(next);
  });

  test("a new address ends the sessions and sign-in mails of the old one", async () => {
    const cookie = await cookieOf(agent.personId);
    await requestSignIn(
      context,
      { email: agent.email, browserId: null, next: null },
      async () => {},
    );
    const details = { ...(await detailsOf(agent.personId)), email: "omar.b@biller.example" };
    await changeStaff(context, manager, agent.personId, details);
    expect(await readSession(context, cookie)).toBeNull();
    expect(await context.db.select().from(signInTokens)).toEqual([]);
    await changeStaff(context, manager, agent.personId, { ...details, email: agent.email });
  });

  test("one's own address leaves oneself signed in", async () => {
    const cookie = await cookieOf(manager.personId);
    const details = await detailsOf(manager.personId);
    const moved = { ...details, email: "anne.g@biller.example" };
    await changeStaff(context, manager, manager.personId, moved);
    expect(await readSession(context, cookie)).toMatchObject({ email: "anne.g@biller.example" });
    await changeStaff(context, manager, manager.personId, details);
  });

  test("an address that somebody has is refused", async () => {
    const details = { ...(await detailsOf(agent.personId)), email: manager.email };
    expect(await changeStaff(context, manager, agent.personId, details)).toEqual({
      refused: "email-taken",
    });
  });

  test("the address of a person who acts for a customer stays", async () => {
    const both = await member("Zoe", "agent");
    const { name, email } = both;
    const erp = { kind: "integration", apiKeyId: "erp", scopes: [] } as const;
    const fields = { name: "Le Fournil", people: [{ name, email, role: "owner" }] };
    await putCustomer(context, erp, "C-1", customerInput.parse(fields));
    const details = { ...(await detailsOf(both.personId)), email: "other@biller.example" };
    expect(await changeStaff(context, manager, both.personId, details)).toEqual({
      refused: "acts-for-customers",
    });
    const [row] = await context.db.select().from(people).where(eq(people.id, both.personId));
    expect(row?.email).toBe(email);
  });

  test("nobody is nobody", async () => {
    for (const id of ["", "x", "019aa000-0000-7000-8000-000000000000"])
      expect(await changeStaff(context, manager, id, leo)).toEqual({ refused: "not-found" });
  });
});

describe("one manager stays", () => {
  test("who cannot become an agent", async () => {
    const details = await detailsOf(manager.personId);
    const demote = () =>
      changeStaff(context, manager, manager.personId, { ...details, role: "agent" });
    expect(await demote()).toEqual({ refused: "last-manager" });
    await member("Elise", "manager");
    expect(await demote()).toEqual({ changed: ["role"] });
  });

  test("and cannot end their own access", async () => {
    await member("Elise", "manager");
    expect(await deactivateStaff(context, manager, manager.personId)).toEqual({
      refused: "oneself",
    });
  });

  test("also when two end each other's access at the same moment", async () => {
    const other = await member("Elise", "manager");
    const both = await Promise.all([
      deactivateStaff(context, manager, other.personId),
      deactivateStaff(context, other, manager.personId),
    ]);
    expect(both).toContainEqual({ deactivated: true });
    expect(both).toContainEqual({ refused: "last-manager" });
  });
});

describe("ending access", () => {
  test("closes the desk and every session at once, until it is given back", async () => {
    const cookie = await cookieOf(agent.personId);
    expect(await deactivateStaff(context, manager, agent.personId)).toEqual({ deactivated: true });
    expect(await readSession(context, cookie)).toBeNull();
    expect(await staffViewerFor(context, agent)).toBeNull();
    expect(await deactivateStaff(context, manager, agent.personId)).toEqual({
      refused: "not-found",
    });
    const team = await listTeam(context, manager);
    if (isRefused(team)) throw new Error(team.refused);
    expect(team.at(0)?.personId).toBe(manager.personId);
    expect(team.find(({ personId }) => personId === agent.personId)?.deactivatedAt).not.toBeNull();

    expect(await reactivateStaff(context, manager, agent.personId)).toEqual({ reactivated: true });
    expect(await staffViewerFor(context, agent)).toMatchObject({ role: "agent" });
    expect(await reactivateStaff(context, manager, agent.personId)).toEqual({
      refused: "not-found",
    });
    expect((await deeds()).slice(-2).map(([action]) => action)).toEqual([
      "staff.deactivated",
      "staff.reactivated",
    ]);
  });
});

test("the command line again keeps what managers said meanwhile", async () => {
  const details = await detailsOf(agent.personId);
  await changeStaff(context, manager, agent.personId, { ...details, hours: leo.hours });
  const { name, email, role } = agent;
  await createStaff(context, { kind: "system", name: "tests" }, { name, email, role });
  expect(await detailsOf(agent.personId)).toMatchObject({ phone: details.phone, hours: leo.hours });
});
