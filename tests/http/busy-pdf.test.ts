import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccessLink } from "#app/domains/accounts/access-link.server.ts";
import { createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { apiRefusalsWritten } from "#app/domains/accounts/record-api-refusal.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { openPdf } from "#app/domains/invoices/facturx/pdf-opener.server.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { type PdfRequest, pdfPool } from "#app/domains/invoices/pdf/pdf-pool.server.ts";
import { reportPayment } from "#app/domains/payments/report-payment.server.ts";
import { reportedPayment } from "#app/domains/payments/reported-payment.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";
import * as invoices from "#app/routes/api.v1.invoices._index.ts";
import * as invoicePdf from "#app/routes/c.$customerNumber.invoices.$id[.pdf].tsx";
import * as receiptPdf from "#app/routes/c.$customerNumber.payments.$id[.pdf].tsx";
import * as statementPdf from "#app/routes/c.$customerNumber.statement[.pdf].tsx";
import { apiRefusals, customers, people } from "#db/schema/accounts.ts";
import { startApiServer } from "#tests/support/api-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";

const context = await testDatabase();
let server: Awaited<ReturnType<typeof startApiServer>>;
let cookie = "";
let paths: Record<"invoice" | "link" | "receipt" | "statement", string>;

function expectDone<T>(answer: T): Exclude<T, Refusal<string>> {
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer as Exclude<T, Refusal<string>>;
}

beforeAll(async () => {
  const owner = { name: "Nadia", email: "nadia@fournil.example", role: "owner" };
  const input = customerInput.parse({ name: "Le Fournil", people: [owner] });
  expectDone(await putCustomer(context, erp, "C-1", input));
  const bytes = sentBytes({ number: "FA-1", customerNumber: "C-1" });
  const options = { language: "fr" } as const;
  const sent = expectDone(await ingestInvoice(context, erp, bytes, "application/json", options));
  const payment = reportedPayment.parse({
    customerNumber: "C-1",
    amount: "20.00",
    currency: "EUR",
    date: "2026-11-16",
  });
  const paid = expectDone(await reportPayment(context, erp, payment));
  const [person] = await context.db.select().from(people);
  if (!person) throw new Error("The customer has one");
  const who = { personId: person.id, userAgent: null, cookieHeader: null };
  cookie = (await startSession(context, who)).split(";")[0] ?? "";
  const token = await inScope(context, "all", async (tx) => {
    const [customer] = await tx.select().from(customers);
    const link = { invoiceId: sent.id ?? "", personId: null };
    return createAccessLink(context, tx, { ...link, customerId: customer?.id ?? "" });
  });
  paths = {
    invoice: `/c/C-1/invoices/${sent.id}.pdf`,
    link: `/i/${token}/invoice.pdf`,
    receipt: `/c/C-1/payments/${paid.id}.pdf`,
    statement: "/c/C-1/statement.pdf?from=2026-10-01",
  };
  server = await startApiServer(context, {
    "c/:customerNumber/invoices/:id.pdf": invoicePdf,
    "i/:token/invoice.pdf": invoicePdf,
    "c/:customerNumber/payments/:id.pdf": receiptPdf,
    "c/:customerNumber/statement.pdf": statementPdf,
    "api/v1/invoices": invoices,
  });
});
afterAll(async () => {
  await server.close();
  await pdfPool().close();
});

const ask = (path: string, language: string) =>
  fetch(server.url + path, { headers: { cookie, "accept-language": language } });

/** Keeps a queue of the process full, by asking `atOnce` times over and over, while `work` is done. */
async function whileFull(
  atOnce: number,
  askOnce: () => Promise<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  let isFull = true;
  const keepAsking = async (): Promise<void> => {
    while (isFull) await askOnce().catch(() => {});
  };
  const asking = Array.from({ length: atOnce }, keepAsking);
  await work();
  isFull = false;
  await Promise.all(asking);
}

test("a document that must wait too long is 503 in words, with when to come back; then it is there", async () => {
  const nonsense = { kind: "invoice", input: {} } as PdfRequest;
  const draw = () => pdfPool().render(nonsense);
  // Two are drawn, two hundred wait.
  await whileFull(202, draw, async () => {
    for (const [path, language, words] of [
      [paths.invoice, "fr", "Le document n’est pas encore prêt"],
      [paths.link, "en", "The document is not ready yet"],
      [paths.receipt, "fr", "Le document n’est pas encore prêt"],
      [paths.receipt, "en", "The document is not ready yet"],
      [paths.statement, "en", "The document is not ready yet"],
    ] as const) {
      const answer = await ask(path, language);
      expect(answer.status, path).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("15");
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("content-disposition")).toBeNull();
      const page = await answer.text();
      expect(page).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`));
      expect(page).toContain(`<title>${words}</title>`);
      expect(page).toContain(`<h1>${words}</h1>`);
      expect(page).toContain(`href="${path}"`);
    }
  });
  for (const path of Object.values(paths)) {
    const answer = await ask(path, "fr");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  }
});

test("an invoice in a PDF that must wait too long to be opened is 503 for the sender, and nothing is logged as its mistake", async () => {
  const made = expectDone(
    await createApiKey(
      context,
      { kind: "system", name: "test" },
      { name: "ERP", scopes: ["invoices:write"] },
    ),
  );
  const sent = () =>
    fetch(`${server.url}/api/v1/invoices`, {
      method: "POST",
      headers: { authorization: `Bearer ${made.key}`, "content-type": "application/pdf" },
      body: "%PDF-1.7",
    });
  const open = () => openPdf(new TextEncoder().encode("%PDF-1.7"));
  // One is opened, a hundred wait.
  await whileFull(101, open, async () => {
    const answer = await sent();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("15");
    expect(await answer.json()).toMatchObject({ type: "/api/docs#busy", status: 503 });
  });
  await apiRefusalsWritten(context);
  expect(await context.db.$count(apiRefusals)).toBe(0);
  expect([400, 422]).toContain((await sent()).status);
});
