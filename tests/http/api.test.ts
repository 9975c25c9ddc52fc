import http from "node:http";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiScope, apiScopes, createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { writeCii } from "#app/domains/invoices/cii/write-cii.ts";
import { isRefused } from "#app/platform/refusal.ts";
import * as anything from "#app/routes/api.v1.$.ts";
import * as customer from "#app/routes/api.v1.customers.$customerNumber.ts";
import * as events from "#app/routes/api.v1.events.ts";
import * as invoices from "#app/routes/api.v1.invoices._index.ts";
import * as invoice from "#app/routes/api.v1.invoices.$number.ts";
import * as batch from "#app/routes/api.v1.invoices.batch.ts";
import * as payments from "#app/routes/api.v1.payments.ts";
import { startApiServer } from "#tests/support/api-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { feedInSight } from "#tests/support/feed-in-sight.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { type Sent, sentInvoice } from "#tests/support/sent-invoice.ts";

const context = await testDatabase();
let base: string;
let key: string;
let close: () => Promise<void>;
let count = 0;
const nextNumber = () => `FA/${++count}`;

async function newKey(scopes: readonly ApiScope[] = apiScopes) {
  const made = await createApiKey(
    context,
    { kind: "system", name: "test" },
    { name: "ERP", scopes },
  );
  if (isRefused(made)) throw new Error(made.refused);
  return made.key;
}

beforeAll(async () => {
  key = await newKey();
  const server = await startApiServer(context, {
    "api/v1/customers/:customerNumber": customer,
    "api/v1/invoices": invoices,
    "api/v1/invoices/batch": batch,
    "api/v1/invoices/:number": invoice,
    "api/v1/payments": payments,
    "api/v1/events": events,
    "api/v1/*": anything,
  });
  base = `${server.url}/api/v1`;
  close = server.close;
  await call("PUT", "/customers/C-1042", { name: "Le Fournil" });
});
afterAll(() => close());

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      "accept-language": "en",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}

const sent = (more: Partial<Sent> = {}) =>
  sentInvoice({ number: nextNumber(), customerNumber: "C-1042", ...more });

describe("POST /invoices", () => {
  test("201, then 200 for the same, 409 for another", async () => {
    const document = sent();
    const first = await call("POST", "/invoices", document);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.any(String),
      number: document.number,
      customerNumber: "C-1042",
      status: "open",
      url: `${context.config.appUrl}/c/C-1042/invoices/${first.body.id}`,
      warnings: [],
    });
    const again = await call("POST", "/invoices", document);
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    const other = await call("POST", "/invoices", { ...document, buyerReference: "changed" });
    expect(other.status).toBe(409);
    expect(other.headers.get("content-type")).toBe("application/problem+json");
    expect(other.body).toMatchObject({ type: "/api/docs#other-content", status: 409 });

    const read = await call("GET", `/invoices/${encodeURIComponent(String(document.number))}`);
    expect(read.body).toMatchObject({
      id: first.body.id,
      number: document.number,
      customerNumber: "C-1042",
      status: "open",
      currency: "EUR",
      issueDate: "2026-10-31",
      dueDate: "2026-11-30",
      totals: { net: "100.00", vat: "20.00", gross: "120.00", payable: "120.00" },
      settled: "0.00",
      outstanding: "120.00",
      contested: "0.00",
      lines: [{ id: "1", name: "Gaz naturel, octobre", quantity: "1", netAmount: "100.00" }],
      deliveries: [],
      views: [],
      disputes: [],
    });
  });

  test("a Factur-X PDF, by what it is and not by what it is called; one without an invoice is refused in words", async () => {
    const post = async (pdf: Uint8Array, mediaType: string) => {
      const response = await fetch(`${base}/invoices?createCustomer=true`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": mediaType,
          "accept-language": "en",
        },
        body: Buffer.from(pdf),
      });
      return { status: response.status, body: await response.json() };
    };
    const document = await PDFDocument.create();
    document.addPage();
    const bare = await document.save();
    const xml = writeCii(sampleInvoice({ number: nextNumber(), customerNumber: "C-1042" }));
    await document.attach(new TextEncoder().encode(xml), "factur-x.xml", { mimeType: "text/xml" });
    const pdf = await document.save();
    expect((await post(pdf, "application/pdf")).status).toBe(201);
    expect((await post(pdf, "application/octet-stream")).status).toBe(200);
    expect(await post(bare, "application/pdf")).toMatchObject({
      status: 422,
      body: { errors: [{ message: expect.stringContaining("no electronic invoice") }] },
    });
  });

  test("every error at once, in the language asked for", async () => {
    const document = { ...sent(), currency: "EURO", surprise: 1, issueDate: "31/10/2026" };
    const english = await call("POST", "/invoices", document);
    expect(english.status).toBe(422);
    expect(english.body.errors.length).toBeGreaterThanOrEqual(3);
    for (const error of english.body.errors)
      expect(error).toEqual({
        pointer: expect.stringMatching(/^\//),
        rule: error.rule === null ? null : expect.stringMatching(/^BR-/),
        message: expect.any(String),
      });
    const french = await call("POST", "/invoices", document, { "accept-language": "fr" });
    expect(french.body.title).not.toBe(english.body.title);
    expect(french.body.errors[0].message).not.toBe(english.body.errors[0].message);
  });

  test("400, 415 and 413 tell unreadable, unsupported and too large apart", async () => {
    expect((await call("POST", "/invoices", "{")).status).toBe(400);
    const csv = await call("POST", "/invoices", "a;b", { "content-type": "text/csv" });
    expect(csv.status).toBe(415);
    const large = " ".repeat(20 * 1024 * 1024 + 1);
    expect((await call("POST", "/invoices", large)).status).toBe(413);
  });

  test("an unknown customer is 422 and is told what to send; with createCustomer it is made", async () => {
    const document = sent({ customerNumber: "C-NEW" });
    const refusal = await call("POST", "/invoices", document);
    expect([refusal.status, refusal.body.errors[0].pointer]).toEqual([422, "/customerNumber"]);
    const dry = await call("POST", "/invoices?createCustomer=true&dryRun=true", document);
    expect([dry.status, dry.body.id, dry.body.url]).toEqual([200, null, null]);
    const made = await call("POST", "/invoices?createCustomer=true", document);
    expect([made.status, made.body.customerNumber]).toEqual([201, "C-NEW"]);
  });
});

test("a CII document is taken in, then known again, and its errors point into it", async () => {
  const xml = { "content-type": "application/xml" };
  const document = writeCii(sampleInvoice({ number: nextNumber(), customerNumber: undefined }));
  const made = await call("POST", "/invoices?createCustomer=true", document, xml);
  expect([made.status, made.body.customerNumber]).toEqual([201, "C-1042"]);
  expect((await call("POST", "/invoices", document, xml)).status).toBe(200);
  const broken = document.replace(/<ram:DuePayableAmount>[^<]*/, "<ram:DuePayableAmount>1.00");
  const refusal = await call("POST", "/invoices", broken, xml);
  expect(refusal.status).toBe(422);
  expect(refusal.body.errors[0]).toMatchObject({
    rule: "BR-CO-16",
    pointer: expect.stringMatching(/^\/rsm:CrossIndustryInvoice\/.*\/ram:DuePayableAmount$/),
  });
});

test("what the rules remark comes with every answer: rule, place, words in the language asked for", async () => {
  const words = {
    fr: "Donnez le SIREN du vendeur (BT-30, schéma 0002), neuf chiffres.",
    en: "Give the seller’s SIREN (BT-30, scheme 0002), nine digits.",
  };
  const seller = { ...sampleInvoice().seller, legalId: { id: "12345", scheme: "0002" } };
  const remarkOf = (body: { warnings: { rule: string | null }[] }) =>
    body.warnings.find(({ rule }) => rule === "BR-FR-10");
  const json = () => ({ ...sent(), seller: { ...seller, identifiers: undefined } });
  const cii = () =>
    writeCii(sampleInvoice({ number: nextNumber(), customerNumber: "C-1042", seller }));
  const inCii =
    "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement" +
    "/ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID";
  for (const language of ["fr", "en"] as const) {
    const asked = { "accept-language": language };
    const remark = { rule: "BR-FR-10", message: words[language] };
    const single = await call("POST", "/invoices", json(), asked);
    expect(remarkOf(single.body)).toEqual({ ...remark, pointer: "/seller/legalId" });
    const dry = await call("POST", "/invoices?dryRun=true", json(), asked);
    expect(remarkOf(dry.body)).toEqual({ ...remark, pointer: "/seller/legalId" });
    const xml = { ...asked, "content-type": "application/xml" };
    const fromXml = await call("POST", "/invoices", cii(), xml);
    expect(remarkOf(fromXml.body)).toEqual({ ...remark, pointer: inCii });
    const pdf = await PDFDocument.create();
    pdf.addPage();
    await pdf.attach(new TextEncoder().encode(cii()), "factur-x.xml", { mimeType: "text/xml" });
    const fromPdf = await fetch(`${base}/invoices`, {
      method: "POST",
      headers: { ...asked, authorization: `Bearer ${key}`, "content-type": "application/pdf" },
      body: Buffer.from(await pdf.save()),
    });
    expect(remarkOf(await fromPdf.json())).toEqual({ ...remark, pointer: inCii });
    const lines = await fetch(`${base}/invoices/batch`, {
      method: "POST",
      headers: { ...asked, authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
      body: `${JSON.stringify(json())}\n${JSON.stringify(sent())}\n`,
    });
    const [first, second] = (await lines.text()).trim().split("\n");
    expect(remarkOf(JSON.parse(first!))).toEqual({ ...remark, pointer: "/seller/legalId" });
    expect(JSON.parse(second!)).toMatchObject({ status: 201, warnings: [] });
  }
});

describe("who may call", () => {
  test("401 without a key, with a wrong one; 403 without the scope; 404 and 405 are problems too", async () => {
    const anonymous = await call("POST", "/invoices", sent(), { authorization: "" });
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get("www-authenticate")).toMatch(/^Bearer/);
    const wrong = { authorization: "Bearer ipk_wrong" };
    expect((await call("GET", "/events", undefined, wrong)).status).toBe(401);
    const reader = { authorization: `Bearer ${await newKey(["invoices:read"])}` };
    expect((await call("POST", "/invoices", sent(), reader)).status).toBe(403);
    expect((await call("GET", "/invoices/none", undefined, reader)).status).toBe(404);
    expect((await call("GET", "/nothing/here")).body.type).toBe("/api/docs#not-found");
    const wrongMethod = await call("DELETE", "/invoices/none");
    expect([wrongMethod.status, wrongMethod.headers.get("allow")]).toEqual([405, "GET"]);
  });
});

describe("Idempotency-Key", () => {
  test("replays the same, refuses another body, and keeps keys apart", async () => {
    const document = sent();
    const once = { "idempotency-key": "job-1" };
    const first = await call("POST", "/invoices", document, once);
    const again = await call("POST", "/invoices", document, once);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await call("POST", "/invoices", sent(), once);
    expect([other.status, other.body.type]).toEqual([422, "/api/docs#idempotency-key-reused"]);
    const elsewhere = { ...once, authorization: `Bearer ${await newKey()}` };
    expect((await call("POST", "/invoices", sent(), elsewhere)).status).toBe(201);
    const refusal = { ...sent(), currency: "EURO" };
    const kept = { "idempotency-key": "job-2" };
    expect((await call("POST", "/invoices", refusal, kept)).status).toBe(422);
    expect((await call("POST", "/invoices", refusal, kept)).status).toBe(422);
    const bad = await call("POST", "/invoices", sent(), {
      "idempotency-key": "é".normalize("NFC"),
    });
    expect(bad.status).toBe(400);
  });

  test("of two at once one works and the other waits or is answered the same", async () => {
    const body = { customerNumber: "C-1042", amount: "7.00", currency: "EUR", date: "2026-11-16" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => call("POST", "/payments", body, { "idempotency-key": "pay-1" })),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const later = await call("POST", "/payments", body, { "idempotency-key": "pay-1" });
    expect(later.body.id).toBe(made[0]?.body.id);
  });
});

test("PUT /customers and POST /payments: made, updated, and every mistake pointed at", async () => {
  const put = await call("PUT", "/customers/C%2F77", { name: "Hôtel du Lac", language: "fr" });
  expect([put.status, put.body.number]).toEqual([201, "C/77"]);
  expect((await call("PUT", "/customers/C%2F77", { name: "Hôtel" })).status).toBe(200);
  const wrong = await call("PUT", "/customers/C-1", {
    delivery: "pigeon",
    people: [{ name: "A", email: "nobody", role: "owner" }],
    colour: "red",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    "/colour",
    "/delivery",
    "/name",
    "/people/0/email",
  ]);

  const document = sent({ customerNumber: "C/77", net: "50.00" });
  await call("POST", "/invoices", document);
  const payment = {
    externalId: "bank-1",
    customerNumber: "C/77",
    amount: "60.00",
    currency: "EUR",
    date: "2026-11-15",
    allocations: [{ invoiceNumber: document.number, amount: "60.00" }],
  };
  const paid = await call("POST", "/payments", payment);
  expect(paid.status).toBe(201);
  expect((await call("POST", "/payments", payment)).status).toBe(200);
  const read = await call("GET", `/invoices/${encodeURIComponent(String(document.number))}`);
  expect(read.body).toMatchObject({ status: "paid", outstanding: "0.00", settled: "60.00" });
  const unknown = {
    ...payment,
    externalId: "bank-2",
    allocations: [{ invoiceNumber: "X", amount: "1" }],
  };
  expect((await call("POST", "/payments", unknown)).body.errors[0].pointer).toBe(
    "/allocations/0/invoiceNumber",
  );
});

test("a number that two sellers use is 409 until the seller is named", async () => {
  const number = nextNumber();
  await call("POST", "/invoices", sent({ number }));
  const seller = {
    name: "Autre",
    vatId: "FR83404833048",
    address: { city: "Lille", country: "FR" },
  };
  await call("POST", "/invoices", sent({ number, seller }));
  const path = `/invoices/${encodeURIComponent(number)}`;
  const both = await call("GET", path);
  expect([both.status, both.body.sellers]).toEqual([409, ["303265045", "FR83404833048"]]);
  expect((await call("GET", `${path}?seller=FR83404833048`)).status).toBe(200);
});

test("the feed gives every event once, in order, to whoever follows next", async () => {
  const numbers = [nextNumber(), nextNumber(), nextNumber()];
  await Promise.all(numbers.map((number) => call("POST", "/invoices", sent({ number }))));
  await feedInSight(context);
  const seen: { id: string; type: string; subject: { number: string } }[] = [];
  let after = "";
  for (;;) {
    const page = await call("GET", `/events?limit=2${after && `&after=${after}`}`);
    expect(page.status).toBe(200);
    if (page.body.data.length === 0) break;
    seen.push(...page.body.data);
    after = page.body.next;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  const issued = seen.filter(({ type }) => type === "invoice.issued");
  for (const number of numbers)
    expect(issued.filter(({ subject }) => subject.number === number)).toHaveLength(1);
  expect((await call("GET", `/events?after=${after}`)).body).toEqual({ data: [], next: after });
  expect((await call("GET", "/events?after=x")).status).toBe(422);
});

describe("POST /invoices/batch", () => {
  const lines = { "content-type": "application/x-ndjson" };
  const post = async (body: string) => {
    const response = await fetch(`${base}/invoices/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "accept-language": "en", ...lines },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      lines: text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    };
  };

  test("answers line by line; a bad line stops no other; blank lines count", async () => {
    const [one, two] = [sent(), sent()];
    const answer = await post(
      [
        JSON.stringify(one),
        "",
        "{ broken",
        JSON.stringify({ ...two, currency: "EURO" }),
        JSON.stringify(two),
        JSON.stringify(one),
        JSON.stringify({ ...one, buyerReference: "other" }),
        JSON.stringify(sent({ buyerReference: "half \ud83d" })),
        JSON.stringify(sent({ customerNumber: "C-404" })),
      ].join("\r\n"),
    );
    expect(answer.status).toBe(200);
    expect(answer.lines.map(({ line, status }) => [line, status])).toEqual([
      [1, 201],
      [3, 400],
      [4, 422],
      [5, 201],
      [6, 200],
      [7, 409],
      [8, 422],
      [9, 422],
    ]);
    expect(answer.lines[0]).toMatchObject({ number: one.number, id: expect.any(String) });
    expect(answer.lines[2].errors.length).toBeGreaterThan(0);
  });

  test("a sender that reads only after it has sent all is answered in full, in order", async () => {
    const total = 600;
    const request = http.request(`${base}/invoices/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...lines },
    });
    const answered = new Promise<http.IncomingMessage>((resolve) =>
      request.on("response", resolve),
    );
    for (let index = 0; index < total; index += 1) {
      const room = request.write(`${JSON.stringify(sent({ net: `${index + 1}.00` }))}\n`);
      if (!room) await new Promise((resolve) => request.once("drain", resolve));
    }
    request.end();
    let text = "";
    for await (const chunk of await answered) text += chunk;
    const answers = text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(answers.map(({ line }) => line)).toEqual(
      Array.from({ length: total }, (_, index) => index + 1),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
  });

  test("a sender that waits for each answer gets it", async () => {
    const request = http.request(`${base}/invoices/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...lines },
    });
    request.write(`${JSON.stringify(sent())}\n`);
    const response = await new Promise<http.IncomingMessage>((resolve) =>
      request.on("response", resolve),
    );
    const chunks = response[Symbol.asyncIterator]();
    const next = async () => JSON.parse(String((await chunks.next()).value));
    expect(await next()).toMatchObject({ line: 1, status: 201 });
    for (const line of [2, 3]) {
      request.write(`${JSON.stringify(sent())}\n`);
      expect(await next()).toMatchObject({ line, status: 201 });
    }
    request.end();
    expect((await chunks.next()).done).toBe(true);
  });

  test("what arrived before the connection broke is kept, and the whole can be sent again", async () => {
    const documents = Array.from({ length: 5 }, () => sent());
    const request = http.request(`${base}/invoices/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...lines },
    });
    request.on("error", () => {});
    const responding = new Promise<http.IncomingMessage>((resolve) =>
      request.on("response", resolve),
    );
    const [one, two, three] = documents.map((document) => JSON.stringify(document));
    request.write(`${one}\n${two}\n${three?.slice(0, 40)}`);
    const response = await responding;
    response.on("error", () => {});
    await new Promise((resolve) => response.once("data", resolve));
    request.destroy();
    const again = await post(documents.map((document) => JSON.stringify(document)).join("\n"));
    expect(again.lines.map(({ status }) => status)).toEqual([200, 200, 201, 201, 201]);
  });

  test("another media type is refused before anything is read", async () => {
    expect((await call("POST", "/invoices/batch", "[]")).status).toBe(415);
  });
});
