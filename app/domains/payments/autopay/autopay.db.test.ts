import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { days, hours, minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { memberships } from "#db/schema/accounts.ts";
import { autopayAgreements, autopayCharges, paymentMethods } from "#db/schema/autopay.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { type SavedMethod, saveMethod } from "#tests/support/save-method.ts";
import { claimAmount } from "../../invoices/settlements.server.ts";
import { reconcile } from "../reconcile.server.ts";
import { startCheckout } from "../start-checkout.server.ts";
import { synchronisePayments } from "../synchronise-payments.server.ts";
import { changeLimit, skipCharge } from "./change-autopay.server.ts";
import { chargeDue } from "./charge-due.server.ts";
import { planCharges } from "./plan-charges.server.ts";
import { forgetMethod, stopAutopay } from "./stop-autopay.server.ts";

const bench = await paymentBench();
const { context, standIn } = bench;
const amount = 46_420;

/** A day at nine in the morning in Paris: charges are made from eight on. */
const at = (day: string) => new Date(`${day}T08:00:00Z`);

/** A customer whose person has saved a way to pay on 1 November. */
async function customerWithAutopay(saved: SavedMethod = {}): Promise<PersonViewer> {
  context.clock.set(at("2026-11-01"));
  const viewer = await bench.customer();
  await inScope(context, viewer, (tx) =>
    tx.insert(memberships).values({
      customerId: viewer.customerId,
      personId: viewer.personId,
      role: "owner",
      createdAt: context.clock.now(),
    }),
  );
  await save(viewer, saved);
  return viewer;
}

async function save(viewer: PersonViewer, saved: SavedMethod): Promise<string> {
  const outcome = await saveMethod(context, standIn, viewer, saved);
  await bench.settleDown();
  return outcome;
}

/** What the worker does at this hour of that day. */
async function on(day: string) {
  context.clock.set(at(day));
  standIn.tick();
  await planCharges(context);
  await chargeDue(context);
  await bench.settleDown();
}

const chargesOf = (viewer: PersonViewer) =>
  inScope(context, viewer, (tx) =>
    tx
      .select()
      .from(autopayCharges)
      .where(eq(autopayCharges.customerId, viewer.customerId))
      .orderBy(autopayCharges.createdAt, autopayCharges.id),
  );
const agreementsOf = (viewer: PersonViewer) =>
  inScope(context, viewer, (tx) =>
    tx
      .select()
      .from(autopayAgreements)
      .where(eq(autopayAgreements.customerId, viewer.customerId))
      .orderBy(autopayAgreements.startedAt, autopayAgreements.id),
  );

/** What Stripe took of this customer, by its own books. */
function takenOf(viewer: PersonViewer): number {
  return standIn.account.paymentIntents
    .values()
    .filter(
      ({ metadata, status }) => metadata.customer === viewer.customerId && status === "succeeded",
    )
    .reduce((sum, { amount_received }) => sum + amount_received, 0);
}

test("an invoice is told five days before, and charged once on its due date", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer, { dueDate: "2026-11-30" });
  await on("2026-11-24");
  expect(await chargesOf(viewer)).toEqual([]);
  await on("2026-11-25");
  expect(await chargesOf(viewer)).toMatchObject([
    { state: "planned", chargeOn: "2026-11-30", amount },
  ]);
  await on("2026-11-29");
  expect(takenOf(viewer)).toBe(0);
  await on("2026-11-30");
  await on("2026-11-30");
  await on("2026-12-01");
  expect(takenOf(viewer)).toBe(amount);
  const state = await bench.state(viewer);
  expect(state.invoices).toMatchObject([{ outstanding: 0 }]);
  expect(state.payments).toMatchObject([{ amount, method: "card", refunded: 0 }]);
  expect(state.events.map(({ type }) => type)).toEqual([
    "autopay.started",
    "autopay.planned",
    "invoice.settled",
    "payment.received",
  ]);
});

test("nothing is charged in the night, nor when the worker runs twice at once", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer, { dueDate: "2026-11-30" });
  await on("2026-11-25");
  context.clock.set(new Date("2026-11-30T02:00:00Z"));
  await chargeDue(context);
  expect(takenOf(viewer)).toBe(0);
  context.clock.set(at("2026-11-30"));
  await Promise.all([chargeDue(context), chargeDue(context), chargeDue(context)]);
  await bench.settleDown();
  expect(takenOf(viewer)).toBe(amount);
});

test("what was late before is left alone; what arrives late is charged five days after it was told", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer, { dueDate: "2026-10-20" });
  await bench.invoice(viewer, { dueDate: "2026-11-03" });
  await on("2026-11-02");
  expect(await chargesOf(viewer)).toMatchObject([{ state: "planned", chargeOn: "2026-11-07" }]);
  await on("2026-11-07");
  expect(takenOf(viewer)).toBe(amount);
});

test("only what is due is taken: contested parts are not, and never more than was told", async () => {
  const viewer = await customerWithAutopay();
  const { customerId } = viewer;
  const [part, whole] = [await bench.invoice(viewer), await bench.invoice(viewer)];
  await on("2026-11-25");
  for (const [invoiceId, change] of [
    [part, 10_000],
    [whole, amount],
  ] as const)
    await inScope(context, viewer, (tx) =>
      claimAmount(context, tx, { customerId, invoiceId, change }),
    );
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(amount - 10_000);
  const skipped = (await chargesOf(viewer)).find(({ invoiceId }) => invoiceId === whole);
  expect(skipped).toMatchObject({ state: "skipped", skipReason: "contested" });
  // The dispute ends: what is owed again is told again, with the same number of days.
  await inScope(context, viewer, (tx) =>
    claimAmount(context, tx, { customerId, invoiceId: whole, change: -amount }),
  );
  await on("2026-12-01");
  await on("2026-12-06");
  expect(takenOf(viewer)).toBe(2 * amount - 10_000);
  const { invoices, settlements } = await bench.state(viewer);
  expect(settlements).toHaveLength(2);
  expect(invoices.find(({ id }) => id === part)).toMatchObject({ outstanding: 10_000 });
});

test("a page that is open meets the charge: one of them takes the money", async () => {
  const viewer = await customerWithAutopay();
  const unpaid = await bench.invoice(viewer);
  const paid = await bench.invoice(viewer);
  await on("2026-11-25");
  context.clock.set(at("2026-11-30"));
  const open = async (invoiceId: string) => {
    const opened = await startCheckout(context, viewer, {
      invoiceIds: [invoiceId],
      language: "fr",
      returnTo: "/c/C-1/payments/return",
    });
    if (isRefused(opened)) throw new Error(opened.refused);
    return opened.url.split("/").at(-1) ?? "";
  };
  const pages = { unpaid: await open(unpaid), paid: await open(paid) };
  standIn.webhooks.pause();
  standIn.pay(pages.paid, { method: "card" });
  await chargeDue(context);
  standIn.webhooks.resume();
  await bench.settleDown();
  expect(standIn.account.sessions.get(pages.unpaid)?.status).toBe("expired");
  expect(takenOf(viewer)).toBe(2 * amount);
  const { payments, invoices } = await bench.state(viewer);
  expect(payments).toHaveLength(2);
  expect(invoices.map(({ outstanding }) => outstanding)).toEqual([0, 0]);
});

test("a bank that wants its holder: nothing is taken, nothing stays payable beside the page that is offered", async () => {
  const viewer = await customerWithAutopay({ card: "4000002760003184" });
  const invoiceId = await bench.invoice(viewer);
  await on("2026-11-25");
  await on("2026-11-30");
  const { attempts, events } = await bench.state(viewer);
  expect(attempts).toMatchObject([{ state: "failed", failureCode: "authentication_required" }]);
  expect(events.at(-1)).toMatchObject({ type: "payment.failed", data: { automatic: true } });
  const intents = standIn.account.paymentIntents
    .values()
    .filter(({ metadata }) => metadata.customer === viewer.customerId);
  expect(intents.map(({ status }) => status)).toEqual(["canceled"]);
  // Not tried again by itself; by hand it works.
  await on("2026-12-01");
  const opened = await startCheckout(context, viewer, {
    invoiceIds: [invoiceId],
    language: "fr",
    returnTo: "/c/C-1/payments/return",
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  standIn.pay(opened.url.split("/").at(-1) ?? "", { method: "card" });
  await bench.settleDown();
  expect(takenOf(viewer)).toBe(amount);
  expect(await agreementsOf(viewer)).toMatchObject([{ stoppedAt: null }]);
});

test("a debit is under way for days, then paid or failed; meanwhile nobody can pay it again", async () => {
  const viewer = await customerWithAutopay({ iban: "AT861904300235473202" });
  await bench.invoice(viewer);
  await on("2026-11-25");
  await on("2026-11-30");
  expect((await bench.state(viewer)).invoices).toMatchObject([{ processing: amount }]);
  await on("2026-12-06");
  const { invoices, attempts } = await bench.state(viewer);
  expect(invoices).toMatchObject([{ processing: 0, outstanding: amount }]);
  expect(attempts).toMatchObject([{ state: "failed" }]);
  expect(takenOf(viewer)).toBe(0);
});

test.each(["lose-request", "lose-answer", "fail-before", "fail-after"] as const)(
  "%s: charged once, whatever came of the question",
  async (fault) => {
    const viewer = await customerWithAutopay();
    await bench.invoice(viewer);
    await on("2026-11-25");
    context.clock.set(at("2026-11-30"));
    standIn.answers.plan({ fault, method: "POST", path: "/v1/payment_intents", times: 4 });
    await chargeDue(context);
    await bench.settleDown();
    expect(takenOf(viewer)).toBeLessThanOrEqual(amount);
    context.clock.advance(minutes(11));
    await synchronisePayments(context);
    await chargeDue(context);
    await bench.settleDown();
    expect(takenOf(viewer)).toBe(amount);
    const { payments, invoices } = await bench.state(viewer);
    expect(payments).toHaveLength(1);
    expect(invoices).toMatchObject([{ outstanding: 0 }]);
  },
);

test.each(["stopped", "replaced"] as const)(
  "%s while an answer is lost: the old card is not charged any more",
  async (how) => {
    const viewer = await customerWithAutopay();
    await bench.invoice(viewer);
    await on("2026-11-25");
    context.clock.set(at("2026-11-30"));
    standIn.answers.plan({
      fault: "lose-request",
      method: "POST",
      path: "/v1/payment_intents",
      times: 4,
    });
    await chargeDue(context);
    const [agreement] = await agreementsOf(viewer);
    if (how === "replaced") await save(viewer, { card: "5555555555554444" });
    else
      await stopAutopay(context, viewer, {
        customerId: viewer.customerId,
        agreementId: agreement?.id ?? "",
      });
    context.clock.advance(minutes(11));
    await synchronisePayments(context);
    await chargeDue(context);
    await bench.settleDown();
    const { payments } = await bench.state(viewer);
    expect(payments.map(({ details }) => details.last4)).toEqual(how === "stopped" ? [] : ["4444"]);
  },
);

test("a limit holds for the calendar month, and is told of before", async () => {
  const viewer = await customerWithAutopay({ monthlyLimit: 2 * amount });
  for (const dueDate of ["2026-11-20", "2026-11-25", "2026-11-28", "2026-12-02"])
    await bench.invoice(viewer, { dueDate });
  for (const day of ["2026-11-18", "2026-11-23", "2026-11-28", "2026-12-03"]) await on(day);
  const charges = await chargesOf(viewer);
  expect(charges.map(({ state, skipReason }) => skipReason ?? state)).toEqual([
    "started",
    "started",
    "limit",
    "started",
  ]);
  expect(takenOf(viewer)).toBe(3 * amount);
  const { events } = await bench.state(viewer);
  expect(events.filter(({ type }) => type === "autopay.skipped")).toMatchObject([
    { data: { reason: "limit", amount: "464.20" } },
  ]);
});

test("a limit that is lowered holds for what is planned already", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer);
  await on("2026-11-25");
  const [agreement] = await agreementsOf(viewer);
  await changeLimit(context, viewer, { agreementId: agreement?.id ?? "", monthlyLimit: 100 });
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(0);
});

test("stopped in one press: nothing planned is taken, and Stripe forgets the card", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer);
  await on("2026-11-25");
  const [agreement] = await agreementsOf(viewer);
  const stop = () =>
    stopAutopay(context, viewer, {
      customerId: viewer.customerId,
      agreementId: agreement?.id ?? "",
    });
  expect(await Promise.all([stop(), stop()])).toEqual(["stopped", "stopped"]);
  await forgetMethod(context, {
    customerId: viewer.customerId,
    methodId: agreement?.methodId ?? "",
  });
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(0);
  const methods = await inScope(context, viewer, (tx) => tx.select().from(paymentMethods));
  expect(methods[0]?.removedAt).not.toBeNull();
  expect(standIn.account.paymentMethods.get(methods[0]?.providerId ?? "")?.customer).toBeNull();
  expect(
    (await bench.state(viewer)).events.filter(({ type }) => type === "autopay.stopped"),
  ).toHaveLength(1);
});

test("one invoice is left out; another customer's cannot be", async () => {
  const viewer = await customerWithAutopay();
  const other = await bench.customer();
  await bench.invoice(viewer);
  await on("2026-11-25");
  const [charge] = await chargesOf(viewer);
  expect(await skipCharge(context, other, charge?.id ?? "")).toMatchObject({
    refused: "not-found",
  });
  expect(await skipCharge(context, { ...viewer, role: "viewer" }, charge?.id ?? "")).toMatchObject({
    refused: "not-allowed",
  });
  expect(await skipCharge(context, viewer, charge?.id ?? "")).toBe("skipped");
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(0);
});

test("a mandate that the bank withdraws, a card taken off at Stripe: automatic payment stops and says so", async () => {
  const debit = await customerWithAutopay({ iban: "FR1420041010050500013M02606" });
  const card = await customerWithAutopay();
  for (const viewer of [debit, card]) {
    const [method] = await inScope(context, viewer, (tx) => tx.select().from(paymentMethods));
    if (viewer === debit) standIn.revokeMandate(method?.mandateId ?? "");
    else standIn.detachPaymentMethod(method?.providerId ?? "");
    await bench.settleDown();
    expect(await agreementsOf(viewer)).toMatchObject([{ stopReason: "method-gone" }]);
    await bench.invoice(viewer);
    await on("2026-11-25");
    expect(await chargesOf(viewer)).toEqual([]);
  }
});

test("another card takes the place of the first, and what was told stays planned", async () => {
  const viewer = await customerWithAutopay({ card: "4000000000000341" });
  await bench.invoice(viewer);
  await on("2026-11-25");
  await save(viewer, { card: "4242424242424242" });
  expect(await agreementsOf(viewer)).toMatchObject([
    { stopReason: "replaced" },
    { stoppedAt: null },
  ]);
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(amount);
});

test("saved once, however often and in whatever order it is told; not saved, nothing begins", async () => {
  Object.assign(standIn.webhooks.faults, { duplicates: 3, concurrency: 4, order: "newest-first" });
  const viewer = await customerWithAutopay();
  standIn.webhooks.clearFaults();
  expect(await agreementsOf(viewer)).toHaveLength(1);
  const outcome = await save(viewer, { card: "4000000000000002" });
  expect(outcome).toBe("declined");
  expect(await agreementsOf(viewer)).toHaveLength(1);
});

test("what changed since it was told is told again, and a higher amount gets the same number of days", async () => {
  const viewer = await customerWithAutopay();
  const { customerId } = viewer;
  const invoiceId = await bench.invoice(viewer);
  const claim = (change: number) =>
    inScope(context, viewer, (tx) => claimAmount(context, tx, { customerId, invoiceId, change }));
  await claim(10_000);
  await on("2026-11-25");
  await claim(-10_000);
  await on("2026-11-29");
  expect(await chargesOf(viewer)).toMatchObject([{ chargeOn: "2026-12-04", amount }]);
  await on("2026-11-30");
  expect(takenOf(viewer)).toBe(0);
  await on("2026-12-04");
  expect(takenOf(viewer)).toBe(amount);
  const told = (await bench.state(viewer)).events.filter(({ type }) => type === "autopay.planned");
  expect(told.map(({ data }) => data.amount)).toEqual(["364.20", "464.20"]);
});

test("a charge whose news never came is found by the comparison with Stripe", async () => {
  const viewer = await customerWithAutopay();
  await bench.invoice(viewer);
  await on("2026-11-25");
  context.clock.set(at("2026-11-30"));
  standIn.webhooks.pause();
  standIn.answers.plan({
    fault: "lose-answer",
    method: "POST",
    path: "/v1/payment_intents",
    times: 4,
  });
  await chargeDue(context);
  expect((await bench.state(viewer)).payments).toEqual([]);
  await reconcile(context, { since: at("2026-10-01") });
  expect((await bench.state(viewer)).payments).toMatchObject([{ amount }]);
  standIn.webhooks.resume();
});

test("Stripe's books and ours agree after all of this", async () => {
  context.clock.advance(days(1) + hours(1));
  const { differences } = await reconcile(context, { since: at("2026-10-01") });
  expect(differences).toEqual([]);
});
