import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Resend } from "resend";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SettableClock } from "#app/platform/clock.ts";
import { hours } from "#app/platform/duration.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#tests/support/webhook-receiver.ts";
import {
  type ResendStandIn,
  type ResendStandInOptions,
  startResendStandIn,
} from "./start-resend-stand-in.server.ts";

const apiKey = "re_test_key";
const webhookSecret = `whsec_${Buffer.from("a secret of the stand-in").toString("base64")}`;
const clock = new SettableClock(new Date("2026-11-16T09:00:00Z"));

let receiver: WebhookReceiver;
let standIn: ResendStandIn;
let resend: Resend;

const start = (change: Partial<ResendStandInOptions> = {}) =>
  startResendStandIn({
    clock,
    apiKey,
    webhookSecret,
    webhookUrl: receiver.url,
    ratePerSecond: Number.POSITIVE_INFINITY,
    webhookRetryDelays: [5, 5, 5],
    ...change,
  });

beforeEach(async () => {
  clock.set(new Date("2026-11-16T09:00:00Z"));
  receiver = await startWebhookReceiver();
  standIn = await start();
  standIn.webhooks.faults.concurrency = 1;
  resend = new Resend(apiKey, { baseUrl: standIn.url });
});
afterEach(async () => {
  await standIn.stop();
  await receiver.stop();
});

const mail = (change: object = {}) => ({
  from: "Énergie du Rhône <factures@energie.example>",
  to: "nadia@fournil.example",
  subject: "Facture FA-2026-01902",
  html: "<p>464,20 €</p>",
  text: "464,20 €",
  ...change,
});
const send = (change: object = {}, idempotencyKey?: string) =>
  resend.emails.send(mail(change), idempotencyKey === undefined ? {} : { idempotencyKey });

interface Told {
  type: string;
  created_at: string;
  data: Record<string, unknown> & { to: string[]; email_id: string };
}
const told = async (): Promise<Told[]> => {
  await standIn.idle();
  return receiver.received.map(
    ({ body, headers }) =>
      resend.webhooks.verify({
        payload: body,
        headers: {
          id: String(headers["svix-id"]),
          timestamp: String(headers["svix-timestamp"]),
          signature: String(headers["svix-signature"]),
        },
        webhookSecret,
      }) as unknown as Told,
  );
};
const types = async () => (await told()).map(({ type }) => type);

describe("sending", () => {
  it("accepts a mail, tells that it was sent and delivered, and shows it", async () => {
    const { data, error } = await send({ tags: [{ name: "kind", value: "invoice-issued" }] });
    expect(error).toBeNull();
    const got = await resend.emails.get(data?.id ?? "");
    expect(got.data).toMatchObject({
      object: "email",
      to: ["nadia@fournil.example"],
      created_at: "2026-11-16T09:00:00.000Z",
      last_event: "delivered",
    });
    const events = await told();
    expect(events.map(({ type }) => type)).toEqual(["email.sent", "email.delivered"]);
    expect(events[0]?.data).toMatchObject({
      email_id: data?.id,
      to: ["nadia@fournil.example"],
      tags: { kind: "invoice-issued" },
    });
  });

  it.each<[string, object, number, string]>([
    ["no recipient", { to: undefined }, 422, "missing_required_field"],
    ["no subject", { subject: "" }, 422, "missing_required_field"],
    ["no content", { html: undefined, text: undefined }, 422, "missing_required_field"],
    ["a broken sender", { from: "factures" }, 422, "validation_error"],
    ["a broken recipient", { to: "nadia" }, 422, "validation_error"],
    ["a recipient at example.com", { to: "Nadia <nadia@example.com>" }, 422, "validation_error"],
    ["a recipient at test.com", { cc: "nadia@test.com" }, 422, "validation_error"],
    [
      "51 recipients",
      { to: Array.from({ length: 51 }, (_, n) => `n${n}@fournil.example`) },
      422,
      "validation_error",
    ],
    ["a tag with an accent", { tags: [{ name: "kind", value: "reçu" }] }, 422, "validation_error"],
    [
      "a header with a line break",
      { headers: { "X-A": "a\r\nBcc: b@c.example" } },
      422,
      "validation_error",
    ],
    [
      "an attachment without content",
      { attachments: [{ filename: "a.pdf" }] },
      422,
      "invalid_attachment",
    ],
  ])("refuses %s", async (_name, change, statusCode, name) => {
    const { error } = await send(change);
    expect(error).toMatchObject({ statusCode, name });
    expect(standIn.sent.count).toBe(0);
  });

  it("refuses an unknown field, bad JSON, a missing and a wrong key, an unknown path and method", async () => {
    const ask = async (
      body: string,
      headers: Record<string, string> = { authorization: `Bearer ${apiKey}` },
      at = "/emails",
      method = "POST",
    ) => {
      const answer = await fetch(standIn.url + at, {
        method,
        body: method === "POST" ? body : undefined,
        headers,
      });
      return (await answer.json()) as { statusCode: number; name: string };
    };
    expect(await ask(JSON.stringify({ ...mail(), replyTo: "a@b.example" }))).toMatchObject({
      statusCode: 422,
      name: "validation_error",
    });
    expect(await ask("{")).toMatchObject({ statusCode: 400, name: "validation_error" });
    expect(await ask("{}", {})).toMatchObject({ statusCode: 401, name: "missing_api_key" });
    expect(await ask("{}", { authorization: "Bearer re_wrong" })).toMatchObject({
      statusCode: 403,
      name: "invalid_api_key",
    });
    expect(await ask("", undefined, "/emails/none/at/all", "GET")).toMatchObject({
      statusCode: 404,
      name: "not_found",
    });
    expect(await ask("", undefined, "/emails/batch", "DELETE")).toMatchObject({
      statusCode: 405,
      name: "method_not_allowed",
    });
  });

  it("takes verified domains only, where some are given", async () => {
    const strict = await start({ domains: ["energie.example"] });
    const sdk = new Resend(apiKey, { baseUrl: strict.url });
    expect((await sdk.emails.send(mail())).error).toBeNull();
    expect((await sdk.emails.send(mail({ from: "a@other.example" }))).error).toMatchObject({
      statusCode: 403,
    });
    expect((await sdk.domains.list()).data?.data.map(({ name }) => name)).toEqual([
      "energie.example",
    ]);
    await strict.stop();
  });
});

describe("batches", () => {
  it("send up to 100, all or nothing, without attachments", async () => {
    const hundred = Array.from({ length: 100 }, (_, n) => mail({ to: `n${n}@fournil.example` }));
    const { data } = await resend.batch.send(hundred, { idempotencyKey: "batch:1" });
    expect(data?.data).toHaveLength(100);
    const again = await resend.batch.send(hundred, { idempotencyKey: "batch:1" });
    expect(again.data).toEqual(data);
    expect((await resend.batch.send([...hundred, mail()])).error?.statusCode).toBe(422);
    expect(
      (await resend.batch.send([mail(), mail({ to: "nadia@example.com" })])).error?.statusCode,
    ).toBe(422);
    const attached = { ...mail(), attachments: [{ filename: "a.txt", content: "YQ==" }] };
    expect((await resend.batch.send([attached])).error?.message).toMatch(/attachments/);
    expect(standIn.sent.count).toBe(100);
  });
});

describe("idempotency keys", () => {
  it("replay for 24 hours and refuse another body", async () => {
    const first = await send({}, "mail:1");
    const again = await send({}, "mail:1");
    expect(again.data?.id).toBe(first.data?.id);
    const other = await send({ subject: "Autre" }, "mail:1");
    expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    expect(standIn.sent.count).toBe(1);
    clock.advance(hours(24));
    expect((await send({}, "mail:1")).data?.id).not.toBe(first.data?.id);
    expect((await send({}, "k".repeat(257))).error).toMatchObject({
      statusCode: 400,
      name: "invalid_idempotency_key",
    });
  });

  it("answer 409 while the first is in progress, and forget what was refused", async () => {
    standIn.answers.plan({ fault: "hold" });
    const first = send({}, "mail:1");
    await vi.waitFor(() => expect(standIn.answers.holding).toBe(1));
    const second = await send({}, "mail:1");
    expect(second.error).toMatchObject({ statusCode: 409, name: "concurrent_idempotent_requests" });
    standIn.answers.release();
    expect((await first).error).toBeNull();
    expect((await send({ to: "x" }, "mail:2")).error?.statusCode).toBe(422);
    expect((await send({}, "mail:2")).error).toBeNull();
  });

  it("make a lost answer harmless", async () => {
    standIn.answers.plan({ fault: "lose-answer" });
    expect((await send({}, "mail:1")).error).toMatchObject({
      statusCode: null,
      name: "application_error",
    });
    standIn.answers.plan({ fault: "fail-after" });
    const retried = await send({}, "mail:1");
    expect(retried.data?.id).toBe(standIn.sent.emails()[0]?.id);
    expect(standIn.sent.count).toBe(1);
  });

  it("let a call hang until its caller gives up, the mail accepted", async () => {
    standIn.answers.plan({ fault: "hang" });
    const { error } = await resend.emails.send(mail(), {
      signal: AbortSignal.timeout(80),
    } as never);
    expect(error?.statusCode).toBeNull();
    expect(standIn.sent.count).toBe(1);
  });
});

describe("the rate limit", () => {
  it("refuses the third call of a second and says when to come back", async () => {
    standIn.setRate(2);
    const answers = [await send(), await send(), await send()];
    expect(answers.map(({ error }) => error?.statusCode ?? 200)).toEqual([200, 200, 429]);
    expect(answers[2]?.error?.name).toBe("rate_limit_exceeded");
    expect(answers[2]?.headers).toMatchObject({
      "ratelimit-limit": "2",
      "ratelimit-remaining": "0",
      "retry-after": "1",
    });
    expect(standIn.sent.count).toBe(2);
  });
});

describe("what becomes of a mail", () => {
  it("bounces and complaints suppress the address", async () => {
    await send({ to: "bounce.paul@fournil.example" });
    await send({ to: "complain@fournil.example" });
    await send({ to: "bounce.paul@fournil.example" });
    const events = await told();
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
    expect((await resend.suppressions.list()).data?.data).toHaveLength(2);
    await resend.suppressions.remove("bounce.paul@fournil.example");
    receiver.received.length = 0;
    await send({ to: "bounce.paul@fournil.example" });
    expect(await types()).toEqual(["email.sent", "email.bounced"]);
  });

  it("a full mailbox does not suppress, a slow one delivers later, a silent one never", async () => {
    await send({ to: "softbounce@fournil.example" });
    await send({ to: "delay@fournil.example" });
    await send({ to: "silent@fournil.example" });
    expect(await types()).toEqual([
      "email.sent",
      "email.bounced",
      "email.sent",
      "email.delivery_delayed",
      "email.sent",
    ]);
    clock.advance(hours(4));
    standIn.tick();
    expect((await types()).at(-1)).toBe("email.delivered");
    expect((await resend.suppressions.list()).data?.data).toEqual([]);
  });

  it("tells the fates of several recipients apart", async () => {
    await send({ to: ["nadia@fournil.example", "Paul <bounce@fournil.example>"] });
    const events = await told();
    expect(events.map(({ type, data }) => [type, data.to])).toEqual([
      ["email.sent", ["nadia@fournil.example", "bounce@fournil.example"]],
      ["email.delivered", ["nadia@fournil.example"]],
      ["email.bounced", ["bounce@fournil.example"]],
    ]);
  });

  it("webhooks repeat with the same id, turn around, and are tried again", async () => {
    Object.assign(standIn.webhooks.faults, { duplicates: 1, order: "newest-first" });
    receiver.statuses.push(503);
    await send();
    const seen = await types();
    expect(seen.filter((type) => type === "email.delivered")).toHaveLength(3);
    expect(seen.at(-1)).not.toBe("email.delivered");
    expect(new Set(receiver.received.map(({ headers }) => headers["svix-id"])).size).toBe(2);
  });
});

describe("mail from outside", () => {
  it("is announced without its content, which is fetched", async () => {
    const { id } = standIn.receive({
      from: "nadia@fournil.example",
      to: "reply+abc@reply.energie.example",
      subject: "Re: Facture",
      text: "Je ne comprends pas la ligne 2.",
      attachments: [
        { filename: "photo.png", contentType: "image/png", content: Buffer.from("png") },
      ],
    });
    const [event] = await told();
    expect(event?.type).toBe("email.received");
    expect(event?.data).not.toHaveProperty("text");
    expect((await resend.emails.receiving.get(id)).data?.text).toMatch(/ligne 2/);
    const attachments = await resend.emails.receiving.attachments.list({ emailId: id });
    const url = attachments.data?.data[0]?.download_url ?? "";
    expect(await (await fetch(url)).text()).toBe("png");
  });
});

describe("the mailbox", () => {
  const get = async (at: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(standIn.url + at, { headers });
    return { answer, body: await answer.text() };
  };

  it("lists mails for scripts, newest first, by recipient", async () => {
    await send({ subject: "one" });
    clock.advance(hours(1));
    await send({ subject: "two", to: "Paul <Paul@Fournil.example>" });
    const all = JSON.parse((await get("/mailbox.json")).body) as Record<string, unknown>[];
    expect(all.map(({ subject }) => subject)).toEqual(["two", "one"]);
    expect(Object.keys(all[0] ?? {})).toEqual(["id", "to", "subject", "html", "text", "createdAt"]);
    expect(all[0]?.createdAt).toBe("2026-11-16T10:00:00.000Z");
    const some = JSON.parse((await get("/mailbox.json?to=paul@fournil.example")).body) as unknown[];
    expect(some).toHaveLength(1);
    expect(JSON.parse((await get("/mailbox.json?to=nobody@x.example")).body)).toEqual([]);
  });

  it("shows a mail in a sandbox without scripts, in two languages, escaping what is not its HTML", async () => {
    const { data } = await send({
      subject: "<script>alert(1)</script>",
      html: '<html><head><title>x</title></head><body><img src="cid:logo"><a href="http://127.0.0.1/i/t">x</a></body></html>',
      text: "Voir http://127.0.0.1/i/token.",
      attachments: [{ filename: "logo.png", content: Buffer.from("png"), contentId: "logo" }],
    });
    const list = await get("/mailbox?lang=fr");
    expect(list.body).toContain('<html lang="fr">');
    expect(list.body).toContain("&lt;script&gt;");
    expect(list.body).not.toContain("<script");
    expect(list.answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const one = await get(`/mailbox/${data?.id}`, { "accept-language": "en-GB" });
    expect(one.body).toContain("Text version");
    expect(one.body).toContain('sandbox="allow-popups ');
    expect(one.body).toContain('<a href="http://127.0.0.1/i/token">');
    const framed = await get(`/mailbox/${data?.id}/html`);
    expect(framed.body).toContain('<head><base target="_top">');
    expect(framed.body).toContain(`/mailbox/${data?.id}/attachments/0`);
    expect(framed.answer.headers.get("content-security-policy")).toContain("sandbox");
    const file = await get(`/mailbox/${data?.id}/attachments/0`);
    expect(file.body).toBe("png");
    expect(file.answer.headers.get("content-disposition")).toContain("attachment");
    expect((await get("/mailbox/none")).answer.status).toBe(404);
  });

  it("keeps thousands over a restart, page by page", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "resend-"));
    const first = await start({ dataDir, webhookUrl: null });
    const sdk = new Resend(apiKey, { baseUrl: first.url });
    for (let batch = 0; batch < 20; batch += 1)
      await sdk.batch.send(
        Array.from({ length: 100 }, (_, n) => mail({ subject: `${batch}-${n}` })),
      );
    await first.stop();
    const second = await start({ dataDir, webhookUrl: null });
    expect(second.sent.count).toBe(2000);
    const page = await (await fetch(`${second.mailboxUrl}?page=40&lang=en`)).text();
    expect(page).toContain("2000 messages");
    expect(page).toContain("0-0");
    await second.stop();
    rmSync(dataDir, { recursive: true });
  });

  it("delivers after a restart what it had not delivered before", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "resend-"));
    const first = await start({ dataDir, webhookUrl: null });
    await new Resend(apiKey, { baseUrl: first.url }).emails.send(mail(), { idempotencyKey: "m:1" });
    await first.stop();
    const second = await start({ dataDir });
    await second.idle();
    expect(receiver.received).toHaveLength(2);
    await second.stop();
    const third = await start({ dataDir });
    await third.idle();
    expect(receiver.received).toHaveLength(2);
    const again = await new Resend(apiKey, { baseUrl: third.url }).emails.send(mail(), {
      idempotencyKey: "m:1",
    });
    expect(again.data?.id).toBe(third.sent.emails()[0]?.id);
    expect(third.sent.count).toBe(1);
    await third.stop();
    rmSync(dataDir, { recursive: true });
  });
});
