import { describe, expect, it } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { preferences } from "#db/schema/notifications.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { scheduleReminders } from "./schedule-reminders.server.ts";

const bench = await mailBench();
const { context, standIn, customer, invoice, change, mails, member } = bench;

/** Nine in the morning in Paris (winter). */
const morningOf = (day: string) => new Date(`${day}T08:00:00Z`);

async function remindOn(day: string): Promise<void> {
  context.clock.set(morningOf(day));
  await scheduleReminders(context);
  await deliverMail(context);
}

describe("reminders of an invoice due on 30 November", () => {
  it("come 7 days before, on the day, 7 and 15 days after, once each", async () => {
    const nadia = await customer();
    await invoice(nadia);
    for (const day of [
      "2026-11-16",
      "2026-11-22",
      "2026-11-23",
      "2026-11-24",
      "2026-11-30",
      "2026-12-01",
      "2026-12-07",
      "2026-12-15",
      "2026-12-16",
      "2026-12-31",
    ])
      for (let hour = 0; hour < 2; hour++) await remindOn(day);
    expect((await mails(nadia)).map(({ kind, step, state }) => `${kind} ${step} ${state}`)).toEqual(
      [
        "reminder-before due-7 accepted",
        "reminder-due due+0 accepted",
        "reminder-late due+7 accepted",
        "reminder-late due+15 accepted",
      ],
    );
    const subjects = standIn.sent.to(nadia.email).map(({ subject }) => subject);
    expect(subjects[2]).toContain("en retard de 7 jours");
    expect(subjects[3]).toContain("en retard de 15 jours");
  });

  it("do not come in the night, and not before the hour of the biller", async () => {
    const nadia = await customer();
    await invoice(nadia);
    context.clock.set(new Date("2026-11-23T00:30:00Z"));
    expect(await scheduleReminders(context)).toBe(0);
  });

  it("are caught up with for two days, and then left out", async () => {
    const late = await customer();
    await invoice(late);
    await remindOn("2026-11-25");
    expect(await mails(late)).toHaveLength(1);
    const tooLate = await customer();
    await invoice(tooLate);
    await remindOn("2026-11-26");
    expect(await mails(tooLate)).toEqual([]);
  });

  it("ask for what is due now: the contested part is left out, and said", async () => {
    const nadia = await customer();
    await invoice(nadia, { claimed: 9_240 });
    await remindOn("2026-11-30");
    const [sent] = standIn.sent.to(nadia.email);
    expect(sent?.subject).toContain("371,80");
    expect(standIn.office.emails.get(sent?.id ?? "")?.text).toContain("92,40");
  });

  it.each([
    ["paid", { settled: 46_420 }],
    ["wholly contested", { claimed: 46_420 }],
    ["under way", { processing: 46_420 }],
    ["contested and under way together", { claimed: 6_420, processing: 40_000 }],
    ["imported silently", { notify: false }],
    ["without a due date", { dueDate: null }],
    ["arrived on the day of the step", { receivedAt: new Date("2026-11-30T06:00:00Z") }],
    ["a credit note", { kind: "creditNote" as const }],
  ])("are not written when it is %s", async (_name, facts) => {
    const nadia = await customer();
    await invoice(nadia, facts);
    await remindOn("2026-11-30");
    expect(await mails(nadia)).toEqual([]);
  });

  it("are not sent when it is paid between writing and sending", async () => {
    const nadia = await customer();
    const id = await invoice(nadia);
    context.clock.set(morningOf("2026-11-30"));
    await scheduleReminders(context);
    await change(id, { settled: 46_420 });
    await deliverMail(context);
    expect(await mails(nadia)).toMatchObject([{ state: "withdrawn", lastError: "paid" }]);
    expect(standIn.sent.to(nadia.email)).toEqual([]);
  });

  it("say the new amount when a part was paid between writing and sending", async () => {
    const nadia = await customer();
    const id = await invoice(nadia);
    context.clock.set(morningOf("2026-11-30"));
    await scheduleReminders(context);
    await change(id, { settled: 26_420 });
    await deliverMail(context);
    await remindOn("2026-11-30");
    expect(standIn.sent.to(nadia.email).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("200,00"),
    ]);
  });

  it("go to owners and payers, not to viewers, to nobody on paper, and to nobody who switched them off", async () => {
    const owner = await customer();
    const payer = await member(owner, "payer");
    const viewer = await member(owner, "viewer");
    const tired = await member(owner, "payer");
    await invoice(owner);
    await inScope(context, "all", (tx) =>
      tx.insert(preferences).values({
        customerId: owner.customerId,
        personId: tired.personId,
        kind: "reminder-due",
        channel: "none",
        updatedAt: context.clock.now(),
      }),
    );
    const onPaper = await customer({ delivery: "paper" });
    await invoice(onPaper);
    await remindOn("2026-11-30");
    expect((await mails(owner)).map(({ recipient }) => recipient).toSorted()).toEqual(
      [owner.email, payer.email].toSorted(),
    );
    expect(viewer.email).not.toBe(payer.email);
    expect(await mails(onPaper)).toEqual([]);
    // What law or safety asks for cannot be switched off.
    await remindOn("2026-12-07");
    expect(
      (await mails(owner)).map(({ kind }) => kind).filter((k) => k === "reminder-late"),
    ).toHaveLength(3);
  });
});
