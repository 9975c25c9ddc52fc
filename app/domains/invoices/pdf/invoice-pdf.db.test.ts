import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { LinkViewer, PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { documents } from "#db/schema/invoices.ts";
import { testDatabase } from "#tests/support/database.ts";
import { pdfText, popplerPresent } from "#tests/support/read-pdf.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { ingestInvoice } from "../ingest-invoice.server.ts";
import { verifyDocumentCode, verifyDocumentFile } from "../verify-document.server.ts";
import { invoicePdf, invoicePdfSize } from "./invoice-pdf.server.ts";

const context = await testDatabase();
const iban = "FR7630006000011234567890189";

await putCustomer(context, erp, "C-1", { name: "Le Fournil", legalId: "552 100 554" });
await putCustomer(context, erp, "C-2", { name: "Hôtel du Lac" });
const sent = await ingestInvoice(
  context,
  erp,
  sentBytes({
    number: "FA/2026 01",
    customerNumber: "C-1",
    paymentMeans: [{ code: "58", iban, reference: "FA/2026 01" }],
    notes: [`Virement sur ${iban}, merci.`],
  }),
  "application/json",
  { language: "fr" },
);
if (isRefused(sent) || !sent.id) throw new Error(JSON.stringify(sent));
const invoiceId = sent.id;
const [row] = await inScope(context, "all", (tx) => tx.select().from(documents));
if (!row) throw new Error("The original was kept");

const owner: PersonViewer = {
  kind: "person",
  personId: "0199aaaa-0000-7000-8000-000000000001",
  name: "Nadia",
  email: "nadia@fournil.example",
  customerId: row.customerId,
  customerNumber: "C-1",
  role: "owner",
};
const link: LinkViewer = {
  kind: "link",
  accessLinkId: "0199aaaa-0000-7000-8000-000000000002",
  customerId: row.customerId,
  customerNumber: "C-1",
  invoiceId,
  personId: null,
  name: "Le Fournil",
};

async function pdfFor(viewer: PersonViewer | LinkViewer, language: "fr" | "en" = "fr") {
  const answer = await invoicePdf(context, viewer, invoiceId, language);
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

const keptRows = () =>
  inScope(context, "all", async (tx) =>
    (await tx.select().from(documents)).filter(({ kind }) => kind === "pdf"),
  );

test("is drawn once, then read from the store, and its size is known only afterwards", async () => {
  expect(await invoicePdfSize(context, owner, invoiceId, "fr")).toBeNull();
  const first = await pdfFor(owner);
  expect(first).toMatchObject({ fileName: "FA-2026-01.pdf", size: first.bytes.length });
  expect(Buffer.from(first.bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  const second = await pdfFor(owner);
  expect(Buffer.compare(second.bytes, first.bytes)).toBe(0);
  const rows = await keptRows();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.fileHash).toBe(createHash("sha256").update(first.bytes).digest("hex"));
  expect(await invoicePdfSize(context, owner, invoiceId, "fr")).toBe(first.size);
  expect(await invoicePdfSize(context, owner, invoiceId, "en")).toBeNull();
});

test.skipIf(!popplerPresent)(
  "shows the account after sign-in, and to the holder of a link nowhere",
  async () => {
    const signedIn = await pdfText((await pdfFor(owner)).bytes);
    const byLink = await pdfText((await pdfFor(link)).bytes);
    expect(signedIn.paper.replace(/\s/g, "")).toContain(iban);
    expect(signedIn.facturX).toContain(iban);
    expect(byLink.paper.replace(/\s/g, "")).not.toContain(iban);
    expect(byLink.paper).toContain("voir le portail");
    expect(byLink.facturX).toContain("FA/2026 01");
    expect(byLink.facturX).not.toContain(iban);
  },
);

test("is not found by another customer, nor a link's holder asking for another invoice", async () => {
  const [other] = await inScope(context, "all", (tx) =>
    tx.query.customers.findMany({ where: (t, { eq }) => eq(t.number, "C-2") }),
  );
  const stranger = { ...owner, customerId: other?.id ?? "", customerNumber: "C-2" };
  const elsewhere = { ...link, invoiceId: "0199aaaa-0000-7000-8000-000000000009" };
  for (const viewer of [stranger, elsewhere]) {
    expect(await invoicePdf(context, viewer, invoiceId, "fr")).toEqual({ refused: "not-found" });
    expect(await invoicePdfSize(context, viewer, invoiceId, "fr")).toBeNull();
  }
  expect(await invoicePdf(context, owner, "no-uuid", "fr")).toEqual({ refused: "not-found" });
});

const issued = {
  kind: "invoice",
  number: "FA/2026 01",
  total: expect.objectContaining({ currency: "EUR" }),
};

test.skipIf(!popplerPresent)(
  "whoever holds it can ask whether it is ours: by the code it carries, whatever the language, or by the file",
  async () => {
    for (const [viewer, language] of [
      [owner, "fr"],
      [owner, "en"],
      [link, "fr"],
    ] as const) {
      const { bytes } = await pdfFor(viewer, language);
      const [code] = /F-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await pdfText(bytes)).paper) ?? [];
      expect(code).toBeDefined();
      expect(await verifyDocumentCode(context, (code as string).toLowerCase())).toMatchObject(
        issued,
      );
      expect(await verifyDocumentFile(context, bytes)).toMatchObject(issued);
    }
    const codes = new Set((await keptRows()).map(({ code }) => code));
    expect(codes.size).toBe(1);
  },
);

test("one byte changed and the file is not ours any more; a code that was never printed is nobody's", async () => {
  const { bytes } = await pdfFor(owner);
  const changed = new Uint8Array(bytes);
  changed[changed.length >> 1] = (changed[changed.length >> 1] as number) ^ 1;
  expect(await verifyDocumentFile(context, changed)).toMatchObject({ refused: "unknown-file" });
  expect(await verifyDocumentFile(context, new Uint8Array())).toMatchObject({
    refused: "unknown-file",
  });
  expect(await verifyDocumentCode(context, "F-0000-0000")).toMatchObject({
    refused: "unknown-code",
  });
  expect(await verifyDocumentCode(context, "")).toMatchObject({ refused: "unknown-code" });
});
