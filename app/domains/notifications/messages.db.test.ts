import { describe, expect, it } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { minutes, seconds } from "#app/platform/duration.ts";
import { announce } from "#app/platform/events.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { houseId } from "#db/columns.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import { requestSignIn } from "../accounts/request-sign-in.server.ts";
import type { LinkViewer, PersonViewer } from "../accounts/viewer.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { deliverySpeed } from "./delivery-speed.server.ts";
import { handleEvents } from "./handle-events.server.ts";
import { listMessages, listOwnMessages } from "./list-messages.server.ts";
import { messagesOfSubject } from "./messages-of-subject.server.ts";
import { choosePreferences, listPreferences } from "./preferences.server.ts";
import { queueInvitationMail, queueSignInMail } from "./queue-mail.server.ts";
import { verifyMessage } from "./verify-message.server.ts";

const bench = await mailBench();
const { context, standIn, julien, customer, invoice, mails, member } = bench;

async function issue(viewer: PersonViewer): Promise<string> {
  const id = await invoice(viewer);
  const { customerId } = viewer;
  await inScope(context, "all", (tx) =>
    announce(context, tx, { customerId, type: "invoice.issued", subject: { type: "invoice", id } }),
  );
  const rows = await inScope(context, "all", (tx) => tx.query.events.findMany());
  await handleEvents(context, { events: rows.filter((row) => row.customerId === customerId) });
  return id;
}

const signInMails = async ({ email }: PersonViewer) =>
  (await mails()).filter(({ kind, recipient }) => kind === "sign-in" && recipient === email);

const askToSignIn = ({ email }: PersonViewer) =>
  requestSignIn(context, { email, browserId: "a browser", next: "/invoices" }, (tx, mail) =>
    queueSignInMail(context, tx, { ...mail, language: "en", nextPath: "/invoices" }),
  );

describe("a sign-in mail", () => {
  it("arrives with its link and code, belongs to the house, and is urgent", async () => {
    const nadia = await customer();
    await askToSignIn(nadia);
    const [mail] = await signInMails(nadia);
    expect(mail).toMatchObject({
      customerId: houseId,
      urgent: 2,
      state: "created",
      language: "en",
    });
    await deliverMail(context);
    const [sent] = standIn.sent.to(nadia.email);
    const { text, subject } = standIn.office.emails.get(sent?.id ?? "") ?? {};
    const code = /\n(\d{8})\n/.exec(text ?? "")?.[1];
    expect(code).toBeDefined();
    expect(text).toMatch(/\/login\/[\w-]{43}\n/);
    expect(text).toContain("You will come back to the page you asked for");
    expect(text).toContain(nadia.customerNumber);
    expect(subject).not.toContain(code);
    expect(await bench.told(nadia)).toEqual([]);
  });

  it("loses its content when the code expires, and is not sent after that", async () => {
    const nadia = await customer();
    await askToSignIn(nadia);
    context.clock.advance(minutes(11));
    await deliverMail(context);
    expect((await signInMails(nadia))[0]).toMatchObject({
      payload: null,
      state: "withdrawn",
      lastError: "too-late",
    });
    expect(standIn.sent.to(nadia.email)).toEqual([]);
  });

  it("is not written when the token is rolled back", async () => {
    const nadia = await customer();
    await expect(
      requestSignIn(
        context,
        { email: nadia.email, browserId: null, next: null },
        async (tx, mail) => {
          await queueSignInMail(context, tx, { ...mail, language: "fr" });
          throw new Error("no token after all");
        },
      ),
    ).rejects.toThrow("no token after all");
    expect(await signInMails(nadia)).toEqual([]);
  });
});

describe("an invitation", () => {
  it("is told to the person, by whom and to what", async () => {
    const owner = await customer();
    const person = await member(owner, "payer");
    await inScope(context, { customerId: owner.customerId }, (tx) =>
      queueInvitationMail(context, tx, {
        customerId: owner.customerId,
        person: { ...person, language: null },
        role: "payer",
        invitedBy: owner.name,
      }),
    );
    expect(await mails(owner)).toMatchObject([
      { kind: "person-invited", recipient: person.email, state: "created" },
    ]);
  });
});

describe("is this mail from you?", () => {
  it("answers for a code that was sent: when and about what, not to whom", async () => {
    const nadia = await customer();
    const id = await issue(nadia);
    const [written] = await mails(nadia);
    expect(await verifyMessage(context, written?.code ?? "")).toEqual({ refused: "unknown-code" });
    await deliverMail(context);
    const answer = await verifyMessage(context, written?.code.toLowerCase() ?? "");
    if (isRefused(answer)) throw new Error(answer.refused);
    expect(answer).toMatchObject({ kind: "invoice-issued", about: { type: "invoice" } });
    expect(answer.about.number).toMatch(/^FA-2026-/);
    expect(JSON.stringify(answer)).not.toContain(nadia.email);
    expect(JSON.stringify(answer)).not.toContain(id);
  });

  it.each(["M-0000-0000", "hello", ""])("does not know %j", async (code) => {
    expect(await verifyMessage(context, code)).toEqual({ refused: "unknown-code" });
  });
});

describe("messages we sent you", () => {
  it("shows each customer their own, page by page, newest first", async () => {
    const [nadia, other] = [await customer(), await customer()];
    await issue(other);
    for (let i = 0; i < 27; i++) {
      await issue(nadia);
      context.clock.advance(seconds(1));
    }
    const first = await listOwnMessages(context, nadia);
    const second = await listOwnMessages(context, nadia, { after: first.next ?? "" });
    expect([first.messages.length, second.messages.length, second.next]).toEqual([25, 2, null]);
    const all = [...first.messages, ...second.messages];
    expect(new Set(all.map(({ id }) => id)).size).toBe(27);
    expect(all.every(({ recipient }) => recipient === nadia.email)).toBe(true);
    const times = all.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it("staff find a mail by address, words or code, and by what became of it", async () => {
    const nadia = await customer({ email: "100%_sure@fournil.example" });
    await issue(nadia);
    const [mail] = await mails(nadia);
    for (const q of ["100%_sure", mail?.code ?? "?", mail?.mailSubject.slice(20, 45) ?? "?"]) {
      const { messages } = await listMessages(context, julien, { q });
      expect(messages.map(({ id }) => id)).toContain(mail?.id);
    }
    const about = { customerId: nadia.customerId };
    const waiting = await listMessages(context, julien, { ...about, filter: "waiting" });
    expect(waiting.messages).toMatchObject([{ customer: { number: nadia.customerNumber } }]);
    const sent = await listMessages(context, julien, { ...about, filter: "delivered" });
    expect(sent.messages).toEqual([]);
    expect((await listMessages(context, julien, { q: "100x_sure" })).messages).toEqual([]);
  });

  it("of one invoice are shown to its people, without addresses to who came by a link, and to no other customer", async () => {
    const [nadia, other] = [await customer(), await customer()];
    const id = await issue(nadia);
    const about = { customerId: nadia.customerId, type: "invoice" as const, ids: [id] };
    expect(await messagesOfSubject(context, nadia, about)).toMatchObject([
      { kind: "invoice-issued", recipient: nadia.email, state: "created" },
    ]);
    expect(await messagesOfSubject(context, julien, about)).toHaveLength(1);
    expect(await messagesOfSubject(context, other, about)).toEqual([]);
    expect(
      await messagesOfSubject(context, other, { ...about, customerId: other.customerId }),
    ).toEqual([]);
    const link: LinkViewer = {
      kind: "link",
      accessLinkId: id,
      customerId: nadia.customerId,
      customerNumber: nadia.customerNumber,
      invoiceId: id,
      personId: null,
      name: "Nadia",
    };
    expect(await messagesOfSubject(context, link, about)).toMatchObject([{ recipient: null }]);
    const elsewhere = { ...link, invoiceId: nadia.personId };
    expect(await messagesOfSubject(context, elsewhere, about)).toEqual([]);
  });

  it("tell staff how long they waited", async () => {
    const nadia = await customer();
    await issue(nadia);
    context.clock.advance(seconds(5));
    await deliverMail(context);
    const speed = await deliverySpeed(context, julien);
    expect(speed.mails).toBeGreaterThan(0);
    expect(speed.p99).toBeGreaterThanOrEqual(speed.p50 ?? Number.NaN);
  });
});

describe("preferences", () => {
  it("switch off what may be, and nothing that the law wants told", async () => {
    const nadia = await customer();
    await choosePreferences(context, nadia, ["payment-received"]);
    const on = (await listPreferences(context, nadia)).filter((one) => one.on);
    expect(on.map(({ kind }) => kind)).toContain("payment-received");
    expect(on.map(({ kind }) => kind)).toContain("invoice-issued");
    expect(on.map(({ kind }) => kind)).not.toContain("reminder-due");
    const viewer = await member(nadia, "viewer");
    const theirs = (await listPreferences(context, viewer)).map(({ kind }) => kind);
    expect(theirs).toEqual(["invoice-issued", "credit-note-issued"]);
  });
});
