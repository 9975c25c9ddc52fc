import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { describe, expect, it } from "vitest";
import { changeTakenBack } from "#app/domains/payments/change-taken-back.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Announcement, announce } from "#app/platform/events.server.ts";
import { houseId } from "#db/columns.ts";
import { notifications } from "#db/schema/notifications.ts";
import { attemptAllocations, paymentAttempts } from "#db/schema/payments.ts";
import { newsHandler } from "#tests/support/handle-news.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import { resolveAccessLink } from "../accounts/access-link.server.ts";
import type { PersonViewer } from "../accounts/viewer.ts";
import { answerDispute } from "../disputes/answer-dispute.server.ts";
import { decideDispute } from "../disputes/decide-dispute.server.ts";
import { linkCreditNote } from "../disputes/link-credit-note.server.ts";
import { openDispute } from "../disputes/open-dispute.server.ts";
import { replyToDispute } from "../disputes/reply-to-dispute.server.ts";
import { recordPayment } from "../payments/record-payment.server.ts";
import { openPayload } from "./sealed-payload.server.ts";

const bench = await mailBench();
const { context, julien, customer, invoice, mails, member } = bench;

const handleNews = newsHandler(context);

async function tell(viewer: PersonViewer, ...happenings: Omit<Announcement, "customerId">[]) {
  await inScope(context, "all", (tx) =>
    announce(context, tx, ...happenings.map((one) => ({ ...one, customerId: viewer.customerId }))),
  );
  await handleNews(viewer);
}

const textOf = (mail?: typeof notifications.$inferSelect) =>
  JSON.parse(openPayload(mail?.payload ?? null, mail?.id ?? "", context.config.appSecret) ?? "{}")
    .text as string;

const toJulien = () =>
  inScope(context, "all", (tx) =>
    tx
      .select()
      .from(notifications)
      .where(eq(notifications.customerId, houseId))
      .orderBy(notifications.createdAt, notifications.id),
  );

describe("an invoice", () => {
  it("is told to everybody of the customer, each in their language, each with a link of their own", async () => {
    const owner = await customer({ language: "en" });
    const viewer = await member(owner, "viewer");
    const id = await invoice(owner);
    await tell(owner, { type: "invoice.issued", subject: { type: "invoice", id } });
    const rows = await mails(owner);
    expect(rows.map(({ recipient }) => recipient).toSorted()).toEqual(
      [owner.email, viewer.email].toSorted(),
    );
    expect(
      rows.every(
        ({ language, mailSubject }) => language === "en" && mailSubject.includes("€464.20"),
      ),
    ).toBe(true);
    const tokens = rows.map((row) => /\/i\/([\w-]+)/.exec(textOf(row))?.[1] ?? "");
    expect(new Set(tokens).size).toBe(2);
    expect(await resolveAccessLink(context, tokens[0] ?? "")).toMatchObject({
      kind: "link",
      invoiceId: id,
      customerId: owner.customerId,
    });
  });

  it("that was imported silently is told to nobody", async () => {
    const owner = await customer();
    const [silent, marked] = [await invoice(owner, { notify: false }), await invoice(owner)];
    await tell(
      owner,
      { type: "invoice.issued", subject: { type: "invoice", id: silent } },
      { type: "invoice.issued", subject: { type: "invoice", id: marked }, data: { notify: false } },
    );
    expect(await mails(owner)).toEqual([]);
  });

  it("among sixty of one batch is told like each other", async () => {
    const owner = await customer();
    const ids = await Promise.all(Array.from({ length: 60 }, () => invoice(owner)));
    await tell(
      owner,
      ...ids.map((id) => ({
        type: "invoice.issued" as const,
        subject: { type: "invoice" as const, id },
      })),
    );
    expect(await mails(owner)).toHaveLength(60);
  });
});

describe("a payment", () => {
  it("gets a receipt that says what it paid and links to its page", async () => {
    const owner = await customer();
    const id = await invoice(owner);
    await inScope(context, "all", (tx) =>
      recordPayment(
        context,
        tx,
        {
          customerId: owner.customerId,
          method: "transfer",
          amount: 50_000,
          currency: "EUR",
          receivedOn: "2026-11-16",
        },
        [{ invoiceId: id, amount: 46_420 }],
      ),
    );
    await handleNews(owner);
    const [mail] = await mails(owner);
    expect(mail).toMatchObject({ kind: "payment-received", step: "received" });
    const text = textOf(mail);
    expect(text).toContain("500,00");
    expect(text).toContain("464,20");
    expect(text).toContain("35,80");
    expect(text).toContain(`/c/${owner.customerNumber}/payments/${mail?.subjectId}`);
  });

  it("whose money goes back is told each time, whoever took it, and when it comes again", async () => {
    const owner = await customer();
    const id = await invoice(owner);
    const intent = `pi_${owner.customerNumber}`;
    await inScope(context, "all", (tx) =>
      recordPayment(
        context,
        tx,
        {
          customerId: owner.customerId,
          method: "card",
          amount: 46_420,
          currency: "EUR",
          receivedOn: "2026-11-16",
          paymentIntentId: intent,
          notify: false,
        },
        [{ invoiceId: id, amount: 46_420 }],
      ),
    );
    const hear = (kind: "refund" | "bank-dispute", amount: number, status: string) =>
      changeTakenBack(
        context,
        intent,
        [{ kind, providerId: `${kind}-${intent}`, amount, status }],
        async () => {},
      );
    await hear("refund", 2_500, "succeeded");
    await hear("refund", 2_500, "failed");
    await hear("bank-dispute", 46_420, "withdrawn");
    await handleNews(owner);
    await handleNews(owner);
    const told = await mails(owner);
    expect(told.map(({ kind }) => kind)).toEqual(Array(3).fill("payment-refunded"));
    const texts = told.map((mail) => textOf(mail));
    expect(texts.filter((text) => text.includes("25,00"))).toHaveLength(2);
    expect(texts.filter((text) => text.includes("464,20"))).toHaveLength(1);
    for (const text of texts) expect(text).toContain(`/c/${owner.customerNumber}/payments/`);
  });

  it("that is under way or failed is told with its invoice's link", async () => {
    const owner = await customer();
    const invoiceId = await invoice(owner);
    const attemptId = newId();
    const { customerId } = owner;
    const now = context.clock.now();
    await inScope(context, "all", async (tx) => {
      await tx.insert(paymentAttempts).values({
        customerId,
        id: attemptId,
        state: "failed",
        amount: 46_420,
        currency: "EUR",
        method: "sepa_debit",
        failureCode: "insufficient_funds",
        language: "fr",
        createdAt: now,
        updatedAt: now,
      });
      await tx
        .insert(attemptAllocations)
        .values({ customerId, attemptId, invoiceId, amount: 46_420, live: false });
    });
    const subject = { type: "payment" as const, id: attemptId };
    await tell(owner, { type: "payment.processing", subject }, { type: "payment.failed", subject });
    const rows = await mails(owner);
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual([
      "payment-failed",
      "payment-processing",
    ]);
    for (const row of rows) expect(textOf(row)).toMatch(/\/i\/[\w-]{43}/);
    expect(textOf(rows.find(({ kind }) => kind === "payment-failed"))).toContain("solde");
  });
});

describe("a dispute", () => {
  it("is told at each step to the customer, and to its handler when the customer writes", async () => {
    const owner = await customer();
    const viewer = await member(owner, "viewer");
    const invoiceId = await invoice(owner);
    const opened = await openDispute(context, owner, {
      invoiceId,
      lineId: "1",
      reason: "other",
      contested: { kind: "all" },
      message: "Compris dans le contrat. Mon IBAN : FR14 2004 1010 0505 0001 3M02 606",
      attachments: [],
      language: "fr",
      submissionId: newId(),
    });
    if ("refused" in opened) throw new Error(opened.refused);
    await handleNews(owner);
    const write = { disputeId: opened.id, attachments: [], submissionId: newId() };
    await answerDispute(context, julien, {
      ...write,
      message: "À ne pas dire au client",
      visibility: "internal",
      waitForCustomer: false,
    });
    await answerDispute(context, julien, {
      ...write,
      submissionId: newId(),
      message: "Je vérifie le contrat",
      visibility: "public",
      waitForCustomer: false,
    });
    await handleNews(owner);
    await replyToDispute(context, owner, { ...write, submissionId: newId(), message: "Merci" });
    await handleNews(owner);
    await decideDispute(context, julien, {
      disputeId: opened.id,
      decision: { outcome: "partial-credit", amount: 4_000 },
      reason: "La moitié était comprise",
    });
    await handleNews(owner);
    const creditNoteId = await invoice(owner, {
      kind: "creditNote",
      payable: 4_000,
      number: "AV-2026-00031",
      document: { disputeReference: opened.reference },
    });
    await linkCreditNote(context, { customerId: owner.customerId, creditNoteId });
    await tell(owner, {
      type: "credit_note.issued",
      subject: { type: "invoice", id: creditNoteId },
    });

    const rows = await mails(owner);
    expect(rows.map(({ kind }) => kind)).toEqual([
      "dispute-opened",
      "dispute-answered",
      "dispute-decided",
      "dispute-credit-note",
    ]);
    expect(new Set(rows.map(({ recipient }) => recipient))).toEqual(new Set([owner.email]));
    expect(viewer.role).toBe("viewer");
    const texts = rows.map(textOf);
    expect(texts[0]).toContain("Julien Morel vous répond au plus tard le lundi 23 novembre 2026");
    expect(texts[0]).toContain("92,40");
    expect(texts.join()).not.toContain("2004 1010");
    expect(texts.join()).not.toContain("À ne pas dire");
    expect(texts[1]).toContain("Je vérifie le contrat");
    expect(texts[2]).toContain("40,00");
    expect(texts[3]).toContain("AV-2026-00031");

    const forJulien = await toJulien();
    expect(forJulien.map(({ kind }) => kind)).toEqual([
      "staff-dispute-opened",
      "staff-dispute-reply",
    ]);
    expect(textOf(forJulien[1])).toContain("Merci");
    expect(textOf(forJulien[1])).toContain(`/staff/disputes/${opened.id}`);
  });
});
