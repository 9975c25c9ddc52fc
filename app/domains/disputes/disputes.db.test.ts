import { and, eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, test } from "vitest";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import type { LinkViewer, PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { memberships, people, staff } from "#db/schema/accounts.ts";
import { events } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { answerDispute } from "./answer-dispute.server.ts";
import { decideDispute } from "./decide-dispute.server.ts";
import { disputeForStaff, disputeQueue } from "./dispute-queue.server.ts";
import { linkCreditNote } from "./link-credit-note.server.ts";
import { type OpenDisputeInput, openDispute } from "./open-dispute.server.ts";
import { readAttachment } from "./read-attachment.server.ts";
import { replyToDispute } from "./reply-to-dispute.server.ts";
import { listDisputes, viewDispute } from "./view-dispute.server.ts";
import { withdrawDispute } from "./withdraw-dispute.server.ts";

const context = await testDatabase();
const system = { kind: "system", name: "test" } as const;

let agent: StaffViewer;
let manager: StaffViewer;
let nadia: PersonViewer;
let invoiceId: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  await updateBiller(context, system, {
    name: "Énergie des Alpes",
    legalName: "Énergie des Alpes SAS",
    address: {},
    phone: "04 65 71 00 00",
    email: "bonjour@energie-des-alpes.example",
    openingHours: { fr: "9 h – 18 h", en: "9 am – 6 pm" },
    brandColour: "#0b4f4a",
    closedDays: ["2026-11-20"],
  });
  agent = await staffMember("agent", "julien@energie-des-alpes.example", "Julien Morel");
  manager = await staffMember("manager", "claire@energie-des-alpes.example", "Claire Roux");
  nadia = await customerWith(`C-${count}`, `nadia${count}@fournil.example`);
  invoiceId = await invoiceOf(`C-${count}`, `FA-2026-${count}`);
});

describe("opening", () => {
  test("gives a reference, a named handler, a promised working day and the freeze at once", async () => {
    const opened = await openDispute(context, nadia, claim({ message: "Personne n’est venu." }));
    expect(opened).toMatchObject({
      reference: expect.stringMatching(/^DIS-[0-9A-Z]{5}$/),
      handlerName: "Julien Morel",
      // Monday 16 November, five working days, closed on Friday 20: Tuesday 24.
      promisedOn: "2026-11-24",
      claimed: 9240,
      currency: "EUR",
    });
    const invoice = await viewInvoice(context, nadia, invoiceId);
    expect(invoice).toMatchObject({ contested: 9240, outstanding: 46420, dueNow: 37180 });
    expect(await typesOfEvents(nadia.customerId)).toContain("dispute.opened");
  });

  test("contests a quantity or an amount, never more than the line", async () => {
    const quantity = await openDispute(
      context,
      nadia,
      claim({ lineId: "1", contested: { kind: "quantity", quantity: "1000" } }),
    );
    // 239.41 × 1000 ÷ 3912 × 1.2
    expect(quantity).toMatchObject({ claimed: 7344 });
    const tooMuch = await openDispute(
      context,
      nadia,
      claim({ contested: { kind: "amount", amount: 9241 } }),
    );
    expect(tooMuch).toEqual({ refused: "claim-out-of-range", most: 9240, currency: "EUR" });
  });

  test("twice by the same form is once; by another form it is refused with the reference", async () => {
    const form = claim({});
    const [first, second] = await Promise.all([
      openDispute(context, nadia, form),
      openDispute(context, nadia, form),
    ]);
    expect(second).toEqual(first);
    const again = await openDispute(context, nadia, claim({}));
    expect(again).toMatchObject({ refused: "already-contested" });
    const invoice = await viewInvoice(context, nadia, invoiceId);
    expect(invoice).toMatchObject({ contested: 9240 });
  });

  test("is for those who may act on this invoice", async () => {
    const stranger = await customerWith(`X-${count}`, `stranger${count}@autre.example`);
    expect(await openDispute(context, stranger, claim({}))).toEqual({ refused: "not-found" });
    const looks: PersonViewer = { ...nadia, role: "viewer" };
    expect(await openDispute(context, looks, claim({}))).toEqual({ refused: "not-allowed" });
    const otherInvoice = await invoiceOf(nadia.customerNumber, `FA-2026-${count}-B`);
    const link = linkTo(otherInvoice);
    expect(await openDispute(context, link, claim({}))).toEqual({ refused: "not-found" });
    expect(await openDispute(context, linkTo(invoiceId), claim({}))).toMatchObject({
      claimed: 9240,
    });
  });

  test("takes a photo by what it is, not by what it says it is", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const program = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)]);
    const lying = claim({ attachments: [{ name: "photo.png", bytes: program }] });
    expect(await openDispute(context, nadia, lying)).toEqual({
      refused: "file-type-refused",
      fileName: "photo.png",
    });
    const opened = await openDispute(
      context,
      nadia,
      claim({ attachments: [{ name: "../../fermé<1>.png", bytes: png }] }),
    );
    if (isRefused(opened)) throw new Error(opened.refused);
    const view = await viewDispute(context, nadia, opened.id);
    if (isRefused(view)) throw new Error(view.refused);
    const [file] = view.thread[0]?.attachments ?? [];
    expect(file).toMatchObject({ name: "fermé1.png", mediaType: "image/png", size: png.length });
    const read = await readAttachment(context, nadia, file?.id ?? "");
    expect(read).toMatchObject({ mediaType: "image/png" });
    const stranger = await customerWith(`Y-${count}`, `y${count}@autre.example`);
    expect(await readAttachment(context, stranger, file?.id ?? "")).toEqual({
      refused: "not-found",
    });
  });
});

describe("the thread", () => {
  test("internal notes never reach the customer", async () => {
    const { id } = await open();
    await answerDispute(context, agent, say(id, "Bon d’intervention sans signature.", "internal"));
    await answerDispute(context, agent, say(id, "Je vérifie.", "public"));
    const seen = await viewDispute(context, nadia, id);
    if (isRefused(seen)) throw new Error(seen.refused);
    expect(seen.thread.map(({ body }) => body)).toEqual(["Personne n’est venu.", "Je vérifie."]);
    const desk = await disputeForStaff(context, agent, id);
    if (isRefused(desk)) throw new Error(desk.refused);
    expect(desk.thread).toHaveLength(3);
  });

  test("waits for the customer when something was asked, and comes back with the reply", async () => {
    const { id } = await open();
    await answerDispute(context, agent, {
      ...say(id, "Quel jour ?", "public"),
      waitForCustomer: true,
    });
    expect(await listDisputes(context, nadia)).toMatchObject([{ state: "waiting-customer" }]);
    const reply = { disputeId: id, message: "Le 14.", attachments: [], submissionId: newId() };
    await Promise.all([
      replyToDispute(context, nadia, reply),
      replyToDispute(context, nadia, reply),
    ]);
    const view = await viewDispute(context, nadia, id);
    expect(view).toMatchObject({ state: "open" });
    if (isRefused(view)) throw new Error(view.refused);
    expect(view.thread.filter(({ body }) => body === "Le 14.")).toHaveLength(1);
  });

  test("the queue is ordered by the promised day", async () => {
    const first = await open();
    context.clock.advance(3 * 24 * 60 * 60 * 1000);
    const second = await invoiceOf(nadia.customerNumber, `FA-2026-${count}-C`);
    await openDispute(context, nadia, claim({ invoiceId: second }));
    const { items, counts } = await disputeQueue(context, agent, { filter: "mine", page: 1 });
    const mine = items.filter(({ customerName }) => customerName === `Client C-${count}`);
    expect(mine.map(({ id }) => id)[0]).toBe(first.id);
    expect(counts.mine).toBeGreaterThanOrEqual(2);
  });
});

describe("deciding", () => {
  test("upholding frees the whole claim and tells", async () => {
    const { id } = await open();
    await decideDispute(context, agent, {
      disputeId: id,
      decision: { outcome: "uphold" },
      reason: "Le technicien était là.",
    });
    expect(await viewInvoice(context, nadia, invoiceId)).toMatchObject({
      contested: 0,
      dueNow: 46420,
    });
    expect(await typesOfEvents(nadia.customerId)).toContain("dispute.upheld");
    const again = await decideDispute(context, agent, {
      disputeId: id,
      decision: { outcome: "credit" },
      reason: "…",
    });
    expect(again).toEqual({ refused: "already-decided" });
  });

  test("a credit stays frozen until its credit note arrives, which settles, frees and tells", async () => {
    const { id, reference } = await open();
    await decideDispute(context, agent, {
      disputeId: id,
      decision: { outcome: "credit" },
      reason: "Vous avez raison.",
    });
    expect(await viewInvoice(context, nadia, invoiceId)).toMatchObject({ contested: 9240 });
    const creditNoteId = await creditNote(9240, reference);
    const note = { customerId: nadia.customerId, creditNoteId };
    const linked = await Promise.all([
      linkCreditNote(context, note),
      linkCreditNote(context, note),
    ]);
    expect(linked.filter(Boolean)).toEqual([{ reference }]);
    expect(await viewInvoice(context, nadia, invoiceId)).toMatchObject({
      contested: 0,
      outstanding: 37180,
      dueNow: 37180,
    });
    const view = await viewDispute(context, nadia, id);
    expect(view).toMatchObject({
      state: "credited",
      decision: { outcome: "credit", amount: 9240 },
    });
  });

  test("a part frees the rest at once, and is found by its amount when the note names no dispute", async () => {
    const { id, reference } = await open();
    const tooMuch = await decideDispute(context, manager, {
      disputeId: id,
      decision: { outcome: "partial-credit", amount: 9240 },
      reason: "…",
    });
    expect(tooMuch).toMatchObject({ refused: "amount-out-of-range", most: 9240 });
    await decideDispute(context, manager, {
      disputeId: id,
      decision: { outcome: "partial-credit", amount: 4620 },
      reason: "La moitié.",
    });
    expect(await viewInvoice(context, nadia, invoiceId)).toMatchObject({ contested: 4620 });
    const creditNoteId = await creditNote(4620, null);
    expect(await linkCreditNote(context, { customerId: nadia.customerId, creditNoteId })).toEqual({
      reference,
    });
  });

  test("an agent decides up to the own limit, a manager beyond it", async () => {
    await context.db
      .update(staff)
      .set({ creditLimit: 5000 })
      .where(eq(staff.personId, agent.personId));
    const { id } = await open();
    const decision = { disputeId: id, decision: { outcome: "credit" } as const, reason: "Oui." };
    expect(await decideDispute(context, agent, decision)).toEqual({
      refused: "above-credit-limit",
      limit: 5000,
      currency: "EUR",
    });
    expect(await decideDispute(context, manager, decision)).toMatchObject({ granted: 9240 });
    await context.db
      .update(staff)
      .set({ creditLimit: null })
      .where(eq(staff.personId, agent.personId));
  });

  test("the customer may withdraw before the decision, not after", async () => {
    const { id } = await open();
    expect(await withdrawDispute(context, nadia, id)).toMatchObject({});
    expect(await viewInvoice(context, nadia, invoiceId)).toMatchObject({ contested: 0 });
    expect(await withdrawDispute(context, nadia, id)).toEqual({ refused: "dispute-closed" });
  });
});

function claim(changes: Partial<OpenDisputeInput>): OpenDisputeInput {
  return {
    invoiceId,
    lineId: "2",
    reason: "not-received",
    contested: { kind: "all" },
    message: "Personne n’est venu.",
    attachments: [],
    language: "fr",
    submissionId: newId(),
    ...changes,
  };
}

async function open() {
  const opened = await openDispute(context, nadia, claim({}));
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened;
}

function say(disputeId: string, message: string, visibility: "public" | "internal") {
  return {
    disputeId,
    message,
    visibility,
    waitForCustomer: false,
    attachments: [],
    submissionId: newId(),
  };
}

async function staffMember(
  role: "agent" | "manager",
  email: string,
  name: string,
): Promise<StaffViewer> {
  const made = await createStaff(context, system, { email, name, role, phone: "04 65 71 00 01" });
  if (isRefused(made)) throw new Error(made.refused);
  return { kind: "staff", personId: made.personId, name, email, role };
}

async function customerWith(number: string, email: string): Promise<PersonViewer> {
  const put = await putCustomer(context, erp, number, {
    name: `Client ${number}`,
    contact: { email: "julien@energie-des-alpes.example" },
    people: [{ name: "Nadia Benali", email, role: "owner" }],
  });
  if (isRefused(put)) throw new Error(put.refused);
  const [member] = await inScope(context, "all", (tx) =>
    tx
      .select({ customerId: memberships.customerId, personId: people.id })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(people.email, email)),
  );
  if (!member) throw new Error("No member");
  return {
    kind: "person",
    ...member,
    name: "Nadia Benali",
    email,
    customerNumber: number,
    role: "owner",
  };
}

function linkTo(id: string): LinkViewer {
  const { customerId, customerNumber, personId } = nadia;
  return {
    kind: "link",
    accessLinkId: newId(),
    customerId,
    customerNumber,
    invoiceId: id,
    personId,
    name: nadia.name,
  };
}

async function invoiceOf(customerNumber: string, number: string): Promise<string> {
  return send({
    number,
    typeCode: "380",
    issueDate: "2026-10-31",
    dueDate: "2026-11-30",
    lines: [
      line("1", "Gaz naturel, octobre", "3912", "0.0612", "239.41"),
      line("2", "Intervention hors contrat", "1", "77", "77.00"),
      line("3", "Abonnement", "1", "70.42", "70.42"),
    ],
    customerNumber,
  });
}

async function creditNote(minor: number, disputeReference: string | null): Promise<string> {
  const net = (minor / 1.2 / 100).toFixed(2);
  return send({
    number: `AV-2026-${count}-${minor}`,
    typeCode: "381",
    issueDate: "2026-11-16",
    precedingInvoices: [{ number: `FA-2026-${count}` }],
    lines: [line("1", "Intervention hors contrat", "1", net, net)],
    customerNumber: nadia.customerNumber,
    ...(disputeReference ? { disputeReference } : {}),
  });
}

function line(id: string, name: string, quantity: string, netUnitPrice: string, netAmount: string) {
  return {
    id,
    name,
    quantity,
    unitCode: "C62",
    netUnitPrice,
    netAmount,
    vat: { category: "S", rate: "20" },
  };
}

async function send(
  document: { number: string; customerNumber: string } & Record<string, unknown>,
): Promise<string> {
  const address = { line1: "1 rue", city: "Grenoble", postCode: "38000", country: "FR" };
  const bytes = Buffer.from(
    JSON.stringify({
      currency: "EUR",
      seller: { name: "Énergie des Alpes SAS", vatId: "FR40812345678", address },
      buyer: { name: `Client ${document.customerNumber}`, address },
      paymentTerms: "30 jours",
      ...document,
    }),
  );
  const answer = await ingestInvoice(context, erp, bytes, "application/json", {
    dryRun: false,
    notify: true,
    createCustomer: false,
    language: "en",
  });
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  if (!answer.id) throw new Error("Not stored");
  return answer.id;
}

async function typesOfEvents(customerId: string): Promise<string[]> {
  const rows = await inScope(context, { customerId }, (tx) =>
    tx
      .select({ type: events.type })
      .from(events)
      .where(and(eq(events.customerId, customerId), eq(events.subjectType, "dispute"))),
  );
  return rows.map(({ type }) => type);
}
