import { v7 as newId } from "uuid";
import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import { autopayAgreements, autopayCharges, paymentMethods } from "#db/schema/autopay.ts";
import { newsHandler } from "#tests/support/handle-news.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import type { PersonViewer } from "../accounts/viewer.ts";
import { planCharges } from "../payments/autopay/plan-charges.server.ts";
import { stopAutopay } from "../payments/autopay/stop-autopay.server.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { scheduleReminders } from "./schedule-reminders.server.ts";

const bench = await mailBench();
const { context, customer, invoice, change, mails, member } = bench;
const dueDate = "2026-11-30";

const at = (day: string) => new Date(`${day}T08:00:00Z`);

const handleNews = newsHandler(context);

/** As `syncSetup` leaves it: a saved card, and an agreement. */
async function agreed(viewer: PersonViewer, monthlyLimit: number | null = null): Promise<string> {
  context.clock.set(at("2026-11-01"));
  const { customerId, personId: startedBy } = viewer;
  const [methodId, id] = [newId(), newId()];
  const now = context.clock.now();
  await inScope(context, viewer, async (tx) => {
    await tx.insert(paymentMethods).values({
      customerId,
      id: methodId,
      kind: "card",
      providerId: `pm_${methodId}`,
      last4: "4242",
      createdAt: now,
    });
    await tx.insert(autopayAgreements).values({
      ...{ customerId, id, currency: "EUR", methodId, monthlyLimit, startedBy, startedAt: now },
    });
    await announce(context, tx, {
      customerId,
      type: "autopay.started",
      subject: { type: "customer", id: customerId },
      data: { agreementId: id, currency: "EUR", noticeDays: 5 },
    });
  });
  await handleNews(viewer);
  return id;
}

async function on(day: string, viewer: PersonViewer): Promise<void> {
  context.clock.set(at(day));
  await planCharges(context);
  await handleNews(viewer);
}

/** Each mail with its state, or why it was not sent. */
const kindsOf = async (viewer: PersonViewer) =>
  (await mails(viewer)).map(({ kind, state, lastError }) => `${kind}: ${lastError ?? state}`);

test("whoever pays is told that it is on, of each charge with its day and amount, and that it stopped", async () => {
  const owner = await customer();
  const payer = await member(owner, "payer");
  await member(owner, "viewer");
  const agreementId = await agreed(owner, 100_000);
  await invoice(owner, { dueDate });
  await on("2026-11-25", owner);
  await on("2026-11-26", owner);
  await stopAutopay(context, owner, { customerId: owner.customerId, agreementId });
  await handleNews(owner);
  const told = await mails(owner);
  expect(new Set(told.map(({ recipient }) => recipient))).toEqual(
    new Set([owner.email, payer.email]),
  );
  expect(
    told.filter(({ recipient }) => recipient === payer.email).map(({ mailSubject }) => mailSubject),
  ).toEqual([
    expect.stringMatching(/paiement automatique activé le 1 nov\. 2026.*1\D000,00\D€ par mois/),
    expect.stringMatching(/464,20\D€ seront prélevés le 30 nov\. 2026, facture/),
    expect.stringMatching(/paiement automatique arrêté le 26 nov\. 2026/),
  ]);
});

test("a new invoice says that automatic payment sees to it, when it does", async () => {
  const owner = await customer();
  await agreed(owner);
  for (const facts of [{ dueDate }, { dueDate: "2026-10-31" }, { dueDate, currency: "CHF" }]) {
    const id = await invoice(owner, facts);
    await inScope(context, owner, (tx) =>
      announce(context, tx, {
        customerId: owner.customerId,
        type: "invoice.issued",
        subject: { type: "invoice", id },
      }),
    );
  }
  await handleNews(owner);
  const subjects = (await mails(owner)).map(({ mailSubject }) => mailSubject);
  expect(subjects.map((subject) => /paiement automatique, échéance/.test(subject))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("what will be taken is not reminded of, also when the reminder was written before", async () => {
  const owner = await customer();
  await agreed(owner);
  await invoice(owner, { dueDate, receivedAt: at("2026-11-01") });
  context.clock.set(at("2026-11-23"));
  await scheduleReminders(context);
  await on("2026-11-25", owner);
  await deliverMail(context);
  for (const day of ["2026-11-30", "2026-12-01"]) {
    context.clock.set(at(day));
    await scheduleReminders(context);
  }
  await deliverMail(context);
  expect(await kindsOf(owner)).toEqual([
    "autopay-started: accepted",
    "reminder-before: autopay",
    "autopay-notice: accepted",
  ]);
});

test("a notice that is not true any more stays unsent; the new amount is told", async () => {
  const owner = await customer();
  await agreed(owner);
  const id = await invoice(owner, { dueDate });
  await on("2026-11-25", owner);
  await change(id, { claimed: 10_000 });
  await on("2026-11-26", owner);
  await deliverMail(context);
  expect(await kindsOf(owner)).toEqual([
    "autopay-started: accepted",
    "autopay-notice: superseded",
    "autopay-notice: accepted",
  ]);
  const [, , last] = await mails(owner);
  expect(last?.mailSubject).toContain("364,20");
});

test("what is above the limit asks to be paid by hand", async () => {
  const owner = await customer();
  await agreed(owner, 10_000);
  await invoice(owner, { dueDate });
  await on("2026-11-25", owner);
  await deliverMail(context);
  expect(await kindsOf(owner)).toEqual(["autopay-started: accepted", "autopay-limit: accepted"]);
  // Reminders are for it as for any other.
  context.clock.set(at("2026-11-30"));
  expect(await scheduleReminders(context)).toBe(1);
});

test("who gets paper only is neither planned for nor told", async () => {
  const owner = await customer({ delivery: "paper" });
  await agreed(owner);
  await invoice(owner, { dueDate });
  await on("2026-11-25", owner);
  expect(await mails(owner)).toEqual([]);
  const charges = await inScope(context, owner, (tx) => tx.select().from(autopayCharges));
  expect(charges).toEqual([]);
});
