import type { AppLoadContext } from "@remix-run/node";
import { desc } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { openPayload } from "#app/domains/notifications/sealed-payload.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import * as signInPage from "#app/routes/_entry.login.tsx";
import * as linkPage from "#app/routes/_entry.login_.$token.tsx";
import * as codePage from "#app/routes/_entry.login_.code.tsx";
import * as peoplePage from "#app/routes/c.$customerNumber.people.tsx";
import * as preferencesPage from "#app/routes/c.$customerNumber.preferences.tsx";
import * as signOutRoute from "#app/routes/logout.ts";
import { notifications } from "#db/schema/notifications.ts";
import { testDatabase } from "#tests/support/database.ts";

const context = await testDatabase();
const url = context.config.appUrl;

/** A browser as far as loaders and actions can tell: keeps cookies, follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly address: string;

  constructor(address = "192.0.2.1") {
    this.address = address;
  }

  args(path: string, fields?: Record<string, string>, params: Record<string, string> = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new Request(`${url}${path}`, {
      method: fields ? "POST" : "GET",
      headers: { cookie, "accept-language": "fr" },
      ...(fields ? { body: new URLSearchParams(fields) } : {}),
    });
    const loadContext: AppLoadContext = {
      context,
      clientAddress: this.address,
      nonce: "",
      requestId: "",
      islands: {},
      mailbox: null,
    };
    return { request, params, context: loadContext };
  }

  /** Keeps the cookies of an answer, and passes it on. */
  took(answer: unknown): Response {
    if (!(answer instanceof Response)) throw new Error(`No redirect: ${JSON.stringify(answer)}`);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes("Max-Age=0")) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  async asks(email: string, next = ""): Promise<Response> {
    return this.took(await signInPage.action(this.args("/login", { email, next })));
  }

  async types(email: string, code: string): Promise<Response> {
    return this.took(await codePage.action(this.args("/login/code", { email, code })));
  }
}

/** Status and body of what a loader or action answered with `data()`. */
function answered(answer: unknown): { status: number; body: never } {
  const { data, init } = answer as { data: never; init: { status: number } | null };
  return { status: init?.status ?? 200, body: data };
}

/** What the newest mail says. */
async function lastMail(): Promise<{ to: string; token: string; code: string }> {
  const [row] = await inScope(context, "all", (tx) =>
    tx
      .select()
      .from(notifications)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(1),
  );
  const payload = row && openPayload(row.payload, row.id, context.config.appSecret);
  if (!payload) throw new Error("No mail was written");
  const { text } = JSON.parse(payload) as { text: string };
  return {
    to: row.recipient,
    token: /\/login\/([\w-]{43})/.exec(text)?.[1] ?? "",
    code:
      /\b(\d{4}) ?(\d{4})\b/
        .exec(text.replace(/[\u00a0\u202f]/g, " "))
        ?.slice(1)
        .join("") ?? "",
  };
}

async function caught(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error("Nothing was thrown");
    },
    (thrown) => thrown,
  );
}

async function signedIn(email: string): Promise<Browser> {
  const browser = new Browser();
  await browser.asks(email);
  await browser.types(email, (await lastMail()).code);
  return browser;
}

beforeAll(async () => {
  const people = [
    { name: "Nadia Roux", email: "nadia@fournil.example", role: "owner" },
    { name: "Paul Roux", email: "paul@fournil.example", role: "viewer" },
    { name: "Zoé Roux", email: "zoe@fournil.example", role: "viewer" },
  ];
  const erp = { kind: "integration", apiKeyId: "erp", scopes: [] } as const;
  await putCustomer(context, erp, "C-1", customerInput.parse({ name: "Le Fournil", people }));
  await putCustomer(context, erp, "C-2", customerInput.parse({ name: "Autre" }));
});

describe("signing in", () => {
  test("by the link, in the browser that asked, and on to the page asked for", async () => {
    const browser = new Browser();
    const sent = await browser.asks("Nadia@fournil.example", "/c/C-1/invoices?q=gaz");
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/login/code"]);
    const { to, token } = await lastMail();
    expect(to).toBe("nadia@fournil.example");

    const link = { token };
    const page = await linkPage.loader(browser.args(`/login/${token}`, undefined, link));
    expect(page).toMatchObject({ email: "nadia@fournil.example", refused: null });
    const done = browser.took(await linkPage.action(browser.args(`/login/${token}`, {}, link)));
    expect([done.status, done.headers.get("location")]).toEqual([303, "/c/C-1/invoices?q=gaz"]);
    const people = await peoplePage.loader(
      browser.args("/c/C-1/people", undefined, { customerNumber: "C-1" }),
    );
    expect(people.people).toHaveLength(3);
  });

  test("by the code on another device, while the link there only explains", async () => {
    const phone = new Browser();
    const desktop = new Browser("192.0.2.2");
    await desktop.asks("nadia@fournil.example");
    const { token, code } = await lastMail();
    const page = await linkPage.loader(phone.args(`/login/${token}`, undefined, { token }));
    expect(answered(page).body).toMatchObject({ refused: "other-browser", email: "" });
    const done = await phone.types("nadia@fournil.example", code);
    expect([done.status, done.headers.get("location")]).toEqual([303, "/"]);
  });

  test("says the same to a stranger, and writes no mail", async () => {
    const before = await inScope(context, "all", (tx) => tx.select().from(notifications));
    const known = await new Browser().asks("paul@fournil.example");
    const stranger = await new Browser().asks("nobody@fournil.example");
    const shape = (answer: Response) => [
      answer.status,
      answer.headers.get("location"),
      answer.headers.getSetCookie().map((line) => line.replace(/=[^;]+/, "")),
    ];
    expect(shape(stranger)).toEqual(shape(known));
    const after = await inScope(context, "all", (tx) => tx.select().from(notifications));
    expect(after.length - before.length).toBe(1);
  });

  test.each(["https://evil.example", "//evil.example", "/\\evil.example"])(
    "never goes on to %s",
    async (next) => {
      const browser = new Browser();
      await browser.asks("nadia@fournil.example", next);
      const done = await browser.types("nadia@fournil.example", (await lastMail()).code);
      expect(done.headers.get("location")).toBe("/");
    },
  );

  test("keeps what was typed beside the sentence that says what is wrong", async () => {
    const answer = await signInPage.action(new Browser().args("/login", { email: "nadia" }));
    expect(answered(answer)).toMatchObject({
      status: 422,
      body: { errors: { email: expect.stringContaining("adresse") }, values: { email: "nadia" } },
    });
  });

  test("stops mailing an address that is asked for again and again, known or not", async () => {
    for (const email of ["nobody-else@fournil.example", "zoe@fournil.example"]) {
      let refused: unknown;
      for (let request = 0; request < 7; request += 1)
        refused = await signInPage.action(new Browser("192.0.2.3").args("/login", { email }));
      expect(answered(refused).status).toBe(429);
    }
  });
});

describe("signing out", () => {
  test("ends this browser's session, or everywhere", async () => {
    const here = await signedIn("nadia@fournil.example");
    const there = await signedIn("nadia@fournil.example");
    const home = { customerNumber: "C-1" };
    await signOutRoute.action(here.args("/logout", {}));
    const turnedAway = await caught(peoplePage.loader(here.args("/c/C-1/people", undefined, home)));
    expect((turnedAway as Response).headers.get("location")).toBe(
      "/login?next=%2Fc%2FC-1%2Fpeople",
    );
    await peoplePage.loader(there.args("/c/C-1/people", undefined, home));
    const third = await signedIn("nadia@fournil.example");
    await signOutRoute.action(third.args("/logout", { everywhere: "1" }));
    await caught(peoplePage.loader(there.args("/c/C-1/people", undefined, home)));
  });
});

describe("a person's pages", () => {
  test("of another customer are not there, of one's own without the role are refused", async () => {
    const paul = await signedIn("paul@fournil.example");
    const status = async (customerNumber: string) =>
      answered(await caught(peoplePage.loader(paul.args("/", undefined, { customerNumber }))))
        .status;
    expect(await status("C-2")).toBe(404);
    expect(await status("C-1")).toBe(403);
    const params = { customerNumber: "C-1" };
    const paper = paul.args("/", { about: "delivery", delivery: "paper" }, params);
    expect(answered(await caught(preferencesPage.action(paper))).status).toBe(403);
  });

  test("speak the language that was saved, in every browser of theirs", async () => {
    const nadia = await signedIn("nadia@fournil.example");
    const params = { customerNumber: "C-1" };
    const form = nadia.args("/", { about: "language", language: "en" }, params);
    await preferencesPage.action(form);
    const again = await signedIn("nadia@fournil.example");
    const page = await preferencesPage.loader(again.args("/", undefined, params));
    expect(page).toMatchObject({ title: "Preferences", language: "en" });
  });

  test("let owners choose paper, and everybody their own mails", async () => {
    const nadia = await signedIn("nadia@fournil.example");
    const params = { customerNumber: "C-1" };
    await preferencesPage.action(nadia.args("/", { about: "delivery", delivery: "both" }, params));
    await preferencesPage.action(
      nadia.args("/", { about: "mails", mails: "reminder-due" }, params),
    );
    const page = await preferencesPage.loader(nadia.args("/", undefined, params));
    expect(page.delivery).toBe("both");
    expect(page.mails.filter(({ on }) => on).map(({ kind }) => kind)).toEqual(["reminder-due"]);
  });

  test("invite somebody, who is told by mail", async () => {
    const nadia = await signedIn("nadia@fournil.example");
    const params = { customerNumber: "C-1" };
    const lea = { name: "Léa", email: "lea@compta.example", role: "payer" };
    const done = await peoplePage.action(nadia.args("/", lea, params));
    expect((done as Response).status).toBe(303);
    expect((await lastMail()).to).toBe("lea@compta.example");
    const again = await peoplePage.action(nadia.args("/", lea, params));
    expect(answered(again).status).toBe(409);
  });
});
