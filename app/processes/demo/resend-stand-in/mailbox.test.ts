import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours } from "#app/platform/duration.ts";
import { mail, type ResendBench, startBench } from "./resend-test-bench.ts";

let bench: ResendBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

describe("the mailbox", () => {
  const get = async (at: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(bench.standIn.url + at, { headers });
    return { answer, body: await answer.text() };
  };

  it("lists mails for scripts, newest first, by recipient", async () => {
    await bench.send({ subject: "one" });
    bench.clock.advance(hours(1));
    await bench.send({ subject: "two", to: "Paul <Paul@Fournil.example>" });
    const all = JSON.parse((await get("/mailbox.json")).body) as Record<string, unknown>[];
    expect(all.map(({ subject }) => subject)).toEqual(["two", "one"]);
    expect(Object.keys(all[0] ?? {})).toEqual(["id", "to", "subject", "html", "text", "createdAt"]);
    expect(all[0]?.createdAt).toBe("2026-11-16T10:00:00.000Z");
    const some = JSON.parse((await get("/mailbox.json?to=paul@fournil.example")).body) as unknown[];
    expect(some).toHaveLength(1);
    expect(JSON.parse((await get("/mailbox.json?to=nobody@x.example")).body)).toEqual([]);
  });

  it("shows a mail in a sandbox without scripts, in two languages, escaping what is not its HTML", async () => {
    const { data } = await bench.send({
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
    const first = await startBench({ dataDir, webhookUrl: null });
    for (let batch = 0; batch < 20; batch += 1)
      await first.resend.batch.send(
        Array.from({ length: 100 }, (_, n) => mail({ subject: `${batch}-${n}` })),
      );
    await first.stop();
    const { standIn, stop } = await startBench({ dataDir, webhookUrl: null });
    expect(standIn.sent.count).toBe(2000);
    const page = await (await fetch(`${standIn.mailboxUrl}?page=40&lang=en`)).text();
    expect(page).toContain("2000 messages");
    expect(page).toContain("0-0");
    await stop();
    rmSync(dataDir, { recursive: true });
  });

  it("delivers after a restart what it had not delivered before, once", async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), "resend-"));
    const first = await startBench({ dataDir, webhookUrl: null });
    await first.send({}, "m:1");
    await first.stop();
    const second = await startBench({ dataDir });
    expect(await second.types()).toEqual(["email.sent", "email.delivered"]);
    await second.stop();
    const third = await startBench({ dataDir });
    expect(await third.types()).toEqual([]);
    expect((await third.send({}, "m:1")).data?.id).toBe(third.standIn.sent.emails()[0]?.id);
    expect(third.standIn.sent.count).toBe(1);
    await third.stop();
    rmSync(dataDir, { recursive: true });
  });
});
