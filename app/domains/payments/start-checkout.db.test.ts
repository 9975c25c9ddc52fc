import { beforeEach, describe, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { type CheckoutInput, startCheckout } from "./start-checkout.server.ts";
import { syncCheckout } from "./sync-checkout.server.ts";
import { synchronisePayments } from "./synchronise-payments.server.ts";

const { context, standIn, customer, invoice, settleDown, state } = await paymentBench();
const create = "/v1/checkout/sessions";
const expire = /\/expire$/;

let nadia: PersonViewer;
beforeEach(async () => {
  nadia = await customer();
  standIn.answers.clear();
  standIn.webhooks.clearFaults();
});

const press = (invoiceIds: string[], more: Partial<CheckoutInput> = {}) =>
  startCheckout(context, nadia, {
    invoiceIds,
    language: "fr",
    returnTo: `/c/${nadia.customerNumber}/payments/return`,
    ...more,
  });

/** The page that a press led to, by the id at the end of its address. */
async function pageOf(pressed: ReturnType<typeof press>): Promise<string> {
  const answer = await pressed;
  if (isRefused(answer)) throw new Error(`Refused: ${answer.refused}`);
  const session = sessions().find(({ url }) => url === answer.url);
  if (!session) throw new Error(`No open session at ${answer.url}`);
  return session.id;
}

const sessions = () =>
  [...standIn.account.sessions.values()].filter(
    ({ metadata }) => metadata?.customer === nadia.customerId,
  );
const openPages = () => sessions().filter(({ status }) => status === "open");
const charged = () =>
  standIn.ledger
    .payments()
    .filter(({ metadata }) => metadata.customer === nadia.customerId)
    .reduce((sum, { charged: amount }) => sum + amount, 0);

describe("the payment page", () => {
  it("asks for what is due now, in the customer's words, and says whose it is", async () => {
    const id = await invoice(nadia, { payable: 46_420, claimed: 9_240, number: "FA-2026-01902" });
    const page = await pageOf(press([id]));
    const session = standIn.account.sessions.get(page);
    expect(session).toMatchObject({
      amount_total: 37_180,
      currency: "eur",
      locale: "fr",
      customer_email: nadia.email,
      payment_method_types: ["card", "sepa_debit"],
      success_url: `${context.config.appUrl}/c/${nadia.customerNumber}/payments/return?session_id={CHECKOUT_SESSION_ID}`,
    });
    expect(standIn.account.lineItems.get(page)?.[0]?.description).toBe("Facture FA-2026-01902");
    standIn.pay(page, { method: "card" });
    expect(standIn.ledger.payments().at(-1)?.metadata).toMatchObject({
      customer: nadia.customerId,
      attempt: session?.client_reference_id,
    });
  });

  it.each([
    ["JPY", 500, 500],
    ["KWD", 5124, 5130],
    ["CHF", 12_345, 12_345],
  ])("charges %s as Stripe counts it", async (currency, payable, amount) => {
    const id = await invoice(nadia, { currency, payable });
    const page = await pageOf(press([id]));
    expect(standIn.account.sessions.get(page)).toMatchObject({
      amount_total: amount,
      payment_method_types: ["card"],
    });
    standIn.pay(page, { method: "card" });
    await settleDown();
    const { invoices, payments, tasks } = await state(nadia);
    expect(invoices[0]).toMatchObject({ settled: payable, outstanding: 0 });
    expect(payments[0]).toMatchObject({ amount, currency, unallocated: amount - payable });
    expect(tasks).toEqual([]);
  });

  it("refuses what nobody should pay", async () => {
    const stranger = await customer();
    const [own, theirs, francs, contested, tiny] = [
      await invoice(nadia),
      await invoice(stranger),
      await invoice(nadia, { currency: "CHF" }),
      await invoice(nadia, { claimed: 999_999 }),
      await invoice(nadia, { payable: 20 }),
    ];
    expect(await press([theirs])).toEqual({ refused: "not-found" });
    expect(await press([own, theirs])).toEqual({ refused: "not-found" });
    expect(await press([own, francs])).toEqual({ refused: "mixed-currencies" });
    expect(await press([contested])).toMatchObject({ refused: "nothing-due" });
    expect(await press([own], { amounts: { [own]: 46_421 } })).toMatchObject({
      refused: "invalid-amount",
      most: 46_420,
    });
    expect(await press([tiny])).toEqual({ refused: "amount-too-small" });
    expect(
      await startCheckout(
        context,
        { ...nadia, role: "viewer" },
        { invoiceIds: [own], language: "fr", returnTo: "/" },
      ),
    ).toEqual({ refused: "not-allowed" });
    expect(openPages()).toEqual([]);
  });

  it("lets a link holder pay the invoice of the link and no other", async () => {
    const [linked, other] = [await invoice(nadia), await invoice(nadia)];
    const link = {
      kind: "link",
      accessLinkId: nadia.personId,
      customerId: nadia.customerId,
      customerNumber: nadia.customerNumber,
      invoiceId: linked,
      personId: null,
      name: "Nadia",
    } as const;
    const input = { language: "en", returnTo: "/i/secret/return" } as const;
    expect(await startCheckout(context, link, { ...input, invoiceIds: [other] })).toEqual({
      refused: "not-found",
    });
    expect(await startCheckout(context, link, { ...input, invoiceIds: [linked] })).toHaveProperty(
      "url",
    );
  });
});

describe("pressing more than once", () => {
  it("leads every press of a double click to the same page", async () => {
    const id = await invoice(nadia);
    const answers = await Promise.all([press([id]), press([id]), press([id]), press([id])]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(sessions()).toHaveLength(1);
  });

  it("closes the older page when another amount, language or selection is paid", async () => {
    const [one, two] = [await invoice(nadia), await invoice(nadia)];
    await pageOf(press([one]));
    await pageOf(press([one], { language: "en" }));
    await pageOf(press([one], { amounts: { [one]: 10_000 } }));
    const last = await pageOf(press([one, two]));
    expect(openPages().map(({ id }) => id)).toEqual([last]);
  });

  it("leaves one payable page when two tabs pay different things at once", async () => {
    const [one, two] = [await invoice(nadia), await invoice(nadia)];
    const answers = await Promise.all([
      press([one, two]),
      press([one]),
      press([one], { amounts: { [one]: 5_000 } }),
    ]);
    const led = answers.flatMap((answer) => ("url" in answer ? [answer.url] : []));
    expect(led.length).toBeGreaterThan(0);
    expect(openPages()).toHaveLength(1);
    expect(led).toContain(openPages()[0]?.url);
  });

  it("finds out that the older page was paid a moment ago, although no webhook came", async () => {
    standIn.webhooks.pause();
    const id = await invoice(nadia);
    const page = await pageOf(press([id]));
    standIn.pay(page, { method: "card" });
    expect(await press([id])).toMatchObject({ refused: "already-paid" });
    expect(await press([id], { language: "en" })).toMatchObject({ refused: "already-paid" });
    standIn.webhooks.resume();
    await settleDown();
    expect(charged()).toBe(46_420);
    expect((await state(nadia)).payments).toHaveLength(1);
  });

  it("synchronises instead when the older page was paid while it should be closed", async () => {
    standIn.webhooks.pause();
    const id = await invoice(nadia);
    const page = await pageOf(press([id], { amounts: { [id]: 10_000 } }));
    standIn.pay(page, { method: "sepa_debit" });
    expect(await press([id])).toMatchObject({ refused: "processing" });
    standIn.webhooks.resume();
    await settleDown();
    expect(sessions()).toHaveLength(1);
    expect((await state(nadia)).invoices[0]).toMatchObject({ processing: 10_000, settled: 0 });
  });
});

describe("when Stripe's answers get lost", () => {
  it.each(["lose-answer", "lose-request", "fail-before", "fail-after"] as const)(
    "makes one page: %s",
    async (fault) => {
      const id = await invoice(nadia);
      standIn.answers.plan({ fault, method: "POST", path: create });
      await pageOf(press([id]));
      expect(sessions()).toHaveLength(1);
    },
  );

  it("charges nothing when Stripe cannot be reached, and goes on where it was", async () => {
    const id = await invoice(nadia);
    standIn.answers.plan({ fault: "lose-answer", method: "POST", path: create, times: 4 });
    expect(await press([id])).toEqual({ refused: "provider-unavailable" });
    await pageOf(press([id]));
    expect(sessions()).toHaveLength(1);
  });

  it("closes the page whose answer never came before another is paid", async () => {
    const id = await invoice(nadia);
    standIn.answers.plan({ fault: "lose-answer", method: "POST", path: create, times: 4 });
    await press([id]);
    const page = await pageOf(press([id], { language: "en" }));
    expect(openPages().map((session) => session.id)).toEqual([page]);
  });

  it("finds the page of a lost answer in the background", async () => {
    const id = await invoice(nadia);
    standIn.answers.plan({ fault: "lose-answer", method: "POST", path: create, times: 4 });
    await press([id]);
    await synchronisePayments(context, { silentFor: -1 });
    expect((await state(nadia)).attempts[0]?.checkoutSessionId).toBe(sessions()[0]?.id);
  });

  it("does not open another page while the older one may be open", async () => {
    const id = await invoice(nadia);
    await pageOf(press([id]));
    standIn.answers.plan({ fault: "lose-request", path: expire, times: 4 });
    expect(await press([id], { language: "en" })).toEqual({ refused: "provider-unavailable" });
    expect(sessions()).toHaveLength(1);
  });

  it("closes a page that was made for an attempt given up meanwhile", async () => {
    const id = await invoice(nadia);
    standIn.answers.plan({ fault: "hold", method: "POST", path: create });
    const slow = press([id]);
    await expect.poll(() => standIn.answers.holding).toBe(1);
    const page = await pageOf(press([id], { language: "en" }));
    standIn.answers.release();
    expect(await slow).toEqual({ refused: "other-payment" });
    expect(openPages().map((session) => session.id)).toEqual([page]);
  });
});

describe("a page that expires", () => {
  it("frees the invoice and says that nothing was charged", async () => {
    const id = await invoice(nadia);
    const page = await pageOf(press([id]));
    context.clock.advance(25 * 60 * 60 * 1000);
    standIn.tick();
    expect(await syncCheckout(context, page)).toMatchObject({ state: "expired" });
    await pageOf(press([id]));
    expect(openPages()).toHaveLength(1);
    expect(charged()).toBe(0);
  });
});
