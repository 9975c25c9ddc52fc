import type { AppLoadContext } from "@remix-run/node";
import { desc } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { authenticateApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import type { StaffRole } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import * as auditPage from "#app/routes/staff.audit.tsx";
import * as brandPage from "#app/routes/staff.brand.tsx";
import * as keysPage from "#app/routes/staff.integrations.tsx";
import * as teamPage from "#app/routes/staff.team._index.tsx";
import * as memberPage from "#app/routes/staff.team.$personId/route.tsx";
import * as invitePage from "#app/routes/staff.team.new.tsx";
import { notifications } from "#db/schema/notifications.ts";
import { testDatabase } from "#tests/support/database.ts";

const context = await testDatabase();
const cookies = { manager: "", agent: "" };
const ids = { manager: "", agent: "" };

beforeAll(async () => {
  for (const role of ["manager", "agent"] as const) {
    const made = await createStaff(
      context,
      { kind: "system", name: "tests" },
      { email: `${role}@biller.example`, name: `The ${role}`, role, phone: "04 65 71 00 10" },
    );
    if (isRefused(made)) throw new Error(made.refused);
    ids[role] = made.personId;
    const cookie = await startSession(context, {
      personId: made.personId,
      userAgent: null,
      cookieHeader: null,
    });
    cookies[role] = cookie.split(";")[0] ?? "";
  }
});

type Fields = Record<string, string | Blob> | [string, string][];

/** What a loader or action is given when somebody of the staff asks; with fields, a form is sent. */
function asking(
  path: string,
  { as = "manager", fields, params = {} }: Options = {},
): { request: Request; params: Record<string, string>; context: AppLoadContext } {
  const body = new FormData();
  for (const [name, value] of Array.isArray(fields) ? fields : Object.entries(fields ?? {}))
    body.append(name, value);
  const request = new Request(`${context.config.appUrl}${path}`, {
    headers: { cookie: cookies[as], "accept-language": "fr" },
    ...(fields ? { method: "POST", body } : {}),
  });
  const loadContext: AppLoadContext = {
    context,
    clientAddress: "192.0.2.1",
    nonce: "",
    requestId: "",
    islands: {},
    mailbox: null,
  };
  return { request, params, context: loadContext };
}
interface Options {
  as?: StaffRole;
  fields?: Fields;
  params?: Record<string, string>;
}

function answered(answer: unknown): { status: number; body: never; to: string | null } {
  if (answer instanceof Response)
    return { status: answer.status, body: null as never, to: answer.headers.get("location") };
  const { data, init } = answer as { data: never; init: { status: number } | null };
  return { status: init?.status ?? 200, body: data, to: null };
}

const leo = { name: "Léo Petit", email: "leo@biller.example", role: "agent", phone: "04 65 71 00" };
const biller = {
  name: "Énergie des Alpes",
  legalName: "Énergie des Alpes SAS",
  phone: "04 65 71 00 00",
  email: "clients@energie.example",
  hoursFr: "9 h – 18 h",
  hoursEn: "9 am – 6 pm",
  brandColour: "#0b4f4a",
  timeZone: "Europe/Paris",
  answerWithinDays: "5",
};

test("an agent is told that these pages are the managers'", async () => {
  const attempts = [
    teamPage.loader(asking("/staff/team", { as: "agent" })),
    invitePage.loader(asking("/staff/team/new", { as: "agent" })),
    invitePage.action(asking("/staff/team/new", { as: "agent", fields: leo })),
    memberPage.action(
      asking("/", { as: "agent", fields: { intent: "mail" }, params: { personId: ids.agent } }),
    ),
    keysPage.action(asking("/", { as: "agent", fields: { name: "x", scopes: "events:read" } })),
    brandPage.action(asking("/", { as: "agent", fields: biller })),
    auditPage.loader(asking("/staff/audit", { as: "agent" })),
  ];
  for (const attempt of await Promise.allSettled(attempts)) {
    expect(attempt.status).toBe("rejected");
    const thrown = answered((attempt as PromiseRejectedResult).reason);
    expect(thrown).toMatchObject({ status: 403, body: { reserved: "managers" } });
  }
});

describe("the team", () => {
  const invite = (fields: Fields) => invitePage.action(asking("/staff/team/new", { fields }));
  const act = (fields: Record<string, string>, personId = ids.agent) =>
    memberPage.action(asking(`/staff/team/${personId}`, { fields, params: { personId } }));

  test("keeps what was typed beside what is wrong with it", async () => {
    const answer = answered(await invite({ ...leo, email: "leo", hoursFr: "le matin" }));
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: { email: expect.any(String), hoursEn: expect.any(String) },
        values: { name: "Léo Petit", email: "leo", hoursFr: "le matin" },
      },
    });
  });

  test("whoever is invited gets a way in by mail", async () => {
    expect(answered(await invite(leo))).toMatchObject({
      status: 303,
      to: "/staff/team?done=invited",
    });
    const [mail] = await inScope(context, "all", (tx) =>
      tx.select().from(notifications).orderBy(desc(notifications.createdAt)).limit(1),
    );
    expect(mail).toMatchObject({ kind: "sign-in", recipient: leo.email });
    const page = await teamPage.loader(asking("/staff/team"));
    expect(page.members.map(({ name }) => name)).toContain("Léo Petit");
    expect(answered(await invite(leo)).status).toBe(409);
  });

  test("a member is changed, left without access, and given it back", async () => {
    expect(answered(await act({ ...leo, email: "agent@biller.example", name: "Omar" })).to).toBe(
      `/staff/team/${ids.agent}?done=changed`,
    );
    expect(answered(await act({ intent: "deactivate" })).to).toContain("done=deactivated");
    await expect(teamPage.loader(asking("/", { as: "agent" }))).rejects.toBeDefined();
    expect(answered(await act({ intent: "reactivate" })).to).toContain("done=reactivated");
  });

  test("nobody ends their own access, and the last manager stays one", async () => {
    expect(answered(await act({ intent: "deactivate" }, ids.manager)).status).toBe(409);
    const demoted = { ...leo, email: "manager@biller.example" };
    expect(answered(await act(demoted, ids.manager))).toMatchObject({
      status: 409,
      body: { errors: { role: expect.any(String) }, values: demoted },
    });
  });

  test("sign-in mails on demand have a limit", async () => {
    const mail = async () => answered(await act({ intent: "mail" })).status;
    const statuses: number[] = [];
    for (let each = 0; each < 7; each += 1) statuses.push(await mail());
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429]);
  });
});

describe("API keys", () => {
  /** The page as a manager's browser asks for it, with the cookies it was given. */
  const keysPageAt = async (path = "/staff/integrations", cookie = "") => {
    const asked = asking(path);
    if (cookie)
      asked.request.headers.set("cookie", `${asked.request.headers.get("cookie")}; ${cookie}`);
    return keysPage.loader(asked);
  };
  const setCookie = (headers: HeadersInit | undefined) =>
    new Headers(headers).get("set-cookie") ?? "";

  test("are shown once, by the page that making one leads to; a reload makes no other", async () => {
    const fields: [string, string][] = [
      ["name", "Comptabilité"],
      ["scopes", "invoices:write"],
      ["scopes", "events:read"],
    ];
    const answer = await keysPage.action(asking("/", { fields }));
    if (!(answer instanceof Response)) throw new Error("It leads elsewhere");
    expect(answer.status).toBe(303);
    const to = answer.headers.get("location") ?? "";
    const [cookie = ""] = setCookie(answer.headers).split(";");
    expect(setCookie(answer.headers)).toMatch(/; Max-Age=300; HttpOnly; SameSite=Lax/);
    const shown = await keysPageAt(to, cookie);
    const key = shown.data.made?.secret ?? "";
    expect(await authenticateApiKey(context, `Bearer ${key}`)).toMatchObject({
      scopes: ["invoices:write", "events:read"],
    });
    // Neither the address nor the cookie says it, and the page takes the cookie back.
    expect([to, cookie, decodeURIComponent(cookie)].join(" ")).not.toContain(key.slice(4));
    expect(setCookie(shown.init?.headers)).toMatch(/^(__Host-)?shown-once=; Path=\/; Max-Age=0/);
    const again = await keysPageAt(to);
    expect(again.data.made).toEqual({ name: "Comptabilité", secret: null });
    expect(again.data.keys).toHaveLength(1);
    const pages = [await keysPageAt(), again, await auditPage.loader(asking("/staff/audit"))];
    expect(JSON.stringify(pages)).toContain("Comptabilité");
    expect(JSON.stringify(pages)).not.toContain(key);
  });

  test("that were made stay hidden from a stolen cookie: sealed to who made it, which key, and five minutes", async () => {
    const fields = { name: "ERP", scopes: "events:read" };
    const answer = await keysPage.action(asking("/", { fields }));
    if (!(answer instanceof Response)) throw new Error("It leads elsewhere");
    const to = answer.headers.get("location") ?? "";
    const [cookie = ""] = setCookie(answer.headers).split(";");
    const other = (await keysPageAt()).data.keys.find(({ name }) => name === "Comptabilité");
    const secretAt = async (path: string) => (await keysPageAt(path, cookie)).data.made?.secret;
    expect(await secretAt(`/staff/integrations?made=${other?.id}`)).toBeNull();
    expect(await secretAt(to)).toMatch(/^ipk_/);
    context.clock.advance(minutes(5));
    expect(await secretAt(to)).toBeNull();
  });

  test("need a name and a right; what was ticked stays ticked", async () => {
    const answer = answered(
      await keysPage.action(asking("/", { fields: { name: " ", scopes: "events:read" } })),
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { name: expect.any(String) }, values: { scopes: ["events:read"] } },
    });
    const none = answered(await keysPage.action(asking("/", { fields: { name: "ERP" } })));
    expect(Object.keys((none.body as { errors: object }).errors)).toEqual(["scopes"]);
  });

  test("end after a question", async () => {
    const [key] = (await keysPageAt()).data.keys;
    if (!key) throw new Error("The test before makes one");
    const asked = await keysPageAt(`/staff/integrations?revoke=${key.id}`);
    expect(asked.data.revoking).toEqual({ id: key.id, name: key.name });
    const revoke = () => keysPage.action(asking("/", { fields: { revoke: key.id } }));
    expect(answered(await revoke()).to).toBe("/staff/integrations?done=revoked");
    const ended = (await keysPageAt()).data.keys.find(({ id }) => id === key.id);
    expect(ended?.revokedAt).toEqual(context.clock.now());
    await expect(revoke()).rejects.toMatchObject({ init: { status: 404 } });
  });
});

describe("the company", () => {
  const send = async (fields: Record<string, string | Blob>) =>
    answered(await brandPage.action(asking("/staff/brand", { fields })));
  const svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
  const picture = (content: string) => new File([content], "logo.svg", { type: "image/svg+xml" });

  test("is described for the first time, with its logo", async () => {
    expect((await brandPage.loader(asking("/"))).described).toBe(false);
    expect(await send({ ...biller, logo: picture(svg) })).toMatchObject({
      status: 303,
      to: "/staff/brand?done=saved",
    });
    expect(await readBiller(context)).toMatchObject({
      name: "Énergie des Alpes",
      logoMediaType: "image/svg+xml",
    });
    await send({ ...biller, phone: "04 65 71 00 01" });
    expect((await readBiller(context)).logoFile).not.toBeNull();
    await send({ ...biller, removeLogo: "1" });
    expect((await readBiller(context)).logoFile).toBeNull();
  });

  test("keeps what was typed, and says that a chosen file was not kept", async () => {
    const answer = await send({ ...biller, iban: "FR76", logo: picture(svg) });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: { iban: expect.any(String), logo: expect.any(String) },
        values: { name: biller.name, iban: "FR76" },
      },
    });
  });

  test("refuses what is no picture, or too heavy for every page", async () => {
    expect((await send({ ...biller, logo: picture("<html>") })).status).toBe(422);
    expect((await send({ ...biller, logo: picture("x".repeat(100_001)) })).status).toBe(413);
  });

  test("shows a colour without saving it", async () => {
    const answer = await send({ ...biller, brandColour: "FFD400", intent: "preview" });
    expect(answer).toMatchObject({ status: 200, body: { values: { brandColour: "#ffd400" } } });
    expect((await readBiller(context)).brandColour).toBe("#0b4f4a");
    expect((await send({ ...biller, brandColour: "jaune", intent: "preview" })).status).toBe(422);
  });
});

test("the audit log tells it all in words, and finds by them", async () => {
  const everything = await auditPage.loader(asking("/staff/audit"));
  expect(everything.rows.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["A invité un membre de l’équipe", "A révoqué une clé d’API"]),
  );
  const found = await auditPage.loader(asking("/staff/audit?q=revoque"));
  expect(found.rows).toMatchObject([
    { what: "A révoqué une clé d’API", who: { name: "The manager" } },
  ]);
});
