import type { AppLoadContext } from "@remix-run/node";
import { v7 as newId } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { billerDescription } from "#app/processes/demo/story/biller.ts";
import * as homePage from "#app/routes/c.$customerNumber._index/route.tsx";
import * as payPage from "#app/routes/c.$customerNumber.invoices.$id_.pay.tsx";
import * as planPage from "#app/routes/c.$customerNumber.invoices.$id_.plan/route.tsx";
import * as staffPage from "#app/routes/staff.plans.$planId/route.tsx";
import * as tasksPage from "#app/routes/staff.tasks.tsx";
import { memberships, people, staff } from "#db/schema/accounts.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";

// A Monday: 16 November 2026.
const { context, standIn, customer, invoice } = await paymentBench();
let nadia: PersonViewer;
let cookie: string;
let staffCookie: string;

beforeAll(async () => {
  const now = context.clock.now();
  await updateBiller(
    context,
    { kind: "system", name: "test" },
    billerDescription("2026-01-01", "2027-12-31"),
  );
  nadia = await customer();
  const { customerId, personId } = nadia;
  await inScope(context, "all", (tx) =>
    tx.insert(memberships).values({ customerId, personId, role: "owner", createdAt: now }),
  );
  cookie = await session(personId);
  const julien = newId();
  const email = "julien@energie.example";
  await context.db.insert(people).values({ id: julien, email, name: "Julien", createdAt: now });
  await context.db.insert(staff).values({ personId: julien, role: "agent", createdAt: now });
  staffCookie = await session(julien);
});

async function session(personId: string): Promise<string> {
  const set = await startSession(context, { personId, userAgent: null, cookieHeader: null });
  return set.split(";")[0] ?? "";
}

function args(
  query: string,
  params: Record<string, string>,
  fields?: Record<string, string>,
  as = cookie,
) {
  const request = new Request(`${context.config.appUrl}/${query}`, {
    method: fields ? "POST" : "GET",
    headers: { cookie: as, "accept-language": "fr" },
    ...(fields ? { body: new URLSearchParams(fields) } : {}),
  });
  return { request, params, context: { context, clientAddress: "" } as unknown as AppLoadContext };
}

/** What a loader or action answered or threw: status, location, data. */
async function answerOf(work: Promise<unknown>) {
  const answer = await work.catch((thrown) => thrown);
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("location"), data: {} };
  if (answer instanceof Error) throw answer;
  const { data, init } = answer as { data?: unknown; init?: { status?: number } | null };
  return {
    status: init?.status ?? 200,
    to: null,
    data: ("data" in (answer as object) ? data : answer) as Record<string, never>,
  };
}

const of = (id: string) => ({ customerNumber: nadia.customerNumber, id });
const see = (id: string, query = "") => answerOf(planPage.loader(args(query, of(id))));
const send = (id: string, fields: Record<string, string>) =>
  answerOf(planPage.action(args("", of(id), fields)));

describe("what cannot be paid now", () => {
  test("is promised: told before that it is accepted at once, and nothing typed is lost", async () => {
    const id = await invoice(nadia, { dueDate: "2026-11-01" });
    const { data } = await see(id);
    expect(data).toMatchObject({
      due: { minor: 46_420, currency: "EUR" },
      promise: { from: "2026-11-17", until: "2026-11-30" },
      decision: { atOnce: true },
    });
    const form = { intent: "promise", submission: newId(), amount: "46420", message: "Un mot" };
    expect(await send(id, { ...form, date: "2026-12-24" })).toMatchObject({
      status: 422,
      data: {
        errors: { date: "Choisissez un jour au plus tard le 30 nov. 2026." },
        values: { date: "2026-12-24", message: "Un mot" },
      },
    });
    expect((await answerOf(homePage.loader(args("", of(id))))).data).toMatchObject({
      owed: [{ overdue: { count: 1 } }],
    });
    const sent = await send(id, { ...form, date: "2026-11-24" });
    expect(sent.to).toBe(`/c/${nadia.customerNumber}/invoices/${id}/plan?done=accepted`);
    expect((await see(id)).data).toMatchObject({
      live: { kind: "promise", next: { dueOn: "2026-11-24" }, message: "Un mot" },
    });
    // Nobody is told that it is late.
    expect((await answerOf(homePage.loader(args("", of(id))))).data).toMatchObject({
      owed: [{ overdue: { count: 0 }, arranged: { minor: 46_420 } }],
    });
    expect(await send(id, { ...form, submission: newId(), date: "2026-11-25" })).toMatchObject({
      status: 409,
      data: { errors: { plan: "Il y a déjà un accord pour cette facture. Le voici." } },
    });
    expect((await send(id, { intent: "withdraw" })).to).toContain("done=withdrawn");
  });

  test("is spread: the page computes the schedule, and the pay page asks for the next payment first", async () => {
    const id = await invoice(nadia, { payable: 37_180 });
    expect((await see(id, "?parts=7&first=2026-11-20")).status).toBe(422);
    const { data } = await see(id, "?parts=3&first=2026-11-20");
    expect(data).toMatchObject({
      instalments: {
        schedule: [
          { dueOn: "2026-11-20", amount: { minor: 12_394 } },
          { dueOn: "2026-12-20", amount: { minor: 12_393 } },
          { dueOn: "2027-01-20", amount: { minor: 12_393 } },
        ],
      },
    });
    const form = {
      ...{ intent: "instalments", submission: newId(), amount: "37180", parts: "3" },
      ...{ date1: "2026-11-20", date2: "2026-12-28", date3: "2026-12-20", words: "" },
    };
    expect((await send(id, form)).data).toMatchObject({
      errors: { date3: "Chaque paiement vient après le précédent." },
    });
    expect((await send(id, { ...form, amount: "1" })).status).toBe(409);
    expect((await send(id, { ...form, date3: "2027-01-20" })).status).toBe(303);
    const pay = (await answerOf(payPage.loader(args("", of(id))))).data;
    expect(pay).toMatchObject({
      dueNow: { minor: 12_394 },
      all: { minor: 37_180 },
      part: "123.94",
      agreedFor: "2026-11-20",
    });
    const pressed = await answerOf(payPage.action(args("", of(id), { amount: "123.94" })));
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    expect(checkout?.amount_total).toBe(12_394);
  });

  test("is decided by the staff where it is more than the rules accept", async () => {
    const id = await invoice(nadia, { payable: 250_000 });
    expect((await see(id)).data).toMatchObject({
      decision: { atOnce: false, contact: "Julien", answerBy: "2026-11-23" },
    });
    const planId = newId();
    const form = { intent: "promise", submission: planId, amount: "250000", date: "2026-11-27" };
    expect((await send(id, form)).to).toContain("done=proposed");
    const asStaff = (fields?: Record<string, string>) => args("", { planId }, fields, staffCookie);
    expect(
      (await answerOf(tasksPage.loader(args("", {}, undefined, staffCookie)))).data,
    ).toMatchObject({
      tasks: [{ kind: "plan-proposed", to: `/staff/plans/${planId}` }],
    });
    const refused = await answerOf(staffPage.action(asStaff({ decision: "refuse", words: "" })));
    expect(refused).toMatchObject({ status: 422, data: { errors: { words: expect.any(String) } } });
    await answerOf(staffPage.action(asStaff({ decision: "accept", words: "D’accord." })));
    expect((await answerOf(staffPage.loader(asStaff()))).data).toMatchObject({
      state: "accepted",
      facts: { decidedBy: "Julien", answer: "D’accord." },
    });
    expect((await answerOf(staffPage.loader(args("", { planId })))).status).toBe(404);
  });
});
