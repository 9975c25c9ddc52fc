import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { startWebServer, type WebServer } from "#app/processes/web-server.server.ts";
import { testDatabase } from "#tests/support/database.ts";

// A form that comes back refused says so first in its title, whatever the status: a screen reader reads that before the page.

const context = await testDatabase({ environment: { PORT: "0" } });
let server: WebServer;

beforeAll(async () => {
  server = await startWebServer(context);
});
afterAll(() => server.close());

async function send(path: string, fields: Record<string, string>, language: string) {
  const origin = `http://127.0.0.1:${server.port}`;
  const answer = await fetch(origin + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers: { origin, "accept-language": language },
  });
  return { status: answer.status, page: await answer.text() };
}

/** Sends a form until it was sent too often. */
async function untilTooOften(path: string, fields: Record<string, string>, language: string) {
  for (let time = 0; time < 50; time += 1) {
    const answer = await send(path, fields, language);
    if (answer.status === 429) return answer.page;
  }
  throw new Error("There is no limit");
}

describe.each(["fr", "en"] as const)("in %s", (language) => {
  const { accounts, entry, layout } = messagesFor(language);
  const email = `${language}@fournil.example`;

  test.each([
    ["/login", { email }, accounts.signIn.title],
    ["/login/code", { email, code: "12345678" }, accounts.code.title],
    ["/verify", { code: "MSG-AAAA-AAAA" }, entry.verify.title],
  ])("%s, sent too often", async (path, fields, title) => {
    const page = await untilTooOften(path, fields, language);
    expect(page).toContain(`<title>${layout.errorPrefix}${title}`);
    expect(page).toContain('role="alert"');
  });

  test("/login, sent wrong, and not sent at all", async () => {
    const title = accounts.signIn.title;
    const wrong = await send("/login", { email: "nowhere" }, language);
    expect(wrong.status).toBe(422);
    expect(wrong.page).toContain(`<title>${layout.errorPrefix}${title}`);
    const plain = await fetch(`http://127.0.0.1:${server.port}/login`, {
      headers: { "accept-language": language },
    });
    expect(await plain.text()).toContain(`<title>${title}`);
  });

  test("a page that is itself an error has the title of one", async () => {
    const nothing = await fetch(`http://127.0.0.1:${server.port}/rien`, {
      headers: { "accept-language": language },
    });
    expect(nothing.status).toBe(404);
    expect(await nothing.text()).toContain(`<title>${layout.errors.notFoundTitle}`);
  });
});
