import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { startWebServer, type WebServer } from "#app/processes/web-server.server.ts";
import { people } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { pdfText, popplerPresent } from "#tests/support/read-pdf.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";

// The statement as a browser gets it: over real HTTP, from the build, and from the form of the payments page.

const context = await testDatabase({ environment: { PORT: "0" } });
const base = "/c/C-1";
let server: WebServer;
let cookie = "";

beforeAll(async () => {
  const nadia = { email: "nadia@fournil.example", name: "Nadia", role: "viewer" };
  await putCustomer(
    context,
    erp,
    "C-1",
    customerInput.parse({ name: "Le Fournil", people: [nadia] }),
  );
  for (const [number, issueDate] of [
    ["FA-OLD", "2025-11-30"],
    ["FA-NEW", "2026-10-31"],
  ] as const) {
    const bytes = sentBytes({ number, customerNumber: "C-1", issueDate, dueDate: "2026-11-10" });
    const options = { language: "fr" } as const;
    const sent = await ingestInvoice(context, erp, bytes, "application/json", options);
    if (isRefused(sent)) throw new Error(JSON.stringify(sent));
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

const ask = (path: string, language = "fr") =>
  fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { cookie, "accept-language": language },
    redirect: "manual",
  });

test.runIf(popplerPresent)("is this year's until today where nothing is asked for", async () => {
  const answer = await ask(`${base}/statement.pdf`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("content-disposition")).toContain(
    'inline; filename="releve-C-1-2026-01-01-2026-11-16.pdf"',
  );
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const text = (await pdfText(new Uint8Array(await answer.arrayBuffer()))).paper;
  const flat = text.replace(/\s+/g, " ");
  expect(flat).toContain("Solde au 16 nov. 2026");
  expect(flat).toContain("Solde d’ouverture 120,00 €");
  expect(flat).toContain("Facture FA-NEW 120,00 € 240,00 €");
  expect(flat).toContain("dont 240,00 € en retard");
  expect(flat).not.toContain("FA-OLD");
});

test.runIf(popplerPresent)("is any period's, in the reader's language", async () => {
  const answer = await ask(`${base}/statement.pdf?from=2025-11-01&to=2025-12-31`, "en");
  const text = (await pdfText(new Uint8Array(await answer.arrayBuffer()))).paper;
  expect(text.replace(/\s+/g, " ")).toContain("Invoice FA-OLD €120.00 €120.00");
  expect(text).not.toContain("FA-NEW");
});

test("the form of the payments page leads to it, and says what is wrong with a period", async () => {
  const page = await (await ask(`${base}/payments`)).text();
  expect(page).toContain(`action="${base}/statement.pdf"`);
  expect(page).toContain('value="2026-01-01"');
  const refused = await ask(`${base}/statement.pdf?from=2026-05-01&to=2026-04-01`);
  expect(refused.status).toBe(302);
  const back = refused.headers.get("location") ?? "";
  expect(back).toBe(`${base}/payments?from=2026-05-01&to=2026-04-01#statement`);
  const explained = await ask(back);
  expect(explained.status).toBe(422);
  expect(await explained.text()).toContain("Le premier jour doit être avant le dernier");
});

test("the short path leads to it, with its period", async () => {
  const answer = await ask("/statement.pdf?to=2025-12-31");
  expect(answer.headers.get("location")).toBe(`${base}/statement.pdf?to=2025-12-31`);
});
