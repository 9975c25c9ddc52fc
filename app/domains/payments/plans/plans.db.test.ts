import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { LinkViewer, PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { claimAmount } from "#app/domains/invoices/settlements.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import { taskList } from "#app/processes/task-list.ts";
import { auditLog, memberships, people, staff } from "#db/schema/accounts.ts";
import { autopayCharges } from "#db/schema/autopay.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance } from "#tests/support/payment-books.ts";
import { saveMethod } from "#tests/support/save-method.ts";
import { chargeDue } from "../autopay/charge-due.server.ts";
import { planCharges } from "../autopay/plan-charges.server.ts";
import { startCheckout } from "../start-checkout.server.ts";
import { decidePlan } from "./decide-plan.server.ts";
import { followPlans } from "./follow-plans.server.ts";
import { type PlanProposal, proposePlan } from "./propose-plan.server.ts";
import { livePlans, planForStaff, planOfInvoice } from "./view-plans.server.ts";
import { withdrawPlan } from "./withdraw-plan.server.ts";

const bench = await paymentBench();
const { context, standIn, customer, invoice, credit, settleDown, state } = bench;

const morningOf = (day: string) => new Date(`${day}T08:30:00Z`);
const monday = "2026-11-16";
const personId = newId();
const julien: StaffViewer = {
  kind: "staff",
  personId,
  name: "Julien",
  email: "julien@energie.example",
  role: "agent",
};
await context.db
  .insert(people)
  .values({ id: personId, email: julien.email, name: julien.name, createdAt: context.clock.now() });
await context.db.insert(staff).values({ personId, role: "agent", createdAt: context.clock.now() });

let nadia: PersonViewer;
beforeEach(async () => {
  context.clock.set(morningOf(monday));
  nadia = await customer();
});

const promise = (invoiceId: string, more: Partial<PlanProposal> = {}): PlanProposal => ({
  id: newId(),
  invoiceId,
  kind: "promise",
  days: ["2026-11-24"],
  amount: 46_420,
  message: "",
  ...more,
});
const threeDays = ["2026-11-20", "2026-12-20", "2027-01-20"];
const instalments = (invoiceId: string, more: Partial<PlanProposal> = {}): PlanProposal =>
  promise(invoiceId, { kind: "instalments", days: threeDays, ...more });

const told = async (viewer = nadia) =>
  (await state(viewer)).events
    .map(({ type }) => type)
    .filter((type) => type.startsWith("payment_plan."));
const openTasks = async (viewer = nadia) =>
  (await state(viewer)).tasks.filter(({ doneAt }) => doneAt === null).map(({ kind }) => kind);

/** Pays a part by card, as somebody would on the hosted page, and lets the worker do the rest. */
async function pay(invoiceId: string, amount: number, method: "card" | "sepa_debit" = "card") {
  const page = await startCheckout(context, nadia, {
    invoiceIds: [invoiceId],
    amounts: { [invoiceId]: amount },
    language: "fr",
    returnTo: "/payments/return",
  });
  if ("refused" in page) throw new Error(page.refused);
  const session = standIn.account.sessions.values().find(({ url }) => url === page.url);
  standIn.pay(session?.id ?? "", { method });
  await settleDown();
  await work();
}

/** The worker, but for the mails: no provider listens here. */
const work = () =>
  runPendingJobs(context, { tasks: { ...taskList, "deliver-mail": async () => {} } });

/** The worker's hourly look on a day. */
async function on(day: string): Promise<void> {
  context.clock.set(morningOf(day));
  await followPlans(context);
}

describe("a promise", () => {
  it("is accepted at once, and kept when the money has arrived", async () => {
    const id = await invoice(nadia);
    expect(await proposePlan(context, nadia, promise(id))).toEqual({
      state: "accepted",
      answerBy: null,
    });
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "accepted",
      next: { dueOn: "2026-11-24", left: 46_420 },
    });
    await pay(id, 46_420);
    expect(await told()).toEqual(["payment_plan.accepted", "payment_plan.kept"]);
    expect(await livePlans(context, nadia)).toEqual([]);
    await expectBalance(bench, nadia);
  });

  it("is broken by the clock, two working days later and not in the night", async () => {
    const id = await invoice(nadia);
    await proposePlan(context, nadia, promise(id, { days: ["2026-11-27"] }));
    // A Friday: Monday and Tuesday are waited for.
    await on("2026-12-01");
    expect((await planOfInvoice(context, nadia, id))?.state).toBe("accepted");
    context.clock.set(new Date("2026-12-02T03:00:00Z"));
    await followPlans(context);
    expect((await planOfInvoice(context, nadia, id))?.state).toBe("accepted");
    await on("2026-12-02");
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "broken",
      endedOn: "2026-12-02",
    });
    expect((await state(nadia)).events.at(-1)).toMatchObject({
      type: "payment_plan.broken",
      data: { missedOn: "2026-11-27", left: "464.20", invoiceId: id },
    });
    // The next one is for the staff to decide, and after it the rules trust again.
    const again = promise(id, { days: ["2026-12-09"] });
    expect(await proposePlan(context, nadia, again)).toMatchObject({
      state: "proposed",
      answerBy: "2026-12-09",
    });
    await withdrawPlan(context, nadia, id);
    context.clock.set(morningOf("2027-03-03"));
    expect(await proposePlan(context, nadia, promise(id, { days: ["2027-03-10"] }))).toMatchObject({
      state: "accepted",
    });
  });

  it("counts a direct debit as paid while the bank has it, and not when it fails", async () => {
    const id = await invoice(nadia);
    await proposePlan(context, nadia, promise(id));
    const page = await startCheckout(context, nadia, {
      invoiceIds: [id],
      language: "fr",
      returnTo: "/payments/return",
    });
    if ("refused" in page) throw new Error(page.refused);
    const session = standIn.account.sessions.values().find(({ url }) => url === page.url);
    // The bank takes it, and returns it days later.
    standIn.pay(session?.id ?? "", { method: "sepa_debit", iban: "AT861904300235473202" });
    await settleDown();
    await on("2026-11-27");
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "accepted",
      parts: [{ state: "under-way" }],
    });
    context.clock.set(morningOf("2026-12-03"));
    standIn.tick();
    await settleDown();
    await on("2026-12-03");
    expect((await planOfInvoice(context, nadia, id))?.state).toBe("broken");
    await expectBalance(bench, nadia);
  });
});

describe("instalments", () => {
  it("follow what is paid, in order, and what a credit note takes off", async () => {
    const id = await invoice(nadia);
    await proposePlan(context, nadia, instalments(id));
    await pay(id, 15_474);
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      rest: 30_946,
      next: { dueOn: "2026-12-20", left: 15_473 },
      parts: [{ state: "paid" }, { state: "next" }, { state: "later" }],
    });
    await credit(nadia, id, 20_000);
    expect((await planOfInvoice(context, nadia, id))?.parts).toMatchObject([
      { amount: 15_474, state: "paid" },
      { amount: 10_946, left: 10_946, state: "next" },
    ]);
    await on("2026-12-20");
    await pay(id, 10_946);
    expect(await told()).toEqual(["payment_plan.accepted", "payment_plan.kept"]);
  });

  it("are of what is due: neither what is contested nor what is at the bank", async () => {
    const id = await invoice(nadia, { claimed: 6_420 });
    expect(await proposePlan(context, nadia, instalments(id))).toEqual({
      refused: "due-changed",
      due: 40_000,
      currency: "EUR",
    });
    await proposePlan(context, nadia, instalments(id, { amount: 40_000 }));
    const plan = await planOfInvoice(context, nadia, id);
    expect(plan?.parts.map(({ amount }) => amount)).toEqual([13_334, 13_333, 13_333]);
  });

  it("wait for a dispute: what it held back is not late when it ends", async () => {
    const id = await invoice(nadia);
    await proposePlan(context, nadia, promise(id));
    const claim = (change: number) =>
      inScope(context, nadia, (tx) =>
        claimAmount(context, tx, { customerId: nadia.customerId, invoiceId: id, change }),
      );
    await claim(46_420);
    await on("2026-12-10");
    await claim(-46_420);
    await on("2026-12-11");
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "accepted",
      next: { dueOn: "2026-12-17", left: 46_420 },
    });
    await on("2026-12-22");
    expect((await planOfInvoice(context, nadia, id))?.state).toBe("broken");
  });
});

describe("a proposal that the staff decide", () => {
  const large = { payable: 150_000 };
  const propose = async () => {
    const id = await invoice(nadia, large);
    const proposal = instalments(id, { amount: 150_000, message: "Le four est en panne." });
    expect(await proposePlan(context, nadia, proposal)).toEqual({
      state: "proposed",
      answerBy: "2026-11-20",
    });
    return { id, planId: proposal.id };
  };

  it("is a task until somebody accepts it, in the audit log", async () => {
    const { id, planId } = await propose();
    expect(await openTasks()).toEqual(["plan-proposed"]);
    expect(await planForStaff(context, julien, planId)).toMatchObject({
      message: "Le four est en panne.",
      customer: { id: nadia.customerId },
      others: [],
    });
    const accept = { planId, decision: "accept", words: "Bon courage." } as const;
    expect(await decidePlan(context, julien, accept)).toEqual({ decided: "accepted" });
    expect(await decidePlan(context, julien, accept)).toEqual({ refused: "already-decided" });
    expect(await openTasks()).toEqual([]);
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "accepted",
      answer: "Bon courage.",
    });
    expect(await told()).toEqual(["payment_plan.proposed", "payment_plan.accepted"]);
    const logged = await context.db.select().from(auditLog).where(eq(auditLog.subjectId, planId));
    expect(logged).toMatchObject([
      { action: "payment-plan.accepted", actorId: personId, data: { granted: "1500.00" } },
    ]);
  });

  it("is refused with words, and another may follow", async () => {
    const { id, planId } = await propose();
    const refuse = { planId, decision: "refuse", words: "" } as const;
    expect(await decidePlan(context, julien, refuse)).toEqual({ refused: "words-missing" });
    await decidePlan(context, julien, { ...refuse, words: "Deux fois, plutôt\u202f?" });
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      state: "refused",
      answer: "Deux fois, plutôt\u202f?",
    });
    expect(await proposePlan(context, nadia, promise(id, { amount: 150_000 }))).toMatchObject({
      state: "proposed",
    });
  });

  it("goes on with the rest when a part is paid meanwhile, and ends when all is", async () => {
    const { id, planId } = await propose();
    await pay(id, 60_000);
    await decidePlan(context, julien, { planId, decision: "accept", words: "" });
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({
      rest: 90_000,
      next: { dueOn: "2026-12-20", left: 40_000 },
    });
    const other = await propose();
    await pay(other.id, 150_000);
    expect((await planOfInvoice(context, nadia, other.id))?.state).toBe("withdrawn");
    expect(await openTasks()).toEqual([]);
    const late = { planId: other.planId, decision: "accept", words: "" } as const;
    expect(await decidePlan(context, julien, late)).toEqual({ refused: "already-decided" });
  });

  it("that nobody answers ends on its first day, and somebody is asked to call", async () => {
    const { id, planId } = await propose();
    await on("2026-11-20");
    expect((await planOfInvoice(context, nadia, id))?.state).toBe("proposed");
    context.clock.set(morningOf("2026-11-21"));
    const accept = { planId, decision: "accept", words: "" } as const;
    expect(await decidePlan(context, julien, accept)).toEqual({ refused: "day-past" });
    await on("2026-11-21");
    expect(await planOfInvoice(context, nadia, id)).toMatchObject({ state: "refused", answer: "" });
    expect(await openTasks()).toEqual(["plan-unanswered"]);
  });
});

describe("one arrangement of an invoice holds", () => {
  it("whoever is first, and the same form sent twice is one", async () => {
    const id = await invoice(nadia);
    const form = promise(id);
    const answers = await Promise.all([
      proposePlan(context, nadia, form),
      proposePlan(context, nadia, form),
      proposePlan(context, nadia, instalments(id)),
      proposePlan(context, nadia, promise(id)),
    ]);
    for (const answer of answers)
      expect([{ state: "accepted", answerBy: null }, { refused: "plan-exists" }]).toContainEqual(
        answer,
      );
    expect(await livePlans(context, nadia)).toHaveLength(1);
    expect(await told()).toEqual(["payment_plan.accepted"]);
  });

  it("and may be given up: what is left is due as before", async () => {
    const id = await invoice(nadia);
    await proposePlan(context, nadia, instalments(id));
    expect(await withdrawPlan(context, nadia, id)).toEqual({ withdrawn: true });
    expect(await withdrawPlan(context, nadia, id)).toEqual({ withdrawn: false });
    expect(await told()).toEqual(["payment_plan.accepted", "payment_plan.withdrawn"]);
    // On the same day it is a change of mind; later the rules would never see a promise broken.
    expect(await proposePlan(context, nadia, promise(id))).toMatchObject({ state: "accepted" });
    context.clock.set(morningOf("2026-11-23"));
    await withdrawPlan(context, nadia, id);
    const again = promise(id, { days: ["2026-12-04"] });
    expect(await proposePlan(context, nadia, again)).toMatchObject({ state: "proposed" });
  });
});

describe("who may", () => {
  it("whoever pays; a link's holder promises for its invoice; nobody for another's", async () => {
    const id = await invoice(nadia);
    const link: LinkViewer = {
      kind: "link",
      accessLinkId: newId(),
      customerId: nadia.customerId,
      customerNumber: nadia.customerNumber,
      invoiceId: id,
      personId: nadia.personId,
      name: "Nadia",
    };
    const other = await invoice(nadia);
    const looks: PersonViewer = { ...nadia, role: "viewer" };
    expect(await proposePlan(context, looks, promise(id))).toEqual({ refused: "not-allowed" });
    expect(await proposePlan(context, link, instalments(id))).toEqual({ refused: "not-allowed" });
    expect(await proposePlan(context, link, promise(other))).toEqual({ refused: "not-found" });
    const stranger = await customer();
    expect(await proposePlan(context, stranger, promise(id))).toEqual({ refused: "not-found" });
    expect(await withdrawPlan(context, stranger, id)).toEqual({ refused: "not-found" });
    expect(await planOfInvoice(context, stranger, id)).toBeNull();
    expect(await proposePlan(context, link, promise(id))).toMatchObject({ state: "accepted" });
    expect(await planOfInvoice(context, link, id)).toMatchObject({ kind: "promise" });
    await withdrawPlan(context, link, id);
    await proposePlan(context, nadia, instalments(id));
    expect(await withdrawPlan(context, link, id)).toEqual({ refused: "not-allowed" });
  });

  it("within the limits, and never of what is paid", async () => {
    const id = await invoice(nadia);
    const late = promise(id, { days: ["2026-12-01"] });
    expect(await proposePlan(context, nadia, late)).toEqual({
      refused: "invalid-days",
      problem: "too-late",
      at: 0,
    });
    await pay(id, 46_420);
    expect(await proposePlan(context, nadia, promise(id))).toMatchObject({
      refused: "nothing-due",
    });
    const yen = await invoice(nadia, { currency: "JPY", payable: 100_000 });
    expect(await proposePlan(context, nadia, promise(yen, { amount: 100_000 }))).toMatchObject({
      state: "proposed",
    });
  });
});

it("automatic payment leaves out what is arranged, whether it was announced or not", async () => {
  const { customerId, personId: payer } = nadia;
  await inScope(context, nadia, (tx) =>
    tx.insert(memberships).values({
      customerId,
      personId: payer,
      role: "owner",
      createdAt: context.clock.now(),
    }),
  );
  await saveMethod(context, standIn, nadia);
  await settleDown();
  const [announced, arranged] = [await invoice(nadia), await invoice(nadia)];
  context.clock.set(morningOf("2026-11-24"));
  await proposePlan(context, nadia, promise(arranged, { days: ["2026-12-08"] }));
  context.clock.set(morningOf("2026-11-26"));
  await planCharges(context);
  const charges = () =>
    inScope(context, nadia, (tx) =>
      tx.select().from(autopayCharges).where(eq(autopayCharges.customerId, customerId)),
    );
  expect(await charges()).toMatchObject([{ invoiceId: announced, state: "planned" }]);
  await proposePlan(context, nadia, promise(announced, { days: ["2026-12-10"] }));
  expect(await charges()).toMatchObject([{ state: "skipped", skipReason: "arranged" }]);
  context.clock.set(morningOf("2026-12-02"));
  await planCharges(context);
  await chargeDue(context);
  await settleDown();
  expect((await state(nadia)).payments).toEqual([]);
  expect(await livePlans(context, nadia)).toHaveLength(2);
});
