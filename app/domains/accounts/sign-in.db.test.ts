import { describe, expect, test } from "vitest";
import { hours, minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { auditLog, signInTokens } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { createStaff } from "./create-staff.server.ts";
import { readSignInLink, redeemSignInCode, redeemSignInLink } from "./redeem-sign-in.server.ts";
import { requestSignIn, type SignInMail } from "./request-sign-in.server.ts";

const context = await testDatabase();
const browserId = "the browser that asked";
const clientAddress = "192.0.2.7";
let people = 0;

async function newPerson() {
  people += 1;
  const email = `person-${people}@fournil.example`;
  const system = { kind: "system", name: "tests" } as const;
  const person = await createStaff(context, system, { email, name: "Nadia", role: "agent" });
  if (isRefused(person)) throw new Error(person.refused);
  return person;
}

async function ask(email: string, from: string | null = browserId): Promise<SignInMail[]> {
  const mails: SignInMail[] = [];
  await requestSignIn(
    context,
    { email, browserId: from, next: "/c/C-1/invoices" },
    async (_, mail) => {
      mails.push(mail);
    },
  );
  return mails;
}

async function askOnce(email: string, from: string | null = browserId): Promise<SignInMail> {
  const [mail] = await ask(email, from);
  if (!mail) throw new Error("A mail was expected");
  return mail;
}

const otherCode = (code: string) => (code === "00000000" ? "00000001" : "00000000");

describe("asking for a sign-in mail", () => {
  test("mails the person, however the address is written", async () => {
    const { email, personId } = await newPerson();
    const mail = await askOnce(`  ${email.toUpperCase()} `);
    expect(mail.person).toMatchObject({ personId, email });
    expect(mail.code).toMatch(/^\d{8}$/);
    expect(mail.expiresAt.getTime() - context.clock.now().getTime()).toBe(minutes(10));
  });

  test("answers a stranger as it answers a customer, and mails nobody", async () => {
    expect(await ask("nobody@fournil.example")).toEqual([]);
  });

  test("keeps neither token nor code nor browser in clear", async () => {
    const { email } = await newPerson();
    const mail = await askOnce(email);
    const stored = JSON.stringify(await context.db.select().from(signInTokens));
    for (const secret of [mail.token, mail.code, browserId]) expect(stored).not.toContain(secret);
  });

  test("is undone with its mail: no token stays behind a mail that could not be written", async () => {
    const { email } = await newPerson();
    let token = "";
    const asked = requestSignIn(context, { email, browserId, next: null }, async (_, mail) => {
      token = mail.token;
      throw new Error("no mail today");
    });
    await expect(asked).rejects.toThrow("no mail today");
    expect(await readSignInLink(context, { token, browserId })).toEqual({ refused: "not-found" });
  });
});

describe("the link", () => {
  test("is redeemed once, although many click at the same moment", async () => {
    const { email, personId } = await newPerson();
    const { token } = await askOnce(email);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        redeemSignInLink(context, { token, browserId, clientAddress }),
      ),
    );
    expect(answers.filter((answer) => !isRefused(answer))).toEqual([
      { personId, email, next: "/c/C-1/invoices" },
    ]);
    expect(answers.filter(isRefused)).toEqual(Array(4).fill({ refused: "already-used" }));
  });

  test("looking at it consumes nothing", async () => {
    const { email } = await newPerson();
    const { token } = await askOnce(email);
    for (let visit = 0; visit < 3; visit += 1)
      expect(await readSignInLink(context, { token, browserId })).toEqual({ email });
    expect(isRefused(await redeemSignInLink(context, { token, browserId, clientAddress }))).toBe(
      false,
    );
  });

  test("works only in the browser that asked, and is not spent elsewhere", async () => {
    const { email } = await newPerson();
    const { token } = await askOnce(email);
    for (const elsewhere of ["another browser", null]) {
      const link = { token, browserId: elsewhere, clientAddress };
      expect(await readSignInLink(context, link)).toEqual({ refused: "other-browser" });
      expect(await redeemSignInLink(context, link)).toEqual({ refused: "other-browser" });
    }
    expect(isRefused(await redeemSignInLink(context, { token, browserId, clientAddress }))).toBe(
      false,
    );
  });

  test("that no browser asked for works in any", async () => {
    const { email } = await newPerson();
    const { token } = await askOnce(email, null);
    const answer = await redeemSignInLink(context, { token, browserId: null, clientAddress });
    expect(isRefused(answer)).toBe(false);
  });

  test("ends after ten minutes", async () => {
    const { email } = await newPerson();
    const { token, code } = await askOnce(email);
    context.clock.advance(minutes(10));
    expect(await redeemSignInLink(context, { token, browserId, clientAddress })).toEqual({
      refused: "expired",
    });
    expect(await redeemSignInCode(context, { email, code, clientAddress })).toEqual({
      refused: "wrong-code",
    });
  });

  test("that was never sent is not found", async () => {
    expect(await readSignInLink(context, { token: "made up", browserId })).toEqual({
      refused: "not-found",
    });
  });
});

describe("the code", () => {
  test("signs in on any device, also with the spaces it is printed with, once", async () => {
    const { email, personId } = await newPerson();
    const { code, token } = await askOnce(email);
    const typed = `${code.slice(0, 4)} ${code.slice(4)}`;
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        redeemSignInCode(context, { email, code: typed, clientAddress }),
      ),
    );
    expect(answers.filter((answer) => !isRefused(answer))).toEqual([
      { personId, email, next: "/c/C-1/invoices" },
    ]);
    expect(await redeemSignInLink(context, { token, browserId, clientAddress })).toEqual({
      refused: "already-used",
    });
  });

  test("of any mail still on its way is good", async () => {
    const { email } = await newPerson();
    const first = await askOnce(email);
    await askOnce(email);
    const answer = await redeemSignInCode(context, { email, code: first.code, clientAddress });
    expect(isRefused(answer)).toBe(false);
  });

  test("is worth nothing after five wrong tries, made in parallel or not; the link still is", async () => {
    const { email } = await newPerson();
    const { code, token } = await askOnce(email);
    const wrong = { email, code: otherCode(code), clientAddress };
    await Promise.all(Array.from({ length: 5 }, () => redeemSignInCode(context, wrong)));
    expect(await redeemSignInCode(context, { email, code, clientAddress })).toEqual({
      refused: "wrong-code",
    });
    expect(isRefused(await redeemSignInLink(context, { token, browserId, clientAddress }))).toBe(
      false,
    );
  });

  test("after four wrong tries is still good", async () => {
    const { email } = await newPerson();
    const { code } = await askOnce(email);
    for (let attempt = 0; attempt < 4; attempt += 1)
      await redeemSignInCode(context, { email, code: otherCode(code), clientAddress });
    expect(isRefused(await redeemSignInCode(context, { email, code, clientAddress }))).toBe(false);
  });

  test("of one person does not open another's account", async () => {
    const one = await newPerson();
    const other = await newPerson();
    const { code } = await askOnce(one.email);
    await askOnce(other.email);
    expect(await redeemSignInCode(context, { email: other.email, code, clientAddress })).toEqual({
      refused: "wrong-code",
    });
  });

  test("tells a stranger nothing that it does not tell a customer", async () => {
    const { email } = await newPerson();
    const { code } = await askOnce(email);
    const customer = await redeemSignInCode(context, {
      email,
      code: otherCode(code),
      clientAddress,
    });
    const stranger = await redeemSignInCode(context, {
      email: "nobody@fournil.example",
      code,
      clientAddress,
    });
    expect(stranger).toEqual(customer);
  });
});

test("each sign-in is on the audit log, with its means and its address", async () => {
  context.clock.advance(hours(1));
  const { email, personId } = await newPerson();
  const { token } = await askOnce(email);
  await redeemSignInLink(context, { token, browserId, clientAddress });
  const entries = await context.db.select().from(auditLog);
  expect(entries.filter((entry) => entry.actorId === personId)).toMatchObject([
    {
      actorKind: "person",
      action: "person.signed-in",
      data: { means: "link" },
      fromAddress: clientAddress,
    },
  ]);
});
