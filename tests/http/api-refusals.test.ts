import type { AppLoadContext } from "@remix-run/node";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApiScope,
  apiScopes,
  createApiKey,
  revokeApiKey,
} from "#app/domains/accounts/api-keys.server.ts";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { forgetApiRefusals } from "#app/domains/accounts/forget-api-refusals.server.ts";
import {
  apiRefusalsWritten,
  mostRefusalsPerKey,
  rowsBetweenTrims,
} from "#app/domains/accounts/record-api-refusal.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { days, hours } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import * as anything from "#app/routes/api.v1.$.ts";
import * as customer from "#app/routes/api.v1.customers.$customerNumber.ts";
import * as invoices from "#app/routes/api.v1.invoices._index.ts";
import * as invoice from "#app/routes/api.v1.invoices.$number.ts";
import * as batch from "#app/routes/api.v1.invoices.batch.ts";
import * as payments from "#app/routes/api.v1.payments.ts";
import * as integrationsPage from "#app/routes/staff.integrations.tsx";
import * as refusalsPage from "#app/routes/staff.integrations_.refusals._index.tsx";
import * as refusalPage from "#app/routes/staff.integrations_.refusals.$refusalId.tsx";
import { apiRefusals } from "#db/schema/accounts.ts";
import { startApiServer } from "#tests/support/api-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { sentInvoice } from "#tests/support/sent-invoice.ts";
import { ublInvoice } from "#tests/support/ubl-invoice.ts";

const context = await testDatabase();
const system = { kind: "system", name: "test" } as const;
let server: Awaited<ReturnType<typeof startApiServer>>;
let managerId = "";
let cookie = "";
let keys: Record<"all" | "reader" | "revoked", { id: string; key: string }>;

async function newKey(name: string, scopes: readonly ApiScope[] = apiScopes) {
  const made = await createApiKey(context, system, { name, scopes });
  if (isRefused(made)) throw new Error(made.refused);
  return made;
}

beforeAll(async () => {
  keys = {
    all: await newKey("ERP"),
    reader: await newKey("Lecture", ["invoices:read"]),
    revoked: await newKey("Ancienne"),
  };
  await revokeApiKey(context, system, keys.revoked.id);
  const made = await createStaff(context, system, {
    email: "m@biller.example",
    name: "Ada",
    role: "manager",
    phone: "04 65 71 00 10",
  });
  if (isRefused(made)) throw new Error(made.refused);
  managerId = made.personId;
  await signIn();
  server = await startApiServer(context, {
    "api/v1/customers/:customerNumber": customer,
    "api/v1/invoices": invoices,
    "api/v1/invoices/batch": batch,
    "api/v1/invoices/:number": invoice,
    "api/v1/payments": payments,
    "api/v1/*": anything,
  });
  await call("PUT", "/customers/C-1", { name: "Le Fournil" });
});
afterAll(() => server.close());

async function signIn() {
  const who = { personId: managerId, userAgent: null, cookieHeader: null };
  cookie = (await startSession(context, who)).split(";")[0] ?? "";
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${keys.all.key}`,
      "accept-language": "fr",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const as = (key: string) => ({ authorization: `Bearer ${key}` });

function asking(path: string, params: Record<string, string> = {}, language = "fr") {
  const request = new Request(`${context.config.appUrl}${path}`, {
    headers: { cookie, "accept-language": language },
  });
  const loadContext: AppLoadContext = {
    context,
    clientAddress: "192.0.2.1",
    nonce: "",
    requestId: "",
    islands: {},
    mailbox: null,
  };
  return { request, params, context: loadContext };
}

/** The page of refusals, once everything refused so far is written. */
async function listed(query = "", language = "fr") {
  await apiRefusalsWritten(context);
  return refusalsPage.loader(asking(`/staff/integrations/refusals${query}`, {}, language));
}
async function latest(query = "") {
  const [row] = (await listed(query)).rows;
  if (!row) throw new Error("Nothing was noted");
  return row;
}

const forget = () => context.db.delete(apiRefusals);

test("an invoice that breaks rules is told with every error, its numbers and its size", async () => {
  expect((await listed()).rows).toEqual([]);
  const wrong = sentInvoice({
    number: "FA-1",
    customerNumber: "C-1",
    totals: { lineNet: "1.00", net: "2.00", vat: "3.00", gross: "4.00", payable: "5.00" },
  });
  const answer = await call("POST", "/invoices?dryRun=true&token=hush", wrong);
  const problem = JSON.parse(answer.text);
  expect(problem.errors.length).toBeGreaterThan(2);
  const row = await latest();
  expect(row).toMatchObject({
    by: { id: keys.all.id, name: "ERP", revokedAt: null },
    keyPrefix: null,
    count: 1,
    lastAt: context.clock.now(),
    method: "POST",
    path: "/api/v1/invoices?dryRun=true",
    status: 422,
    kind: "invalid",
    title: problem.title,
    detail: problem.detail,
    language: "fr",
    errors: problem.errors,
    errorsLeftOut: 0,
    invoiceNumber: "FA-1",
    customerNumber: "C-1",
    size: Buffer.byteLength(JSON.stringify(wrong)),
    line: null,
  });
  const page = await refusalPage.loader(asking("/", { refusalId: row.id }));
  expect(page).toMatchObject({
    title: `422 ${problem.title}`,
    refusal: { errors: problem.errors },
    explained: "/api/docs#invalid",
  });
  // The kind of refusal is in the reader's language, the errors are as the software got them.
  const inEnglish = await refusalPage.loader(asking("/", { refusalId: row.id }, "en"));
  expect(inEnglish.title).toMatch(/^422 The content/);
  expect(inEnglish.refusal.errors).toEqual(problem.errors);
});

test.each<[string, number, string, () => Promise<{ status: number }>, object]>([
  ["no JSON", 400, "unreadable", () => call("POST", "/invoices", "{"), { size: 1 }],
  [
    "a key without the right",
    403,
    "forbidden",
    () => call("POST", "/invoices", {}, as(keys.reader.key)),
    { by: { name: "Lecture" }, detail: "Il faut une clé avec le droit invoices:write." },
  ],
  [
    "a revoked key",
    401,
    "unauthenticated",
    () => call("POST", "/invoices", {}, as(keys.revoked.key)),
    { by: { name: "Ancienne", revokedAt: expect.any(Date) } },
  ],
  [
    "a key that there is not",
    401,
    "unauthenticated",
    () => call("POST", "/invoices", {}, as(`ipk_ABCDEF${"x".repeat(37)}`)),
    { by: null, keyPrefix: "ipk_ABCDEF" },
  ],
  [
    "another system's password",
    401,
    "unauthenticated",
    () => call("POST", "/invoices", {}, as("correct-horse-battery-staple")),
    { by: null, keyPrefix: null },
  ],
  ["no key", 401, "unauthenticated", () => call("POST", "/invoices", {}, as("")), { by: null }],
  [
    "a buyer that nobody knows",
    422,
    "unknown-customer",
    () => call("POST", "/invoices", sentInvoice({ number: "FA-2", customerNumber: "C-404" })),
    { invoiceNumber: "FA-2", customerNumber: "C-404", errors: [{ pointer: "/customerNumber" }] },
  ],
  [
    "a format of no use",
    415,
    "unsupported-format",
    () => call("POST", "/invoices", "a;b", { "content-type": "text/csv" }),
    { size: 3 },
  ],
  [
    "too much",
    413,
    "too-large",
    () => call("POST", "/invoices", "x".repeat(20 * 1024 * 1024 + 1)),
    { size: 20 * 1024 * 1024 + 1 },
  ],
  [
    "a customer with an unknown field",
    422,
    "invalid",
    () => call("PUT", "/customers/C%2F7", { name: "x", colour: "red" }),
    { customerNumber: "C/7", errors: [{ pointer: "/colour" }] },
  ],
  [
    "XML that breaks rules",
    422,
    "invalid",
    () =>
      call("POST", "/invoices", ublSample("FA-3").replace("120.00", "121.00"), {
        "content-type": "application/xml",
      }),
    { invoiceNumber: "FA-3", customerNumber: "C-1" },
  ],
  [
    "an address that there is not",
    404,
    "no-such-call",
    () => call("POST", "/factures", {}),
    { path: "/api/v1/factures", by: { name: "ERP" } },
  ],
  [
    "a method that there is not",
    405,
    "method-not-allowed",
    () => call("DELETE", "/invoices/FA-1"),
    { method: "DELETE" },
  ],
])("%s: %i %s", async (_what, status, kind, refuse, more) => {
  await forget();
  expect((await refuse()).status).toBe(status);
  expect(await latest()).toMatchObject({ status, kind, count: 1, ...more });
});

function ublSample(number: string) {
  return ublInvoice({
    number,
    customerNumber: "C-1",
    issueDate: "2026-10-31",
    dueDate: "2026-11-30",
    line: "Gaz",
    net: "100.00",
    vat: "20.00",
    gross: "120.00",
    iban: "FR7630006000011234567890189",
  });
}

test("other content under a number, and an Idempotency-Key used twice", async () => {
  await forget();
  const sent = (net: string) => sentInvoice({ number: "FA-9", customerNumber: "C-1", net });
  expect((await call("POST", "/invoices", sent("100.00"))).status).toBe(201);
  expect((await call("POST", "/invoices", sent("200.00"))).status).toBe(409);
  expect(await latest()).toMatchObject({ kind: "other-content", invoiceNumber: "FA-9" });
  const again = { "idempotency-key": "once" };
  // A refusal that is told again from what was kept is a refusal again.
  for (let time = 0; time < 2; time += 1)
    expect((await call("POST", "/invoices", sent("300.00"), again)).status).toBe(409);
  expect(await latest()).toMatchObject({ kind: "other-content", count: 3 });
  expect((await call("POST", "/invoices", sent("400.00"), again)).status).toBe(422);
  expect(await latest("?status=422")).toMatchObject({ kind: "idempotency-key-reused" });
});

test("what is an answer, and who tries addresses, is not noted", async () => {
  await forget();
  expect((await call("GET", "/invoices/FA-404")).status).toBe(404);
  expect((await call("GET", "/secrets", undefined, as("x"))).status).toBe(404);
  expect((await call("GET", "/secrets", undefined, { authorization: "" })).status).toBe(404);
  expect(
    (await call("POST", "/invoices", sentInvoice({ number: "FA-10", customerNumber: "C-1" })))
      .status,
  ).toBe(201);
  expect((await listed()).rows).toEqual([]);
});

describe("a batch", () => {
  const lines = (count: number, of: (n: number) => object) =>
    Array.from({ length: count }, (_, n) => JSON.stringify(of(n + 1))).join("\n");
  const send = (body: string) =>
    call("POST", "/invoices/batch", body, { "content-type": "application/x-ndjson" });

  test("is noted by its refused lines, each with its number", async () => {
    await forget();
    const sent = (n: number) =>
      sentInvoice({ number: `LOT-${n}`, customerNumber: n % 2 ? "C-1" : "C-404" });
    expect((await send(`${lines(4, sent)}\n{"number":`)).status).toBe(200);
    const { rows } = await listed();
    const told = rows.map(({ line, status, invoiceNumber }) => ({ line, status, invoiceNumber }));
    expect(told.sort((a, b) => Number(a.line) - Number(b.line))).toEqual([
      { line: 2, status: 422, invoiceNumber: "LOT-2" },
      { line: 4, status: 422, invoiceNumber: "LOT-4" },
      { line: 5, status: 400, invoiceNumber: null },
    ]);
  });

  test("of nothing but errors is noted by its first hundred, and by how many more", async () => {
    await forget();
    const bad = (n: number) => sentInvoice({ number: `FAUX-${n}`, customerNumber: "C-404" });
    const answer = await send(lines(350, bad));
    expect(answer.text.trim().split("\n")).toHaveLength(350);
    await apiRefusalsWritten(context);
    const all = await context.db.select().from(apiRefusals);
    expect(all).toHaveLength(101);
    expect(Math.max(...all.map(({ line }) => line ?? 0))).toBe(100);
    const rest = all.find(({ kind }) => kind === "more-lines");
    expect(rest).toMatchObject({ status: null, linesLeftOut: 250, count: 1 });
    expect((await refusalPage.loader(asking("/", { refusalId: rest?.id ?? "" }))).title).toBe(
      "Autres lignes refusées du même lot",
    );
    const { keys: rows } = (await integrationsPage.loader(asking("/staff/integrations"))).data;
    expect(rows.find(({ name }) => name === "ERP")?.refusedLately).toBe(350);
  });
});

describe("the log stays small", () => {
  test("a system in a loop fills one row an hour", async () => {
    await forget();
    const wrong = sentInvoice({ number: "FA-20", customerNumber: "C-404" });
    for (let time = 0; time < 5; time += 1) await call("POST", "/invoices", wrong);
    expect(await latest()).toMatchObject({ count: 5, invoiceNumber: "FA-20" });
    context.clock.advance(hours(1));
    await Promise.all(Array.from({ length: 20 }, () => call("POST", "/invoices", wrong)));
    const { rows } = await listed();
    expect(rows.map(({ count }) => count)).toEqual([20, 5]);
    expect(rows[0]?.lastAt).toEqual(context.clock.now());
  });

  test("the oldest of a key's rows go, no other key's, and nobody's after a month", async () => {
    await forget();
    await call("POST", "/invoices", {}, as(keys.reader.key));
    await apiRefusalsWritten(context);
    // Older than everything else: a key that is full forgets these first.
    await context.db.execute(sql`
      insert into api_refusals (id, api_key_id, fingerprint, count, first_at, last_at, method, path, status, kind, language, errors,
        errors_left_out)
      select gen_random_uuid(), ${keys.all.id}::uuid, 'old ' || n, 1, at, at, 'POST', '/api/v1/invoices', 422, 'invalid', 'fr', '[]', 0
      from generate_series(1, 1500) n, lateral (select ${context.clock.now().toISOString()}::timestamptz - n * interval '1 minute') t(at)`);
    for (let n = 1; n <= rowsBetweenTrims; n += 1)
      await call(
        "POST",
        "/invoices",
        sentInvoice({ number: `FA-30-${n}`, customerNumber: "C-404" }),
      );
    await apiRefusalsWritten(context);
    const left = async () => {
      const all = await context.db.select().from(apiRefusals);
      return {
        erp: all.filter(({ apiKeyId }) => apiKeyId === keys.all.id).length,
        reader: all.filter(({ apiKeyId }) => apiKeyId === keys.reader.id).length,
        newest: all.some(({ invoiceNumber }) => invoiceNumber === `FA-30-${rowsBetweenTrims}`),
        oldest: all.some(({ fingerprint }) => fingerprint === "old 1000"),
      };
    };
    const { erp, ...others } = await left();
    expect(others).toEqual({ reader: 1, newest: true, oldest: false });
    expect(erp).toBeGreaterThanOrEqual(mostRefusalsPerKey);
    expect(erp).toBeLessThan(mostRefusalsPerKey + rowsBetweenTrims);
  });

  test("a month later nothing is left", async () => {
    context.clock.advance(days(30));
    await forgetApiRefusals(context);
    expect(await context.db.$count(apiRefusals)).toBeGreaterThan(0);
    context.clock.advance(1);
    await forgetApiRefusals(context);
    expect(await context.db.$count(apiRefusals)).toBe(0);
    // A session does not last that long.
    await signIn();
  });

  test("a log that cannot be written makes nothing fail, and is written again when it can", async () => {
    const owner = new pg.Client({ connectionString: context.config.database.ownerUrl });
    await owner.connect();
    const wrong = (number: string) => sentInvoice({ number, customerNumber: "C-404" });
    await owner.query("alter table api_refusals rename to away");
    expect((await call("POST", "/invoices", wrong("FA-40"))).status).toBe(422);
    await apiRefusalsWritten(context);
    await owner.query("alter table away rename to api_refusals");
    await owner.end();
    expect((await call("POST", "/invoices", wrong("FA-41"))).status).toBe(422);
    expect((await listed()).rows.map(({ invoiceNumber }) => invoiceNumber)).toEqual(["FA-41"]);
  });
});

describe("the page", () => {
  beforeAll(async () => {
    await forget();
    for (let n = 1; n <= 60; n += 1) {
      context.clock.advance(1000);
      await call(
        "POST",
        "/invoices",
        sentInvoice({ number: `SEITE-${n}`, customerNumber: "Ç-404" }),
      );
    }
    await call("POST", "/invoices", {}, as(keys.reader.key));
    await call("POST", "/invoices", {}, as(`ipk_${"y".repeat(43)}`));
  });
  const numbers = async (query: string) =>
    (await listed(query)).rows.map(({ invoiceNumber }) => invoiceNumber);

  test("goes on where it ended, newest first", async () => {
    const first = await listed("?q=seite");
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]?.invoiceNumber).toBe("SEITE-60");
    expect(first.first).toBeNull();
    const next = new URL(first.next ?? "", "http://x").search;
    expect(next).toContain("q=seite");
    const second = await listed(next);
    expect(second.rows.map(({ invoiceNumber }) => invoiceNumber)).toEqual(
      Array.from({ length: 10 }, (_, n) => `SEITE-${10 - n}`),
    );
    expect([second.next, second.first]).toEqual([null, "/staff/integrations/refusals?q=seite"]);
    expect(await numbers("?after=nonsense")).toHaveLength(50);
  });

  test("finds by number, customer, rule, key and code", async () => {
    expect(await numbers("?q=SEITE-60")).toEqual(["SEITE-60"]);
    expect(await numbers("?q=c-404+seite-7")).toEqual(["SEITE-7"]);
    expect(await numbers("?q=BR-CO-99")).toEqual([]);
    expect(await numbers("?q=%25")).toEqual([]);
    expect(await numbers(`?key=${keys.reader.id}`)).toEqual([null]);
    expect((await listed("?key=none")).rows).toMatchObject([{ keyPrefix: "ipk_yyyyyy" }]);
    expect(await numbers("?key=somebody")).toEqual([]);
    expect(await numbers("?status=403")).toEqual([null]);
    expect(await numbers("?status=409")).toEqual([]);
    const wrong = sentInvoice({
      number: "REGEL",
      customerNumber: "C-1",
      totals: { lineNet: "1.00", net: "2.00", vat: "3.00", gross: "4.00", payable: "5.00" },
    });
    await call("POST", "/invoices", wrong);
    expect(await numbers("?q=br-co-1")).toEqual(["REGEL"]);
  });

  test("is counted by key for a day", async () => {
    const counted = async () => {
      const { data } = await integrationsPage.loader(asking("/staff/integrations"));
      const of = (name: string) => data.keys.find((key) => key.name === name)?.refusedLately;
      return [of("ERP"), of("Lecture"), of("Ancienne"), data.strangersLately];
    };
    expect(await counted()).toEqual([61, 1, 0, 1]);
    context.clock.advance(days(1) + 1);
    expect(await counted()).toEqual([0, 0, 0, 0]);
  });

  test("of a refusal that there is not is not there", async () => {
    for (const refusalId of ["nothing", "00000000-0000-7000-8000-000000000000"])
      await expect(refusalPage.loader(asking("/", { refusalId }))).rejects.toMatchObject({
        init: { status: 404 },
      });
  });
});

test("no key and nothing that was sent is in the log", async () => {
  await forget();
  const secret = "ipk_SECRET-SECRET-SECRET-SECRET-SECRET-SECRET-SEC";
  const body = { ...sentInvoice({ number: "FA-50", customerNumber: "C-404" }), note: "Zibeline" };
  await call("POST", `/invoices?key=${secret}`, body, as(secret));
  await call("POST", `/invoices?notify=${secret}`, body);
  await apiRefusalsWritten(context);
  const kept = JSON.stringify(await context.db.select().from(apiRefusals));
  expect(kept).toContain("FA-50");
  for (const word of [secret.slice(10), keys.all.key.slice(10), "Zibeline", "key="])
    expect(kept).not.toContain(word);
});
