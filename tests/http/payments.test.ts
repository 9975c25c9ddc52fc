import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { createAccessLink } from "#app/domains/accounts/access-link.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { stripeSignature } from "#app/processes/demo/stripe-stand-in/webhook-signature.ts";
import * as payPage from "#app/routes/c.$customerNumber.invoices.$id_.pay.tsx";
import * as severalPage from "#app/routes/c.$customerNumber.pay.tsx";
import * as historyPage from "#app/routes/c.$customerNumber.payments._index.tsx";
import * as receiptPage from "#app/routes/c.$customerNumber.payments.$id.tsx";
import * as receiptPdf from "#app/routes/c.$customerNumber.payments.$id[.pdf].tsx";
import * as returnPage from "#app/routes/c.$customerNumber.payments.return.tsx";
import * as staffPage from "#app/routes/staff.payments.tsx";
import * as webhook from "#app/routes/webhooks.stripe.ts";
import { memberships } from "#db/schema/accounts.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";

const { context, standIn, customer, invoice, settleDown } = await paymentBench();
let nadia: PersonViewer;
let stranger: PersonViewer;
let cookie: string;

beforeAll(async () => {
  nadia = await customer();
  stranger = await customer();
  for (const who of [nadia, stranger]) await join(who, "owner");
  cookie = await session(nadia);
});

const join = (who: PersonViewer, role: "owner" | "viewer") =>
  inScope(context, "all", (tx) =>
    tx
      .insert(memberships)
      .values({
        customerId: who.customerId,
        personId: who.personId,
        role,
        createdAt: context.clock.now(),
      })
      .onConflictDoUpdate({
        target: [memberships.customerId, memberships.personId],
        set: { role },
      }),
  );

async function session({ personId }: PersonViewer): Promise<string> {
  const set = await startSession(context, { personId, userAgent: null, cookieHeader: null });
  return set.split(";")[0] ?? "";
}

function args(
  path: string,
  params: Record<string, string>,
  fields?: [string, string][],
  as = cookie,
) {
  const request = new Request(`${context.config.appUrl}${path}`, {
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
    data: ("data" in (answer as object) ? data : answer) as Record<string, unknown>,
  };
}

const at = (who: PersonViewer, more: Record<string, string> = {}) => ({
  customerNumber: who.customerNumber,
  ...more,
});

describe("paying over HTTP, without a script", () => {
  test("from the button to the receipt", async () => {
    const id = await invoice(nadia, { payable: 46_420, claimed: 9_240 });
    const page = await answerOf(payPage.loader(args("/", at(nadia, { id }))));
    expect(page.data).toMatchObject({ dueNow: { minor: 37_180 }, contested: { minor: 9_240 } });

    const pressed = await answerOf(payPage.action(args("/", at(nadia, { id }), [])));
    expect(pressed.status).toBe(303);
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    const paid = standIn.pay(checkout?.id ?? "", { method: "card" });
    const back = new URL(paid.redirect ?? "");
    expect(back.pathname).toBe(`/c/${nadia.customerNumber}/payments/return`);

    const told = await answerOf(returnPage.loader(args(back.pathname + back.search, at(nadia))));
    expect(told.data).toMatchObject({ title: "Paiement reçu", tone: "paid" });
    const history = await answerOf(historyPage.loader(args("/", at(nadia))));
    const [row] = (history.data as { rows: { id: string; number: string }[] }).rows;
    const receipt = at(nadia, { id: row?.id ?? "" });
    expect((await answerOf(receiptPage.loader(args("/", receipt)))).data).toMatchObject({
      amount: { minor: 37_180, currency: "EUR" },
    });
    const pdf = await receiptPdf.loader(args("/", receipt));
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    const again = await answerOf(payPage.action(args("/", at(nadia, { id }), [])));
    expect(again.status).toBe(409);
  });

  test("a part, typed as people type; nonsense comes back with what was typed", async () => {
    const id = await invoice(nadia, { payable: 46_420 });
    const wrong = await answerOf(
      payPage.action(args("/", at(nadia, { id }), [["amount", "cent"]])),
    );
    expect(wrong).toMatchObject({ status: 422, data: { values: { amount: "cent" } } });
    const part = await answerOf(
      payPage.action(args("/", at(nadia, { id }), [["amount", "1\u202f25,50 €"]])),
    );
    const checkout = standIn.account.sessions.values().find(({ url }) => url === part.to);
    expect(checkout?.amount_total).toBe(12_550);
  });

  test("several, exactly those ticked", async () => {
    const [one, two] = [
      await invoice(nadia, { payable: 100 }),
      await invoice(nadia, { payable: 200 }),
    ];
    const page = await answerOf(
      severalPage.loader(args(`/?invoice=${one}&invoice=${two}`, at(nadia))),
    );
    expect((page.data as { groups: unknown[] }).groups).toMatchObject([{ total: { minor: 300 } }]);
    const none = await answerOf(severalPage.action(args("/", at(nadia), [])));
    expect(none.status).toBe(422);
    const pressed = await answerOf(
      severalPage.action(
        args("/", at(nadia), [
          ["invoice", one],
          ["invoice", two],
        ]),
      ),
    );
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    expect(checkout?.amount_total).toBe(300);
  });

  test("coming back without paying claims nothing and starts nothing", async () => {
    const id = await invoice(nadia);
    const pressed = await answerOf(payPage.action(args("/", at(nadia, { id }), [])));
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    const back = new URL(checkout?.cancel_url ?? "");
    const told = await answerOf(returnPage.loader(args(back.pathname + back.search, at(nadia))));
    expect(JSON.stringify(told.data)).toContain("Aucun montant n’a été débité.");
    expect(standIn.account.sessions.get(checkout?.id ?? "")?.status).toBe("open");
  });
});

describe("who may", () => {
  test("another customer's invoice, page, payment and outcome are not there", async () => {
    const theirs = await invoice(stranger);
    const mine = await invoice(nadia);
    const pressed = await answerOf(payPage.action(args("/", at(nadia, { id: mine }), [])));
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    standIn.pay(checkout?.id ?? "", { method: "card" });
    await settleDown();
    const history = await answerOf(historyPage.loader(args("/", at(nadia))));
    const payment = (history.data as { rows: { id: string }[] }).rows[0]?.id ?? "";
    const other = await session(stranger);
    const asStranger = (path: string, more: Record<string, string> = {}) =>
      args(path, at(stranger, more), undefined, other);
    for (const work of [
      () => payPage.loader(args("/", at(nadia, { id: theirs }))),
      () => payPage.action(args("/", at(nadia, { id: theirs }), [])),
      () => severalPage.action(args("/", at(nadia), [["invoice", theirs]])),
      () => historyPage.loader(args("/", at(stranger))),
      () => receiptPage.loader(asStranger("/", { id: payment })),
      () => receiptPdf.loader(asStranger("/", { id: payment })),
      () => returnPage.loader(asStranger(`/?session_id=${checkout?.id}`)),
      () => staffPage.loader(args("/staff/payments", {})),
    ])
      expect((await answerOf(work())).status).toBe(404);
  });

  test("who only looks is told so", async () => {
    const id = await invoice(nadia);
    await join(nadia, "viewer");
    for (const work of [
      () => payPage.loader(args("/", at(nadia, { id }))),
      () => payPage.action(args("/", at(nadia, { id }), [])),
      () => severalPage.loader(args("/", at(nadia))),
      () => severalPage.action(args("/", at(nadia), [["invoice", id]])),
    ])
      expect((await answerOf(work())).status).toBe(403);
    expect((await answerOf(historyPage.loader(args("/", at(nadia))))).status).toBe(200);
    await join(nadia, "owner");
  });

  test("a link pays its invoice, comes back to itself, and sees nothing else", async () => {
    const [linked, other] = [await invoice(nadia), await invoice(nadia)];
    const token = await inScope(context, nadia, (tx) =>
      createAccessLink(context, tx, {
        customerId: nadia.customerId,
        invoiceId: linked,
        personId: null,
      }),
    );
    const pressed = await answerOf(payPage.action(args("/", { token }, [], "")));
    const checkout = standIn.account.sessions.values().find(({ url }) => url === pressed.to);
    expect(checkout?.success_url).toContain(`/i/${token}/return?session_id=`);
    const told = returnPage.loader(args(`/?session_id=${checkout?.id}`, { token }, undefined, ""));
    expect((await answerOf(told)).status).toBe(200);
    const elsewhere = await answerOf(payPage.action(args("/", at(nadia, { id: other }), [])));
    const foreign = standIn.account.sessions.values().find(({ url }) => url === elsewhere.to);
    const peek = returnPage.loader(args(`/?session_id=${foreign?.id}`, { token }, undefined, ""));
    expect((await answerOf(peek)).status).toBe(404);
  });
});

describe("the webhook", () => {
  const send = (body: string, signature: string | null, method = "POST") =>
    webhook.action({
      request: new Request(`${context.config.appUrl}/webhooks/stripe`, {
        method,
        headers: signature ? { "stripe-signature": signature } : {},
        body,
      }),
      params: {},
      context: { context } as unknown as AppLoadContext,
    });

  test("takes what Stripe signed, once, whatever its type; nothing else", async () => {
    const body = JSON.stringify({
      id: "evt_new_kind",
      object: "event",
      type: "something.new",
      data: { object: {} },
    });
    const secret = context.config.stripe.webhookSecret;
    const signed = stripeSignature(secret, body, new Date());
    expect((await send(body, signed)).status).toBe(200);
    expect((await send(body, signed)).status).toBe(200);
    expect((await send(`${body} `, signed)).status).toBe(400);
    expect((await send(body, null)).status).toBe(400);
    expect((await send(body, stripeSignature("whsec_other", body, new Date()))).status).toBe(400);
    const old = stripeSignature(secret, body, new Date(Date.now() - 301_000));
    expect((await send(body, old)).status).toBe(400);
    const stored = await inScope(context, "all", (tx) =>
      tx.select().from(providerEvents).where(eq(providerEvents.id, "evt_new_kind")),
    );
    expect(stored).toHaveLength(1);
  });
});
