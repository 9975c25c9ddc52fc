import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { days, hours } from "#app/platform/duration.ts";
import { announce } from "#app/platform/events.server.ts";
import { deliveryEvents, suppressions } from "#db/schema/notifications.ts";
import { events, providerEvents } from "#db/schema/platform.ts";
import { mailBench } from "#tests/support/mail-bench.ts";
import type { PersonViewer } from "../accounts/viewer.ts";
import { deliverMail } from "./deliver-mail.server.ts";
import { handleEvents } from "./handle-events.server.ts";
import { processResendEvent } from "./process-resend-event.server.ts";
import { storeResendEvent } from "./store-resend-event.server.ts";

const bench = await mailBench();
const { context, standIn, customer, invoice, mails, tasks, settleDown } = bench;

async function send(viewer: PersonViewer): Promise<void> {
  const id = await invoice(viewer);
  const rows = await inScope(context, "all", async (tx) => {
    await announce(context, tx, {
      customerId: viewer.customerId,
      type: "invoice.issued",
      subject: { type: "invoice", id },
    });
    return tx.select().from(events).where(eq(events.customerId, viewer.customerId));
  });
  await handleEvents(context, { events: rows });
  await deliverMail(context);
}

const history = (viewer: PersonViewer) =>
  inScope(context, "all", (tx) =>
    tx.select().from(deliveryEvents).where(eq(deliveryEvents.customerId, viewer.customerId)),
  );

describe("the provider's news", () => {
  it.each([
    ["in order", {}],
    ["doubled", { duplicates: 3 }],
    ["reversed", { order: "newest-first" as const }],
    [
      "doubled, reversed and at once",
      { duplicates: 3, order: "newest-first" as const, concurrency: 8 },
    ],
  ])("has one effect when it comes %s", async (_name, faults) => {
    standIn.webhooks.clearFaults();
    Object.assign(standIn.webhooks.faults, faults);
    const nadia = await customer();
    await send(nadia);
    await settleDown();
    await settleDown();
    expect((await mails(nadia))[0]?.state).toBe("delivered");
    expect((await history(nadia)).map(({ type }) => type).toSorted()).toEqual([
      "email.delivered",
      "email.sent",
    ]);
    expect(
      (await bench.told(nadia)).filter((type) => type === "notification.delivered"),
    ).toHaveLength(1);
    standIn.webhooks.clearFaults();
  });

  it("of a hard bounce suppresses the address and asks a human, with what to do", async () => {
    const gone = await customer({ email: "bounce-1@fournil.example" });
    await send(gone);
    await settleDown();
    expect((await mails(gone))[0]).toMatchObject({ state: "bounced", lastError: "Permanent" });
    expect(await tasks(gone)).toMatchObject([
      { kind: "mail-bounced", data: { recipient: gone.email, mailKind: "invoice-issued" } },
    ]);
    expect(await bench.told(gone)).toContain("notification.bounced");
    await send(gone);
    expect((await mails(gone))[1]?.state).toBe("suppressed");
    expect(standIn.sent.to(gone.email)).toHaveLength(1);
  });

  it("of a full mailbox asks a human, but the address may be tried again", async () => {
    const full = await customer({ email: "softbounce-1@fournil.example" });
    await send(full);
    await settleDown();
    expect((await mails(full))[0]).toMatchObject({ state: "bounced", lastError: "Transient" });
    expect(await tasks(full)).toHaveLength(1);
    const refusing = await context.db
      .select()
      .from(suppressions)
      .where(eq(suppressions.email, full.email));
    expect(refusing).toEqual([]);
  });

  it("of a complaint after the delivery moves on, and never back", async () => {
    const cross = await customer({ email: "complain-1@fournil.example" });
    await send(cross);
    await settleDown();
    const [mail] = await mails(cross);
    expect(mail?.state).toBe("complained");
    standIn.happen(mail?.providerId ?? "", "delivered");
    await settleDown();
    expect((await mails(cross))[0]?.state).toBe("complained");
    expect((await tasks(cross)).map(({ kind }) => kind)).toEqual(["mail-complained"]);
  });

  it("of a delay changes nothing until the delivery", async () => {
    const slow = await customer({ email: "delay-1@fournil.example" });
    await send(slow);
    await settleDown();
    expect((await mails(slow))[0]?.state).toBe("accepted");
    context.clock.advance(hours(5));
    standIn.tick();
    await settleDown();
    expect((await mails(slow))[0]?.state).toBe("delivered");
  });
});

describe("a webhook", () => {
  it("with a wrong signature is refused and not stored", async () => {
    const answer = await storeResendEvent(context, "{}", {
      id: "msg_forged",
      timestamp: String(Math.floor(Date.now() / 1000)),
      signature: "v1,bm90IGl0",
    });
    expect(answer).toEqual({ refused: "bad-signature" });
    const stored = await context.db
      .select()
      .from(providerEvents)
      .where(eq(providerEvents.id, "msg_forged"));
    expect(stored).toEqual([]);
  });

  it("about a mail that nobody here sent is waited with, then given up", async () => {
    await context.db.insert(providerEvents).values({
      provider: "resend",
      id: "msg_foreign",
      type: "email.delivered",
      payload: {
        type: "email.delivered",
        created_at: "2026-11-16T09:00:00Z",
        data: { email_id: "somebody-elses" },
      },
      receivedAt: context.clock.now(),
    });
    expect(await processResendEvent(context, "msg_foreign")).toBe("waiting");
    context.clock.advance(days(1));
    expect(await processResendEvent(context, "msg_foreign")).toBe("ignored");
    expect(await processResendEvent(context, "msg_foreign")).toBe("known");
  });
});
