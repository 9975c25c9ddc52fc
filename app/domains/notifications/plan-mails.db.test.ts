import { v7 as newId } from "uuid";
import { describe, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { decidePlan } from "#app/domains/payments/plans/decide-plan.server.ts";
import { followPlans } from "#app/domains/payments/plans/follow-plans.server.ts";
import { proposePlan } from "#app/domains/payments/plans/propose-plan.server.ts";
import { withdrawPlan } from "#app/domains/payments/plans/withdraw-plan.server.ts";
import { addDays } from "#app/platform/calendar.ts";
import { inScope } from "#app/platform/db.server.ts";
import { events } from "#db/schema/platform.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { handleEvents } from "./handle-events.server.ts";
import { schedulePlanReminders } from "./schedule-plan-reminders.server.ts";
import { scheduleReminders } from "./schedule-reminders.server.ts";

const bench = await mailBench();
const { context, standIn, julien, customer, invoice, change, mails } = bench;

/** Nine in the morning in Paris (winter). */
const morningOf = (day: string) => new Date(`${day}T08:00:00Z`);

/** All that the worker does on a day. */
async function workOn(day: string): Promise<void> {
  context.clock.set(morningOf(day));
  await followPlans(context);
  await tell();
  await scheduleReminders(context);
  await schedulePlanReminders(context);
  await deliverMail(context);
}

/** What happened, told again each time: nobody is told twice. */
async function tell(): Promise<void> {
  const happened = await inScope(context, "all", (tx) =>
    tx.select({ customerId: events.customerId, id: events.id }).from(events),
  );
  await handleEvents(context, { events: happened });
}

/** Arranges the invoice of 464.20, due on 30 November, on 25 November. */
async function arrange(nadia: PersonViewer, invoiceId: string, days: string[], amount = 46_420) {
  context.clock.set(morningOf("2026-11-25"));
  const kind = days.length === 1 ? "promise" : "instalments";
  const id = newId();
  const made = await proposePlan(context, nadia, {
    ...{ id, invoiceId, kind, days, amount },
    message: "Notre four est en panne.",
  });
  expect(made).toHaveProperty("state");
  return id;
}

async function days(from: string, to: string): Promise<void> {
  for (let day = from; day <= to; day = addDays(day, 1)) await workOn(day);
}

const sent = async (nadia: PersonViewer) =>
  (await mails(nadia)).map(
    ({ kind, step, createdAt, state }) =>
      `${createdAt.toISOString().slice(5, 10)} ${kind} ${step.replace(/^[0-9a-f-]{36}\/?/, "")} ${state}`,
  );

describe("while an arrangement holds", () => {
  it("its payments are reminded of, and not the invoice", async () => {
    const nadia = await customer();
    const id = await invoice(nadia);
    await arrange(nadia, id, ["2026-12-03", "2027-01-04"]);
    await days("2026-11-25", "2026-12-01");
    await change(id, { settled: 23_210 });
    for (const day of ["2026-12-04", "2026-12-07", "2026-12-15", "2027-01-01", "2027-01-02"])
      await workOn(day);
    expect(await sent(nadia)).toEqual([
      "11-25 plan-accepted  accepted",
      "11-30 plan-due 1/before accepted",
      "01-01 plan-due 2/before accepted",
    ]);
    const subjects = standIn.sent.to(nadia.email).map(({ subject }) => subject);
    expect(subjects[1]).toContain("232,10");
  });

  it("a reminder that was written before it is not sent after it", async () => {
    const nadia = await customer();
    const id = await invoice(nadia);
    context.clock.set(morningOf("2026-11-23"));
    await scheduleReminders(context);
    await arrange(nadia, id, ["2026-12-03"]);
    await deliverMail(context);
    expect(await mails(nadia)).toMatchObject([
      { kind: "reminder-before", state: "withdrawn", lastError: "promised" },
    ]);
  });

  it("a reminder of a payment that was made meanwhile is not sent", async () => {
    const nadia = await customer();
    const id = await invoice(nadia);
    await arrange(nadia, id, ["2026-12-03", "2027-01-04"]);
    context.clock.set(morningOf("2026-11-30"));
    await schedulePlanReminders(context);
    await change(id, { settled: 23_210 });
    await deliverMail(context);
    expect(await mails(nadia)).toMatchObject([
      { kind: "plan-due", state: "withdrawn", lastError: "paid" },
    ]);
  });
});

it("a missed payment is told kindly, the end names whom to call, and the reminders begin anew", async () => {
  const nadia = await customer();
  const id = await invoice(nadia);
  // A Wednesday: broken after Friday.
  await arrange(nadia, id, ["2026-12-02"]);
  await days("2026-11-29", "2026-12-07");
  for (const day of ["2026-12-12", "2026-12-15", "2026-12-20", "2026-12-22", "2026-12-31"])
    await workOn(day);
  expect(await sent(nadia)).toEqual([
    "11-29 plan-accepted  accepted",
    "11-29 plan-due 1/before accepted",
    "12-03 plan-due 1/missed accepted",
    "12-05 plan-broken  accepted",
    "12-12 reminder-late plan+7/2026-12-05 accepted",
    "12-20 reminder-late plan+15/2026-12-05 accepted",
  ]);
  const [, , missed, broken] = standIn.sent.to(nadia.email);
  const text = (mail?: { id: string }) => standIn.office.emails.get(mail?.id ?? "")?.text ?? "";
  expect(text(missed)).toContain("vendredi 4 décembre 2026");
  expect(text(broken)).toContain("Julien Morel au 04 65 71 00 00");
});

it("one that was given up before the due date changes nothing of the reminders", async () => {
  const nadia = await customer();
  const id = await invoice(nadia);
  await arrange(nadia, id, ["2026-12-03"]);
  await withdrawPlan(context, nadia, id);
  await days("2026-11-29", "2026-12-01");
  expect(await sent(nadia)).toEqual([
    "11-29 plan-accepted  accepted",
    "11-30 reminder-due due+0 accepted",
  ]);
});

describe("a proposal", () => {
  it("is told to the customer's contact, and the answer to the customer", async () => {
    const nadia = await customer();
    const id = await invoice(nadia, { payable: 200_000 });
    const planId = await arrange(nadia, id, ["2026-12-03"], 200_000);
    await tell();
    await deliverMail(context);
    const [toJulien] = standIn.sent.to(julien.email);
    expect(toJulien?.subject).toContain("2\u202f000,00");
    const asked = standIn.office.emails.get(toJulien?.id ?? "")?.text ?? "";
    expect(asked).toContain(`/staff/plans/${planId}`);
    expect(asked).toContain("Notre four est en panne.");
    await decidePlan(context, julien, { planId, decision: "refuse", words: "En janvier, plutôt." });
    await tell();
    await deliverMail(context);
    const [toNadia] = standIn.sent.to(nadia.email);
    expect(standIn.office.emails.get(toNadia?.id ?? "")?.text).toContain("En janvier, plutôt.");
  });

  it("that nobody answered is told as our fault", async () => {
    const nadia = await customer({ language: "en" });
    const id = await invoice(nadia, { payable: 200_000 });
    await arrange(nadia, id, ["2026-11-27"], 200_000);
    await days("2026-11-26", "2026-11-28");
    expect(standIn.sent.to(nadia.email)).toHaveLength(1);
    const [mail] = standIn.sent.to(nadia.email);
    expect(standIn.office.emails.get(mail?.id ?? "")?.text).toContain("We did not answer in time");
  });
});
