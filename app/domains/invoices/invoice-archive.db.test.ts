import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoices } from "#db/schema/invoices.ts";
import { testDatabase } from "#tests/support/database.ts";
import { sampleInvoice } from "#tests/support/invoice-samples.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { ublInvoice } from "#tests/support/ubl-invoice.ts";
import { type Unzipped, unzip } from "#tests/support/unzip.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { invoiceArchive } from "./invoice-archive.server.ts";
import { invoiceCsv } from "./invoice-csv.ts";
import { invoiceXml } from "./invoice-xml.server.ts";
import { invoicePdf } from "./pdf/invoice-pdf.server.ts";
import { pdfPool } from "./pdf/pdf-pool.server.ts";
import { everyInvoice, type InvoiceSearch } from "./search-invoices.server.ts";

const context = await testDatabase();
await putCustomer(context, erp, "C-1", { name: "Le Fournil" });
await putCustomer(context, erp, "C-2", { name: "Hôtel du Lac" });

async function send(bytes: Uint8Array, mediaType = "application/json"): Promise<string> {
  const answer = await ingestInvoice(context, erp, bytes, mediaType, { language: "fr" });
  if (isRefused(answer) || !answer.id) throw new Error(JSON.stringify(answer));
  return answer.id;
}
const iban = "FR7630006000011234567890189";
const received = new TextEncoder().encode(
  ublInvoice({
    number: "UBL 2026/07",
    customerNumber: "C-1",
    issueDate: "2026-07-14",
    dueDate: "2026-08-14",
    line: "Farine",
    net: "100.00",
    vat: "20.00",
    gross: "120.00",
    iban,
  }),
);
const of = (number: string, more: object = {}) =>
  sentBytes({ number, customerNumber: "C-1", ...more });
const ids = {
  slash: await send(of("FA/2026/1", { issueDate: "2026-01-31", dueDate: "2026-02-28" })),
  upper: await send(of("FA-A", { issueDate: "2026-05-05" })),
  lower: await send(of("fa-a", { issueDate: "2026-05-04" })),
  note: await send(
    of("AV-1", { typeCode: "381", issueDate: "2026-06-01", precedingInvoices: ["FA-A"] }),
  ),
  ubl: await send(received, "application/xml"),
};
await send(sentBytes({ number: "FA-OTHER", customerNumber: "C-2" }));

const rows = await inScope(context, "all", (tx) => tx.select().from(customers));
const owner: PersonViewer = {
  kind: "person",
  personId: "0199aaaa-0000-7000-8000-000000000001",
  name: "Nadia",
  email: "nadia@fournil.example",
  customerId: rows.find(({ number }) => number === "C-1")?.id ?? "",
  customerNumber: "C-1",
  role: "viewer",
};

async function archive(search: InvoiceSearch = {}, language: Language = "fr"): Promise<Unzipped[]> {
  const parts = await invoiceArchive(context, owner, search, { language, patience: 5 });
  if (isRefused(parts)) throw new Error(parts.refused);
  return unzip(await buffer(parts));
}

const same = (file: Unzipped | undefined, bytes: Uint8Array) =>
  file !== undefined && Buffer.compare(file.bytes, bytes) === 0;

test("holds what the page of each document offers, byte for byte, and what was received as it was", async () => {
  for (const language of ["fr", "en"] as const) {
    const files = await archive({}, language);
    const found = (name: string) => files.find((file) => file.name === name);
    const names = { slash: "FA-2026-1", upper: "FA-A", lower: "fa-a-2", note: "AV-1" };
    for (const [which, name] of Object.entries({ ...names, ubl: "UBL-2026-07" })) {
      const id = ids[which as keyof typeof ids];
      const pdf = await invoicePdf(context, owner, id, language);
      const xml = await invoiceXml(context, owner, id);
      if (isRefused(pdf) || isRefused(xml)) throw new Error(name);
      expect(same(found(`${name}.pdf`), pdf.bytes), `${name}.pdf`).toBe(true);
      expect(same(found(`${name}.xml`), xml.bytes), `${name}.xml`).toBe(true);
    }
    expect(same(found("UBL-2026-07.xml"), received)).toBe(true);
    expect(found("AV-1.xml")?.bytes.toString()).toContain("CrossIndustryInvoice");
    // Five documents twice, and the list.
    expect(files).toHaveLength(11);
  }
});

test("the list in it is the list's own, and names what is in it", async () => {
  for (const search of [{}, { q: "FA" }, { sort: "gross" as const }]) {
    const files = await archive(search);
    let text = "";
    const words = { messages: messagesFor("fr"), language: "fr" as const };
    for await (const part of invoiceCsv(everyInvoice(context, owner, search), words)) text += part;
    expect(files.at(-1)?.name).toBe("invoices.csv");
    expect(files.at(-1)?.bytes.toString()).toBe(text);
    // A line each, and the head.
    expect(text.trimEnd().split("\r\n")).toHaveLength((files.length - 1) / 2 + 1);
  }
});

test("keeps the filters, and each document has its own day", async () => {
  const files = await archive({ from: "2026-05-05", to: "2026-06-30" });
  expect(files.map(({ name, changed }) => [name, changed.toDateString()]).slice(0, -1)).toEqual([
    ["AV-1.pdf", "Mon Jun 01 2026"],
    ["AV-1.xml", "Mon Jun 01 2026"],
    ["FA-A.pdf", "Tue May 05 2026"],
    ["FA-A.xml", "Tue May 05 2026"],
  ]);
  expect((await archive({ q: "UBL" })).map(({ name }) => name)).toHaveLength(3);
});

test("nothing found is said, and no archive", async () => {
  const asked = { language: "fr" } as const;
  expect(await invoiceArchive(context, owner, { from: "2100-01-01" }, asked)).toEqual({
    refused: "nothing-found",
  });
  const stranger = { ...owner, customerId: "0199aaaa-0000-7000-8000-000000000009" };
  expect(await invoiceArchive(context, stranger, {}, asked)).toEqual({ refused: "nothing-found" });
});

/** Gives the threads more than they take, and answers when all of it is done. */
function fillQueue(): Promise<unknown> {
  const invoice = sampleInvoice();
  const biller = {
    name: "",
    legalName: "",
    legalMention: "",
    brandColour: "#0b4f4a",
    phone: "",
    email: "",
    openingHours: "",
  };
  const drawn = Array.from({ length: 203 }, () =>
    pdfPool().render({
      kind: "invoice",
      input: {
        invoice,
        biller,
        contact: null,
        language: "fr",
        showBankDetails: true,
        facturX: null,
      },
    }),
  );
  return Promise.allSettled(drawn);
}

test("waits where too many documents are waiting already, and is whole in the end", async () => {
  const fresh = await send(of("FA-FRESH", { issueDate: "2026-11-02" }));
  const others = fillQueue();
  await expect(invoicePdf(context, owner, fresh, "fr")).rejects.toThrow("Too many");
  const files = await archive({ q: "FA-FRESH" });
  expect(files.map(({ name }) => name)).toEqual(["FA-FRESH.pdf", "FA-FRESH.xml", "invoices.csv"]);
  await others;
});

test("ends its waiting when nobody waits for it any more", async () => {
  const gone = new AbortController();
  await send(of("FA-GONE", { issueDate: "2026-11-03" }));
  const others = fillQueue();
  const asked = { language: "fr", signal: gone.signal, patience: 5 } as const;
  const parts = await invoiceArchive(context, owner, { q: "FA-GONE" }, asked);
  if (isRefused(parts)) throw new Error(parts.refused);
  const reading = buffer(parts);
  gone.abort();
  expect((await unzip(await reading)).map(({ name }) => name)).not.toContain("FA-GONE.pdf");
  await others;
});

test("a document that cannot be made breaks the archive off, and is told to the log", async () => {
  const id = await send(of("FA-LOST", { issueDate: "2026-11-04" }));
  const logged = vi.spyOn(context.logger, "error");
  const parts = await invoiceArchive(context, owner, { q: "FA-LOST" }, { language: "fr" });
  if (isRefused(parts)) throw new Error(parts.refused);
  await inScope(context, "all", (tx) =>
    tx.update(invoices).set({ document: {} }).where(eq(invoices.id, id)),
  );
  await expect(buffer(parts)).rejects.toThrow();
  expect(logged).toHaveBeenCalled();
});
