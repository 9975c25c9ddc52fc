import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { hours, minutes } from "#app/platform/duration.ts";
import { announce } from "#app/platform/events.server.ts";
import { memberships } from "#db/schema/accounts.ts";
import { notifications, suppressions } from "#db/schema/notifications.ts";
import { events } from "#db/schema/platform.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import type { PersonViewer } from "../accounts/viewer.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { handleEvents } from "./handle-events.server.ts";

const bench = await mailBench();
const { context, standIn, customer, invoice, change, mails, tasks, settleDown } = bench;

beforeEach(async () => {
  standIn.answers.clear();
  standIn.webhooks.clearFaults();
  standIn.setRate(Number.POSITIVE_INFINITY);
  // What an earlier test left waiting is not this one's.
  await inScope(context, "all", (tx) =>
    tx
      .update(notifications)
      .set({ state: "withdrawn" })
      .where(inArray(notifications.state, ["created", "sending"])),
  );
});

/** An invoice, announced and its mails written. */
async function issue(viewer: PersonViewer, count = 1): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => invoice(viewer)));
  const written = await inScope(context, "all", async (tx) => {
    await announce(
      context,
      tx,
      ...ids.map((id) => ({
        customerId: viewer.customerId,
        type: "invoice.issued" as const,
        subject: { type: "invoice" as const, id },
      })),
    );
    return tx
      .select({ customerId: events.customerId, id: events.id })
      .from(events)
      .where(eq(events.customerId, viewer.customerId));
  });
  await handleEvents(context, { events: written });
  return ids;
}

/** Delivers again and again while time passes, as the worker does. */
async function deliverFor(milliseconds: number): Promise<void> {
  for (let passed = 0; passed <= milliseconds; passed += minutes(1)) {
    await deliverMail(context);
    context.clock.advance(minutes(1));
  }
}

const inboxOf = ({ email }: PersonViewer) => standIn.sent.to(email);

describe("a mail", () => {
  it("goes out once, carries its code, and is known as delivered", async () => {
    const nadia = await customer();
    await issue(nadia);
    expect(await deliverMail(context)).toMatchObject({ accepted: 1 });
    await settleDown();
    const [mail] = await mails(nadia);
    expect(mail).toMatchObject({ state: "delivered", kind: "invoice-issued", attempts: 1 });
    expect(inboxOf(nadia)).toHaveLength(1);
    const sent = standIn.office.emails.get(mail?.providerId ?? "");
    expect(sent?.subject).toContain("464,20");
    expect(sent?.html).toContain(mail?.code);
    expect(sent?.text).toMatch(/http:\/\/localhost:3000\/i\/[\w-]{43}\n/);
    expect(await bench.told(nadia)).toEqual([
      "invoice.issued",
      "notification.accepted",
      "notification.delivered",
    ]);
  });

  it("is written once for one event, whoever handles it how often", async () => {
    const nadia = await customer();
    await issue(nadia);
    const rows = await inScope(context, "all", (tx) =>
      tx.select().from(events).where(eq(events.customerId, nadia.customerId)),
    );
    await Promise.all([
      handleEvents(context, { events: rows }),
      handleEvents(context, { events: rows }),
    ]);
    expect(await mails(nadia)).toHaveLength(1);
  });

  it("is kept sealed: the database alone shows neither its link nor its words", async () => {
    const nadia = await customer();
    await issue(nadia);
    const [mail] = await mails(nadia);
    expect(mail?.payload).toMatch(/^v1\./);
    expect(mail?.payload).not.toContain("/i/");
  });
});

describe("exactly once", () => {
  it.each([
    ["the request is lost", "lose-request"],
    ["the answer is lost", "lose-answer"],
    ["it fails before anything happened", "fail-before"],
    ["it fails after everything happened", "fail-after"],
  ] as const)("one mail arrives once when %s", async (_name, fault) => {
    const nadia = await customer();
    await issue(nadia);
    standIn.answers.plan({ fault, times: 3 });
    await deliverFor(minutes(10));
    expect(inboxOf(nadia)).toHaveLength(1);
    const [mail] = await mails(nadia);
    expect(mail?.state).toBe("accepted");
    expect(mail?.attempts).toBeGreaterThan(1);
  });

  it.each(["lose-request", "lose-answer", "fail-before", "fail-after"] as const)(
    "every mail of a batch arrives once under %s",
    async (fault) => {
      const nadia = await customer();
      await issue(nadia, 30);
      standIn.answers.plan({ fault, path: "/emails/batch", times: 2 });
      await deliverFor(minutes(10));
      expect(inboxOf(nadia)).toHaveLength(30);
      expect(new Set(inboxOf(nadia).map(({ tags }) => tags.notification)).size).toBe(30);
      expect((await mails(nadia)).every(({ state }) => state === "accepted")).toBe(true);
    },
  );

  it("keeps a doubtful batch whole when webhooks settle some of its mails first", async () => {
    const nadia = await customer();
    await issue(nadia, 5);
    standIn.answers.plan({ fault: "lose-answer", path: "/emails/batch" });
    await deliverMail(context);
    await settleDown();
    // The provider's own news says what its lost answer would have said.
    expect((await mails(nadia)).map(({ state }) => state)).toEqual(Array(5).fill("delivered"));
    const [first] = await mails(nadia);
    await inScope(context, "all", (tx) =>
      tx
        .update(notifications)
        .set({ state: "sending" })
        .where(eq(notifications.id, first?.id ?? "")),
    );
    context.clock.advance(minutes(2));
    await deliverMail(context);
    expect(inboxOf(nadia)).toHaveLength(5);
    expect((await mails(nadia)).filter(({ state }) => state === "failed")).toEqual([]);
  });

  it("two workers at once send nothing twice", async () => {
    const nadia = await customer();
    await issue(nadia, 110);
    await Promise.all([deliverMail(context), deliverMail(context), deliverMail(context)]);
    expect(inboxOf(nadia)).toHaveLength(110);
    expect((await mails(nadia)).every(({ state }) => state === "accepted")).toBe(true);
  });

  it("a worker that died in the middle leaves a request that another asks again", async () => {
    const nadia = await customer();
    await issue(nadia, 3);
    standIn.answers.plan({ fault: "lose-answer" });
    await deliverMail(context);
    // As if the process had been killed before it could write the doubt down: only the lease is left.
    await inScope(context, "all", (tx) =>
      tx
        .update(notifications)
        .set({ leaseUntil: new Date(context.clock.now().getTime() + 60_000) })
        .where(eq(notifications.customerId, nadia.customerId)),
    );
    await deliverMail(context);
    expect((await mails(nadia)).every(({ state }) => state === "sending")).toBe(true);
    context.clock.advance(minutes(2));
    await deliverMail(context);
    expect(inboxOf(nadia)).toHaveLength(3);
    expect((await mails(nadia)).every(({ state }) => state === "accepted")).toBe(true);
  });

  it("stops asking after 23 hours and calls a human", async () => {
    const nadia = await customer();
    await issue(nadia);
    standIn.answers.plan({ fault: "lose-request", times: Number.POSITIVE_INFINITY });
    await deliverMail(context);
    context.clock.advance(hours(23));
    await deliverMail(context);
    const [mail] = await mails(nadia);
    expect(mail).toMatchObject({ state: "failed", lastError: "never-answered" });
    expect(await tasks(nadia)).toMatchObject([{ kind: "mail-failed", subjectId: mail?.id }]);
    context.clock.advance(hours(1));
    standIn.answers.clear();
    await deliverMail(context);
    expect(inboxOf(nadia)).toHaveLength(0);
  });

  it("never asks again under a key that the provider knows with other words", async () => {
    const nadia = await customer();
    await issue(nadia);
    const [row] = await mails(nadia);
    standIn.office.answers.put(`mail/${row?.id}`, {
      request: "another",
      body: "{}",
      storedAt: context.clock.now().getTime(),
    });
    await deliverFor(minutes(30));
    const [mail] = await mails(nadia);
    expect(mail).toMatchObject({ state: "failed", lastError: "key-conflict", attempts: 1 });
    expect(await tasks(nadia)).toHaveLength(1);
    expect(inboxOf(nadia)).toHaveLength(0);
  });
});

describe("the provider's limits", () => {
  it("waits when it says 429, and sends what it refused then", async () => {
    const nadia = await customer();
    await issue(nadia, 3);
    standIn.setRate(0);
    await deliverMail(context);
    expect((await mails(nadia)).map(({ state }) => state)).toEqual(Array(3).fill("created"));
    standIn.setRate(Number.POSITIVE_INFINITY);
    await deliverFor(minutes(2));
    expect(inboxOf(nadia)).toHaveLength(3);
  });

  it("sends the good mails of a batch that one bad address spoiled", async () => {
    const nadia = await customer();
    const bad = await customer({ email: "somebody@example.com" });
    await issue(nadia, 3);
    await issue(bad);
    await deliverFor(minutes(5));
    expect(inboxOf(nadia)).toHaveLength(3);
    expect((await mails(bad))[0]).toMatchObject({ state: "failed", lastError: "provider-refused" });
    expect(await tasks(bad)).toHaveLength(1);
  });

  it("sends what somebody waits for before what is merely due", async () => {
    const nadia = await customer();
    await issue(nadia, 110);
    const [last] = (await mails(nadia)).slice(-1);
    await inScope(context, "all", (tx) =>
      tx
        .update(notifications)
        .set({ urgent: 2 })
        .where(eq(notifications.id, last?.id ?? "")),
    );
    await deliverMail(context);
    expect(inboxOf(nadia)[0]?.tags.notification).toBe(last?.id);
  });
});

describe("the truth at the moment of sending", () => {
  it.each([
    ["paid", { settled: 46_420 }, "paid"],
    ["credited", { settled: 46_420, credited: 46_420 }, "credited"],
    ["under way", { processing: 46_420 }, "processing"],
    ["wholly contested", { claimed: 50_000 }, "contested"],
  ])("a mail about an invoice that is %s by then is not sent", async (_name, facts, reason) => {
    const nadia = await customer();
    const [id] = await issue(nadia);
    await change(id ?? "", facts);
    expect(await deliverMail(context)).toMatchObject({ accepted: 0, withdrawn: 1 });
    expect((await mails(nadia))[0]).toMatchObject({ state: "withdrawn", lastError: reason });
    expect(inboxOf(nadia)).toHaveLength(0);
  });

  it("one whose amount changed is replaced by one that says the right amount", async () => {
    const nadia = await customer();
    const [id] = await issue(nadia);
    await change(id ?? "", { settled: 6_420 });
    await deliverMail(context);
    const rows = await inScope(context, "all", (tx) =>
      tx.select().from(events).where(eq(events.customerId, nadia.customerId)),
    );
    await handleEvents(context, { events: rows });
    await deliverMail(context);
    expect(inboxOf(nadia).map(({ subject }) => subject)).toEqual([
      expect.stringContaining("400,00"),
    ]);
    expect((await mails(nadia)).map(({ state }) => state)).toEqual(["withdrawn", "accepted"]);
  });

  it("nothing goes to an address that refused us, to somebody removed, or to a customer on paper", async () => {
    const refusing = await customer();
    const removed = await customer();
    await Promise.all([issue(refusing), issue(removed)]);
    await context.db
      .insert(suppressions)
      .values({ email: refusing.email, reason: "bounced", createdAt: context.clock.now() });
    await inScope(context, "all", (tx) =>
      tx.delete(memberships).where(eq(memberships.personId, removed.personId)),
    );
    await deliverMail(context);
    expect((await mails(refusing))[0]?.state).toBe("suppressed");
    // Removing a member takes the member's links along; the mail stays, unsent.
    expect((await mails(removed))[0]).toMatchObject({ lastError: "no-longer-member" });
    expect([...inboxOf(refusing), ...inboxOf(removed)]).toEqual([]);
    const onPaper = await customer({ delivery: "paper" });
    await issue(onPaper);
    expect(await mails(onPaper)).toEqual([]);
  });

  it("history is recorded as told, and mailed to nobody", async () => {
    const nadia = await customer();
    await issue(nadia, 2);
    expect(await deliverMail(context, { recordOnly: true })).toMatchObject({ recorded: 2 });
    await deliverFor(minutes(3));
    expect((await mails(nadia)).map(({ state }) => state)).toEqual(["recorded", "recorded"]);
    expect(inboxOf(nadia)).toEqual([]);
  });
});
