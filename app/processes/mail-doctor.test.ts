import { Resolver } from "node:dns/promises";
import { afterAll, describe, expect, test } from "vitest";
import { startDnsServer, type Zone } from "#tests/support/dns-server.ts";
import { installed, runCommand } from "#tests/support/run-command.ts";
import { examineSender, type Sender } from "./examine-sender.server.ts";

const dns = await startDnsServer();
afterAll(() => dns.stop());

const key = "MIGfMA0GCSqGSIb3DQEB".repeat(20);
const healthy: Zone = {
  "send.energie.example": {
    txt: ["v=spf1 include:amazonses.com ~all"],
    mx: [[10, "feedback-smtp.eu-west-1.amazonses.com"]],
  },
  "resend._domainkey.energie.example": { txt: [`p=${key}`] },
  "_dmarc.energie.example": { txt: ["v=DMARC1; p=reject; rua=mailto:d@energie.example"] },
  "reply.energie.example": { mx: [[10, "inbound-smtp.eu-west-1.amazonaws.com"]] },
};
const sender: Sender = {
  domain: "energie.example",
  returnPath: "send",
  replyDomain: "reply.energie.example",
};

async function missingWith(changes: Zone, who = sender) {
  dns.zone = { ...healthy, ...changes };
  const resolver = new Resolver({ timeout: 100, tries: 1 });
  resolver.setServers([dns.address]);
  const findings = await examineSender(resolver, who);
  return findings
    .filter(({ good }) => !good)
    .map(({ about, sentence }) => `${about}: ${sentence}`)
    .join("\n");
}

test("a sender with everything published lacks nothing", async () => {
  expect(await missingWith({})).toBe("");
});

test("SPF: none, two, without Resend, open to all", async () => {
  const spf = (...txt: string[]) =>
    missingWith({
      "send.energie.example": { ...(healthy["send.energie.example"] as object), txt },
    });
  expect(await spf("something else")).toBe(
    'SPF: There is no SPF record. Publish at send.energie.example: TXT "v=spf1 include:amazonses.com ~all".',
  );
  expect(await spf("v=spf1 include:amazonses.com ~all", "v=spf1 -all")).toContain("2 SPF records");
  expect(await spf("v=spf1 include:other.example -all")).toContain("Add include:amazonses.com");
  expect(await spf("v=spf1 include:amazonses.com +all")).toContain("allows everybody");
  expect(await spf("v=spf1 include:amazonses.com -all")).toBe("");
});

test("bounces: the return path's MX is Resend's", async () => {
  const spf = ["v=spf1 include:amazonses.com ~all"];
  expect(await missingWith({ "send.energie.example": { txt: spf } })).toMatch(
    /^bounces: .*MX 10 feedback-smtp/,
  );
  const other = { txt: spf, mx: [[5, "mx.other.example"]] as [number, string][] };
  expect(await missingWith({ "send.energie.example": other })).toContain("now: mx.other.example");
});

test("DKIM: none, revoked, cut off; a key longer than one string is whole", async () => {
  const dkim = (text: string) =>
    missingWith({ "resend._domainkey.energie.example": { txt: [text] } });
  expect(key.length).toBeGreaterThan(255);
  expect(await dkim("nothing")).toMatch(/^DKIM: There is no key. Publish at resend\._domainkey/);
  expect(await dkim("v=DKIM1; k=rsa; p=")).toContain("revoked");
  expect(await dkim(`p=${key}`.slice(0, 255))).toContain("not whole");
  expect(await dkim(`v=DKIM1; k=rsa; p=${key}`)).toBe("");
});

test("DMARC: none, p=none, only a share, two; the parent's subdomain policy counts", async () => {
  const dmarc = (...txt: string[]) => missingWith({ "_dmarc.energie.example": { txt } });
  expect(await dmarc()).toMatch(/^DMARC: Anybody may send.*p=quarantine/);
  expect(await dmarc("v=DMARC1; p=none")).toContain("p=none: forged invoices are delivered");
  expect(await dmarc("v=DMARC1; p=reject; pct=20")).toContain("only 20 %");
  expect(await dmarc("v=DMARC1; p=reject", "v=DMARC1; p=none")).toContain("2 records");
  expect(await dmarc("v=DMARC1;p=quarantine")).toBe("");

  const below = { ...sender, domain: "mail.energie.example" };
  const fromParent = async (policy: string) => {
    const found = await missingWith({ "_dmarc.energie.example": { txt: [policy] } }, below);
    return found.split("\n").find((line) => line.startsWith("DMARC"));
  };
  expect(await fromParent("v=DMARC1; p=reject; sp=none")).toContain(
    "(of energie.example) is p=none",
  );
  expect(await fromParent("v=DMARC1; p=none; sp=reject")).toBeUndefined();
  expect(await fromParent("v=DMARC1; p=reject")).toBeUndefined();
});

test("replies: an MX, unless no reply domain is set; a null MX is none", async () => {
  expect(await missingWith({ "reply.energie.example": { mx: [[0, "."]] } })).toMatch(/^replies: /);
  expect(await missingWith({}, { ...sender, replyDomain: "absent.example" })).toMatch(/^replies: /);
  expect(await missingWith({}, { ...sender, replyDomain: null })).toBe("");
});

test.each(["servfail", "silence"] as const)(
  "a server with %s is an obstacle, no finding",
  async (trouble) => {
    await expect(missingWith({ "_dmarc.energie.example": trouble })).rejects.toThrow(
      "DNS cannot be reached",
    );
  },
);

describe("the command", { timeout: 90_000 }, () => {
  const doctor = (...args: string[]) =>
    runCommand(installed("tsx"), ["app/processes/mail-doctor.ts", ...args], {
      environment: { MAIL_REPLY_DOMAIN: "reply.energie.example" },
    });

  test("says what is good and what is missing, and its exit code does too", async () => {
    dns.zone = healthy;
    const server = ["--server", dns.address];
    const [good, elsewhere, unreachable, wrong] = await Promise.all([
      doctor("Energie.example", ...server),
      doctor("absent.example", ...server),
      doctor("energie.example", "--server", "127.0.0.1:9"),
      doctor("nobody@energie.example"),
    ]);
    expect(good).toMatchObject({ code: 0, output: expect.stringContaining("can be believed") });
    expect(good.output).toContain("reply.energie.example takes mail");
    expect(elsewhere).toMatchObject({ code: 1, output: expect.stringContaining("4 of 5 to be") });
    expect(unreachable).toMatchObject({
      code: 2,
      output: expect.stringContaining("DNS cannot be reached"),
    });
    expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining("Usage") });
  });
});
