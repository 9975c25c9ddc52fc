import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours } from "#app/platform/duration.ts";
import { type ResendBench, startBench } from "./resend-test-bench.ts";

let bench: ResendBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

describe("what becomes of a mail", () => {
  it("bounces and complaints suppress the address", async () => {
    await bench.send({ to: "bounce.paul@fournil.example" });
    await bench.send({ to: "complain@fournil.example" });
    await bench.send({ to: "bounce.paul@fournil.example" });
    const events = await bench.told();
    expect(events.map(({ type }) => type)).toEqual([
      "email.sent",
      "email.bounced",
      "email.sent",
      "email.delivered",
      "email.complained",
      "email.suppressed",
    ]);
    expect(events[1]?.data.bounce).toMatchObject({ type: "Permanent" });
    expect(events[5]?.data.suppressed).toMatchObject({ reason: "previous_bounce" });
    expect((await bench.resend.suppressions.list()).data?.data).toHaveLength(2);
    await bench.resend.suppressions.remove("bounce.paul@fournil.example");
    bench.receiver.received.length = 0;
    await bench.send({ to: "bounce.paul@fournil.example" });
    expect(await bench.types()).toEqual(["email.sent", "email.bounced"]);
  });

  it("a full mailbox does not suppress, a slow one delivers later, a silent one never", async () => {
    await bench.send({ to: "softbounce@fournil.example" });
    await bench.send({ to: "delay@fournil.example" });
    await bench.send({ to: "silent@fournil.example" });
    expect(await bench.types()).toEqual([
      "email.sent",
      "email.bounced",
      "email.sent",
      "email.delivery_delayed",
      "email.sent",
    ]);
    bench.clock.advance(hours(4));
    bench.standIn.tick();
    expect((await bench.types()).at(-1)).toBe("email.delivered");
    expect((await bench.resend.suppressions.list()).data?.data).toEqual([]);
  });

  it("tells the fates of several recipients apart", async () => {
    await bench.send({ to: ["nadia@fournil.example", "Paul <bounce@fournil.example>"] });
    const events = await bench.told();
    expect(events.map(({ type, data }) => [type, data.to])).toEqual([
      ["email.sent", ["nadia@fournil.example", "bounce@fournil.example"]],
      ["email.delivered", ["nadia@fournil.example"]],
      ["email.bounced", ["bounce@fournil.example"]],
    ]);
  });

  it("webhooks repeat with the same id, turn around, and are tried again", async () => {
    Object.assign(bench.standIn.webhooks.faults, { duplicates: 1, order: "newest-first" });
    bench.receiver.statuses.push(503);
    await bench.send();
    const seen = await bench.types();
    expect(seen.filter((type) => type === "email.delivered")).toHaveLength(3);
    expect(seen.at(-1)).not.toBe("email.delivered");
    expect(new Set(bench.receiver.received.map(({ headers }) => headers["svix-id"])).size).toBe(2);
  });
});

describe("mail from outside", () => {
  it("is announced without its content, which is fetched", async () => {
    const { id } = bench.standIn.receive({
      from: "nadia@fournil.example",
      to: "reply+abc@reply.energie.example",
      subject: "Re: Facture",
      text: "Je ne comprends pas la ligne 2.",
      attachments: [
        { filename: "photo.png", contentType: "image/png", content: Buffer.from("png") },
      ],
    });
    const [event] = await bench.told();
    expect(event?.type).toBe("email.received");
    expect(event?.data).not.toHaveProperty("text");
    expect((await bench.resend.emails.receiving.get(id)).data?.text).toMatch(/ligne 2/);
    const attachments = await bench.resend.emails.receiving.attachments.list({ emailId: id });
    const url = attachments.data?.data[0]?.download_url ?? "";
    expect(await (await fetch(url)).text()).toBe("png");
  });
});
