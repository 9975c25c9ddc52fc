import { rm } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { erp, type Sent, sentBytes } from "#tests/support/sent-invoice.ts";
import { writeCii } from "./cii/write-cii.ts";
import { ingestBatch } from "./ingest-batch.server.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { type Remarks, remarksOnInvoice } from "./remarks-on-invoice.server.ts";

const context = await testDatabase();
const staff: StaffViewer = {
  kind: "staff",
  personId: "0199aaaa-0000-7000-8000-00000000057a",
  role: "agent",
  name: "Ana Ruiz",
  email: "ana@energie.example",
};

beforeAll(() => putCustomer(context, erp, "C-1042", { name: "Le Fournil" }));

async function taken(bytes: Uint8Array): Promise<string> {
  const answer = await ingestInvoice(context, erp, bytes, "application/octet-stream", {
    language: "en",
  });
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  return String(answer.id);
}

async function remarks(invoiceId: string, language: "fr" | "en" = "en"): Promise<Remarks> {
  const answer = await remarksOnInvoice(context, staff, invoiceId, language);
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

const sent = (number: string, more: Partial<Sent> = {}) =>
  sentBytes({ number, customerNumber: "C-1042", ...more });

test("a document that keeps every rule has none", async () => {
  const id = await taken(sent("FA-clean"));
  expect(await remarks(id)).toEqual({ count: 0, isPartial: false, isRefused: false, groups: [] });
});

test("they are told in the language asked for, and where the document has them", async () => {
  const id = await taken(sent("FA-rate", { currency: "CHF" }));
  const french = await remarks(id, "fr");
  expect(french.groups).toEqual([
    {
      rule: "BR-FR-CO-12",
      sayings: [
        {
          message: expect.stringContaining("total de TVA en euros"),
          pointers: ["/totals/vatInAccountingCurrency"],
          morePointers: 0,
        },
      ],
      moreSayings: 0,
    },
  ]);
  const { seller, buyer } = sampleInvoice();
  const cii = writeCii(
    sampleInvoice({ customerNumber: "C-1042", seller: { ...seller, legalId: { id: "1" } }, buyer }),
  );
  const inXml = await remarks(await taken(new TextEncoder().encode(cii)));
  const legalId = inXml.groups.find(({ rule }) => rule === "BR-FR-10");
  expect(legalId?.sayings[0]?.pointers[0]).toMatch(/^\/rsm:CrossIndustryInvoice\/.*\/ram:ID$/);
});

test("a line of a batch is judged by itself, not by what else its file holds", async () => {
  const lines = [sent("FA-first"), sent("FA-second", { currency: "CHF" })];
  const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));
  async function* arriving() {
    yield body;
  }
  const ids: string[] = [];
  for await (const answers of ingestBatch(context, erp, arriving(), { language: "en" }))
    for (const { answer } of answers) if (!isRefused(answer)) ids.push(String(answer.id));
  const [first, second] = await Promise.all(ids.map((id) => remarks(id)));
  expect([first?.count, second?.count]).toEqual([0, 1]);
});

test("a rule broken on every line is one remark with its first places", async () => {
  const line = { name: "Gaz", quantity: "1.00000", netUnitPrice: "1.00", netAmount: "1.00" };
  const id = await taken(sent("FA-long", { lines: Array.from({ length: 700 }, () => line) }));
  const { count, isPartial, groups } = await remarks(id);
  expect([count, isPartial, groups.length]).toEqual([500, true, 1]);
  expect(groups[0]?.sayings).toEqual([
    {
      message: expect.stringContaining("at most four decimals"),
      pointers: ["/lines/0/quantity", "/lines/1/quantity", "/lines/2/quantity"],
      morePointers: 497,
    },
  ]);
});

test("an original that is gone, or an invoice that is not there, is said and fails nothing", async () => {
  const id = await taken(sent("FA-gone"));
  const { files } = context.config;
  if (files.kind !== "disk") throw new Error("Tests keep files on disk");
  await rm(files.directory, { recursive: true });
  expect(await remarksOnInvoice(context, staff, id, "en")).toEqual({ refused: "unavailable" });
  const nowhere = "0199aaaa-0000-7000-8000-000000000000";
  expect(await remarksOnInvoice(context, staff, nowhere, "en")).toEqual({ refused: "not-found" });
});
