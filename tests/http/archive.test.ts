import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { buffer } from "node:stream/consumers";
import { and, count, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { startWebServer, type WebServer } from "#app/processes/web-server.server.ts";
import { people } from "#db/schema/accounts.ts";
import { documents } from "#db/schema/invoices.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { ublInvoice } from "#tests/support/ubl-invoice.ts";
import { unzip } from "#tests/support/unzip.ts";

// The archive as a browser gets it: over real HTTP, from the build.

const context = await testDatabase({ environment: { PORT: "0" } });
const base = "/c/C-1";
/** Some 20 MB of documents: more than the sockets of both ends hold. */
const many = 70;
const ids: string[] = [];
let server: WebServer;
let cookie = "";

beforeAll(async () => {
  const nadia = { email: "nadia@fournil.example", name: "Nadia", role: "owner" };
  await putCustomer(
    context,
    erp,
    "C-1",
    customerInput.parse({ name: "Le Fournil", people: [nadia] }),
  );
  for (let index = 0; index < many; index += 1) {
    const invoice = ublInvoice({
      number: `FA-${index}`,
      customerNumber: "C-1",
      issueDate: "2026-10-31",
      dueDate: "2026-11-30",
      line: "Électricité",
      net: "100.00",
      vat: "20.00",
      gross: "120.00",
      iban: "FR7630006000011234567890189",
      // Does not pack well, as a PDF's own fonts do not.
      attachment: randomBytes(250_000),
    });
    const options = { language: "fr" } as const;
    const bytes = Buffer.from(invoice);
    const sent = await ingestInvoice(context, erp, bytes, "application/xml", options);
    if (isRefused(sent)) throw new Error(JSON.stringify(sent));
    ids.push(sent.id ?? "");
  }
  const [person] = await context.db.select().from(people).where(eq(people.email, nadia.email));
  const set = await startSession(context, {
    personId: person?.id ?? "",
    userAgent: null,
    cookieHeader: null,
  });
  cookie = set.split(";")[0] ?? "";
  server = await startWebServer(context);
});
afterAll(() => server?.close());

async function ask(path: string) {
  const headers = { cookie, "accept-language": "fr", "accept-encoding": "gzip" };
  const request = http.get({ port: server.port, host: "127.0.0.1", path, headers, agent: false });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return { request, response };
}

/** How many PDFs have been drawn so far. */
async function drawn(): Promise<number> {
  const [row] = await inScope(context, "all", (tx) =>
    tx
      .select({ count: count() })
      .from(documents)
      .where(and(eq(documents.kind, "pdf"))),
  );
  return row?.count ?? 0;
}

/** Resolves with how many were drawn when none is any more. */
async function standstill(): Promise<number> {
  let before = -1;
  await vi.waitFor(
    async () => {
      const now = await drawn();
      const moved = now !== before;
      before = now;
      expect(moved).toBe(false);
    },
    { interval: 700, timeout: 60_000 },
  );
  return before;
}

test("is a download of the filtered list, packed once, and unpacks", async () => {
  const { response } = await ask(`${base}/archive.zip?q=FA-7`);
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": expect.stringContaining('attachment; filename="factures-C-1-2026-11-16'),
    "cache-control": "private, no-store",
  });
  expect(response.headers["content-encoding"]).toBeUndefined();
  const files = await unzip(await buffer(response));
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["FA-7.pdf", "FA-7.xml", "invoices.csv"]),
  );
  const { response: alone } = await ask(`${base}/invoices/${ids[7]}.pdf`);
  const inside = files.find(({ name }) => name === "FA-7.pdf");
  expect(Buffer.compare(await buffer(alone), inside?.bytes ?? Buffer.of())).toBe(0);
});

test("a reader who does not read holds it up, others get their documents, and hanging up ends it", async () => {
  const before = await drawn();
  const { request, response } = await ask(`${base}/archive.zip?sort=issued`);
  expect(response.statusCode).toBe(200);
  const held = await standstill();
  expect(held - before).toBeGreaterThan(1);
  expect(held).toBeLessThan(many);
  const { response: alone } = await ask(`${base}/invoices/${ids[0]}.pdf?lang=en`);
  expect(alone.statusCode).toBe(200);
  alone.resume();
  request.destroy();
  // Not compared with what was held: a machine that pauses for a moment looks like a standstill.
  expect(await standstill()).toBeLessThan(many);
});

test("an empty result, or a filter that cannot be read, is the list's to explain", async () => {
  for (const query of ["from=2100-01-01", "from=bald"]) {
    const { response } = await ask(`${base}/archive.zip?${query}`);
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe(`${base}/invoices?${query}`);
    response.resume();
  }
  const { response } = await ask(`${base}/invoices?from=2100-01-01`);
  expect(response.statusCode).toBe(200);
  response.resume();
});

test("the short path leads to it, with its filters", async () => {
  for (const path of ["/archive.zip?q=FA-7", "/invoices.csv?q=FA-7"]) {
    const { response } = await ask(path);
    expect(response.headers.location).toBe(`${base}${path}`);
    response.resume();
  }
});
