import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { invoiceCsv } from "./invoice-csv.ts";
import { everyInvoice, type InvoiceSearch } from "./search-invoices.server.ts";

const context = await testDatabase();
await putCustomer(context, erp, "C-1", { name: "Le Fournil" });
await putCustomer(context, erp, "C-2", { name: "Hôtel du Lac" });

async function send(sent: Parameters<typeof sentBytes>[0]) {
  const answer = await ingestInvoice(context, erp, sentBytes(sent), "application/json", {
    language: "fr",
  });
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
}
await send({ number: "=1+1", customerNumber: "C-1", buyerReference: '@SUM("a";b)' });
for (let index = 0; index < 501; index += 1)
  await send({ number: `FA-${index}`, customerNumber: "C-1" });
await send({ number: "FA-OTHER", customerNumber: "C-2" });
await send({
  number: "AV-1",
  customerNumber: "C-1",
  typeCode: "381",
  lines: [{ name: "-2+3", netUnitPrice: "50.00", netAmount: "50.00" }],
});

const rows = await inScope(context, "all", (tx) => tx.select().from(customers));
const owner: PersonViewer = {
  kind: "person",
  personId: "0199aaaa-0000-7000-8000-000000000001",
  name: "Nadia",
  email: "nadia@fournil.example",
  customerId: rows.find(({ number }) => number === "C-1")?.id ?? "",
  customerNumber: "C-1",
  role: "owner",
};

async function csv(language: Language, search: InvoiceSearch = {}): Promise<string> {
  const messages = messagesFor(language);
  let text = "";
  for await (const part of invoiceCsv(everyInvoice(context, owner, search), { messages, language }))
    text += part;
  return text;
}

const read = (text: string, delimiter: string): Record<string, string>[] =>
  parse(text, { bom: true, columns: true, delimiter });

test("has every invoice once, of this customer only, over several batches", async () => {
  const found = read(await csv("fr"), ";");
  expect(found).toHaveLength(503);
  expect(new Set(found.map((line) => line.Numéro)).size).toBe(503);
  expect(found.map((line) => line.Numéro)).not.toContain("FA-OTHER");
});

test("keeps the filters", async () => {
  expect(read(await csv("fr", { q: "FA-77" }), ";").map((line) => line.Numéro)).toEqual(["FA-77"]);
  expect(read(await csv("fr", { from: "2100-01-01" }), ";")).toEqual([]);
});

test("is written as each language's spreadsheet reads it", async () => {
  const [french] = read(await csv("fr", { q: "FA-77" }), ";");
  const [english] = read(await csv("en", { q: "FA-77" }), ",");
  expect((await csv("fr")).startsWith("\uFEFFNuméro;")).toBe(true);
  expect(french).toMatchObject({ Type: "Facture", Devise: "EUR" });
  expect(french?.["Total TTC"]).toMatch(/^\d+,\d\d$/);
  expect(english?.["Total incl. VAT"]).toBe(french?.["Total TTC"]?.replace(",", "."));
  expect(french?.["Émise le"]).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("what a spreadsheet would run stays text, and quotes and separators stay in their cell", async () => {
  const line = read(await csv("fr"), ";").find(({ Numéro }) => Numéro === "'=1+1");
  expect(line?.["Votre réf."]).toBe(`'@SUM("a";b)`);
});

test("a credit note counts against what is owed: its negative amounts stay figures, its text stays text", async () => {
  const [french] = read(await csv("fr", { q: "AV-1" }), ";");
  expect(french).toMatchObject({
    Type: "Avoir",
    "Total HT": "-50,00",
    TVA: "-10,00",
    "Total TTC": "-60,00",
    Désignation: "'-2+3",
  });
  const [english] = read(await csv("en", { q: "AV-1" }), ",");
  expect(english?.["Total incl. VAT"]).toBe("-60.00");
});
