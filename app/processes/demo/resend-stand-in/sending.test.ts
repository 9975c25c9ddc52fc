import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hours } from "#app/platform/duration.ts";
import { apiKey, mail, type ResendBench, startBench } from "./resend-test-bench.ts";

let bench: ResendBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

describe("sending", () => {
  it("accepts a mail, tells that it was sent and delivered, and shows it", async () => {
    const { data, error } = await bench.send({ tags: [{ name: "kind", value: "invoice-issued" }] });
    expect(error).toBeNull();
    const got = await bench.resend.emails.get(data?.id ?? "");
    expect(got.data).toMatchObject({
      object: "email",
      to: ["nadia@fournil.example"],
      created_at: "2026-11-16T09:00:00.000Z",
      last_event: "delivered",
    });
    const events = await bench.told();
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
    const { error } = await bench.send(change);
    expect(error).toMatchObject({ statusCode, name });
    expect(bench.standIn.sent.count).toBe(0);
  });

  it("refuses an unknown field, bad JSON, a missing and a wrong key, an unknown path and method", async () => {
    const ask = async (
      body: string,
      headers: Record<string, string> = { authorization: `Bearer ${apiKey}` },
      at = "/emails",
      method = "POST",
    ) => {
      const answer = await fetch(bench.standIn.url + at, {
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
    const strict = await startBench({ domains: ["energie.example"] });
    expect((await strict.send()).error).toBeNull();
    expect((await strict.send({ from: "a@other.example" })).error).toMatchObject({
      statusCode: 403,
    });
    const domains = await strict.resend.domains.list();
    expect(domains.data?.data.map(({ name }) => name)).toEqual(["energie.example"]);
    await strict.stop();
  });
});

describe("batches", () => {
  it("send up to 100, all or nothing, without attachments", async () => {
    const hundred = Array.from({ length: 100 }, (_, n) => mail({ to: `n${n}@fournil.example` }));
    const { data } = await bench.resend.batch.send(hundred, { idempotencyKey: "batch:1" });
    expect(data?.data).toHaveLength(100);
    const again = await bench.resend.batch.send(hundred, { idempotencyKey: "batch:1" });
    expect(again.data).toEqual(data);
    expect((await bench.resend.batch.send([...hundred, mail()])).error?.statusCode).toBe(422);
    expect(
      (await bench.resend.batch.send([mail(), mail({ to: "nadia@example.com" })])).error
        ?.statusCode,
    ).toBe(422);
    const attached = { ...mail(), attachments: [{ filename: "a.txt", content: "YQ==" }] };
    expect((await bench.resend.batch.send([attached])).error?.message).toMatch(/attachments/);
    expect(bench.standIn.sent.count).toBe(100);
  });
});

describe("idempotency keys", () => {
  it("replay for 24 hours and refuse another body", async () => {
    const first = await bench.send({}, "mail:1");
    const again = await bench.send({}, "mail:1");
    expect(again.data?.id).toBe(first.data?.id);
    const other = await bench.send({ subject: "Autre" }, "mail:1");
    expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    expect(bench.standIn.sent.count).toBe(1);
    bench.clock.advance(hours(24));
    expect((await bench.send({}, "mail:1")).data?.id).not.toBe(first.data?.id);
    expect((await bench.send({}, "k".repeat(257))).error).toMatchObject({
      statusCode: 400,
      name: "invalid_idempotency_key",
    });
  });

  it("answer 409 while the first is in progress, and forget what was refused", async () => {
    bench.standIn.answers.plan({ fault: "hold" });
    const first = bench.send({}, "mail:1");
    await vi.waitFor(() => expect(bench.standIn.answers.holding).toBe(1));
    const second = await bench.send({}, "mail:1");
    expect(second.error).toMatchObject({ statusCode: 409, name: "concurrent_idempotent_requests" });
    bench.standIn.answers.release();
    expect((await first).error).toBeNull();
    expect((await bench.send({ to: "x" }, "mail:2")).error?.statusCode).toBe(422);
    expect((await bench.send({}, "mail:2")).error).toBeNull();
  });

  it("make a lost answer harmless", async () => {
    bench.standIn.answers.plan({ fault: "lose-answer" });
    expect((await bench.send({}, "mail:1")).error).toMatchObject({
      statusCode: null,
      name: "application_error",
    });
    bench.standIn.answers.plan({ fault: "fail-after" });
    const retried = await bench.send({}, "mail:1");
    expect(retried.data?.id).toBe(bench.standIn.sent.emails()[0]?.id);
    expect(bench.standIn.sent.count).toBe(1);
  });

  it("let a call hang until its caller gives up, the mail accepted", async () => {
    bench.standIn.answers.plan({ fault: "hang" });
    const { error } = await bench.resend.emails.send(mail(), {
      signal: AbortSignal.timeout(80),
    } as never);
    expect(error?.statusCode).toBeNull();
    expect(bench.standIn.sent.count).toBe(1);
  });
});

describe("the rate limit", () => {
  it("refuses the third call of a second and says when to come back", async () => {
    bench.standIn.setRate(2);
    const answers = [await bench.send(), await bench.send(), await bench.send()];
    expect(answers.map(({ error }) => error?.statusCode ?? 200)).toEqual([200, 200, 429]);
    expect(answers[2]?.error?.name).toBe("rate_limit_exceeded");
    expect(answers[2]?.headers).toMatchObject({
      "ratelimit-limit": "2",
      "ratelimit-remaining": "0",
      "retry-after": "1",
    });
    expect(bench.standIn.sent.count).toBe(2);
  });
});
