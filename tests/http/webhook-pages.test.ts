import type { AppLoadContext } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { deliverWebhooks } from "#app/domains/webhooks/deliver-webhooks.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import * as auditPage from "#app/routes/staff.audit.tsx";
import * as integrationsPage from "#app/routes/staff.integrations.tsx";
import * as endpointPage from "#app/routes/staff.integrations_.webhooks.$endpointId/route.tsx";
import * as newPage from "#app/routes/staff.integrations_.webhooks.new.tsx";
import { testDatabase } from "#tests/support/database.ts";
import { feedInSight } from "#tests/support/feed-in-sight.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#tests/support/webhook-receiver.ts";

const context = await testDatabase({ environment: { WEBHOOK_ALLOW_PRIVATE: "1" } });
let cookie = "";
let receiver: WebhookReceiver;
let endpointId = "";

beforeAll(async () => {
  const made = await createStaff(
    context,
    { kind: "system", name: "tests" },
    { email: "m@biller.example", name: "Ada", role: "manager", phone: "04 65 71 00 10" },
  );
  if (isRefused(made)) throw new Error(made.refused);
  const { personId } = made;
  const set = await startSession(context, { personId, userAgent: null, cookieHeader: null });
  cookie = set.split(";")[0] ?? "";
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());

/** What a loader or action is given when a manager asks; with fields, a form is sent. */
function asking(path: string, fields?: [string, string][], more = "") {
  const request = new Request(`${context.config.appUrl}${path}`, {
    headers: { cookie: more ? `${cookie}; ${more}` : cookie, "accept-language": "fr" },
    ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
  });
  const loadContext: AppLoadContext = {
    context,
    clientAddress: "192.0.2.1",
    nonce: "",
    requestId: "",
    islands: {},
    mailbox: null,
  };
  return { request, params: { endpointId }, context: loadContext };
}

const page = async (query = "") =>
  (await endpointPage.loader(asking(`/staff/integrations/webhooks/${endpointId}${query}`))).data;
async function press(intent: string, ...more: [string, string][]) {
  const answer = await endpointPage.action(asking("/", [["intent", intent], ...more]));
  if (answer instanceof Response) return { to: answer.headers.get("location"), told: null };
  return { to: null, told: answer.data };
}
const refusedForm = <T>(answer: Response | T): T => {
  if (answer instanceof Response) throw new Error(`It led to ${answer.headers.get("location")}`);
  return answer;
};

/** Where a form led to, and what that page shows to the browser that sent it: the first time, and when it is loaded again. */
async function shownAfter(answer: unknown) {
  if (!(answer instanceof Response)) throw new Error("It leads nowhere");
  const to = answer.headers.get("location") ?? "";
  endpointId = to.split("/").at(-1)?.split("?")[0] ?? "";
  const [carried = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  const first = await endpointPage.loader(asking(to, undefined, carried));
  // The browser keeps what the page gave back.
  const [kept = ""] = (new Headers(first.init?.headers).get("set-cookie") ?? "").split(";");
  const again = await endpointPage.loader(asking(to, undefined, kept));
  return { to, carried: decodeURIComponent(carried), first: first.data, again: again.data };
}
const here = () => `/staff/integrations/webhooks/${endpointId}`;

test("an address that is not right is asked for again, with what was typed", async () => {
  const answer = refusedForm(
    await newPage.action(
      asking("/", [
        ["url", "https://user:secret@erp.example/"],
        ["eventTypes", "payment.received"],
      ]),
    ),
  );
  expect(answer).toMatchObject({
    init: { status: 422 },
    data: {
      errors: { url: expect.stringContaining("mot de passe") },
      values: { eventTypes: ["payment.received"] },
    },
  });
  const unknown = refusedForm(
    await newPage.action(
      asking("/", [
        ["url", receiver.url],
        ["description", "x".repeat(201)],
        ["eventTypes", "payment.lost"],
      ]),
    ),
  );
  expect(Object.keys(unknown.data.errors)).toEqual(["description", "eventTypes"]);
});

test("one is added, its secret shown once by its page and nowhere else; a reload adds no other", async () => {
  const answer = await newPage.action(
    asking("/", [
      ["url", receiver.url],
      ["description", "Comptabilité"],
    ]),
  );
  const { to, carried, first, again } = await shownAfter(answer);
  expect(answer).toMatchObject({ status: 303 });
  expect(to).toBe(`${here()}?done=added`);
  const secret = first.secret ?? "";
  expect(secret).toMatch(/^whsec_/);
  expect(again).toMatchObject({ secret: null, done: "added" });
  const integrations = (await integrationsPage.loader(asking("/staff/integrations"))).data;
  expect(integrations.endpoints).toHaveLength(1);
  const seen = JSON.stringify([
    integrations,
    again,
    await page(),
    await auditPage.loader(asking("/staff/audit")),
  ]);
  expect(seen).toContain("Comptabilité");
  expect(seen).toContain(receiver.url);
  for (const place of [seen, to, carried]) expect(place).not.toContain(secret.slice(6));
});

test("a test tells what the address answered", async () => {
  receiver.statuses.push(200, 503);
  expect((await press("test")).told).toEqual({ tested: { status: 200, excerpt: "" } });
  expect((await press("test")).told).toEqual({ tested: { status: 503, excerpt: "" } });
  expect((await page()).rows).toEqual([]);
});

test("deliveries are listed by state, and sent again by one or since a time", async () => {
  receiver.received.length = 0;
  for (const number of ["C-1", "C-2"])
    await putCustomer(context, erp, number, customerInput.parse({ name: number }));
  receiver.statuses.push(500);
  await feedInSight(context);
  await deliverWebhooks(context);
  const { rows } = await page();
  expect(rows.map(({ state }) => state).sort()).toEqual(["delivered", "waiting"]);
  expect((await page("?show=waiting")).rows).toMatchObject([{ lastStatus: 500, attempts: 1 }]);
  expect((await page("?show=failed")).rows).toEqual([]);
  const delivered = rows.find(({ state }) => state === "delivered");
  const again = await press("again", ["event", String(delivered?.eventId)]);
  expect(again.to).toBe(`${here()}?done=again`);
  await runPendingJobs(context);
  expect(receiver.received).toHaveLength(3);
  expect((await press("again-since", ["hours", "720"])).to).toBe(`${here()}?done=again`);
  await runPendingJobs(context);
  expect(receiver.received).toHaveLength(5);
  const wrong: [string, ...[string, string][]][] = [
    ["again", ["event", "999999"]],
    ["again", ["event", "x"]],
    ["again-since", ["hours", "9999"]],
    ["nothing"],
  ];
  for (const [intent, ...fields] of wrong)
    await expect(press(intent, ...fields)).rejects.toMatchObject({ init: { status: 404 } });
});

test("its secret is changed, it is switched off and on, and deleted after a question", async () => {
  const rotated = await shownAfter(await endpointPage.action(asking("/", [["intent", "rotate"]])));
  expect(rotated.to).toBe(`${here()}?done=rotated`);
  expect(rotated.first.secret).toMatch(/^whsec_/);
  expect(rotated.again).toMatchObject({ secret: null, done: "rotated" });
  expect((await press("disable")).to).toBe(`${here()}?done=disabled`);
  expect((await press("disable")).to).toBe(`${here()}?done=disabled`);
  expect((await page()).endpoint).toMatchObject({ disabledWhy: "by-hand" });
  expect((await press("again-since", ["hours", "1"])).to).toBe(`${here()}?done=off`);
  expect((await press("enable")).to).toBe(`${here()}?done=enabled`);
  expect((await page()).endpoint.disabledAt).toBeNull();
  expect((await page("?remove=yes")).isRemoving).toBe(true);
  expect((await press("remove")).to).toBe("/staff/integrations?done=endpoint-removed");
  await expect(page()).rejects.toMatchObject({ init: { status: 404 } });
  const { rows } = await auditPage.loader(asking("/staff/audit"));
  const deeds = rows.map(({ what }) => what);
  expect(deeds).toEqual(expect.arrayContaining(["A supprimé une adresse de webhook"]));
  expect(deeds.filter((what) => what.includes("."))).toEqual([]);
});
