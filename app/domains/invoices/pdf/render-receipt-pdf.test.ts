import { expect, test } from "vitest";
import { checkPdf, pdfCheckerPresent, pdfText, popplerPresent } from "#tests/support/read-pdf.ts";
import { type ReceiptPdfInput, renderReceiptPdf } from "./render-receipt-pdf.server.ts";

const input: ReceiptPdfInput = {
  receiptNumber: "RE-2026-00117",
  paidOn: "2026-11-20",
  method: "carte bancaire",
  currency: "EUR",
  amount: 90000,
  allocations: [
    { invoiceNumber: "FA-1", issueDate: "2026-10-31", total: 46420, paid: 46420, remaining: 0 },
    { invoiceNumber: "FA-2", issueDate: "2026-09-30", total: 52000, paid: 37180, remaining: 14820 },
  ],
  credit: 6400,
  biller: {
    name: "Énergie des Alpes",
    legalName: "Énergie des Alpes SAS",
    legalMention: "",
    brandColour: "#ffd400",
    phone: "04 76 00 00 00",
    email: "bonjour@energie-alpes.example",
    openingHours: "",
    address: ["38000 Grenoble"],
  },
  customer: { name: "Le Fournil & Cie", number: "C-1", address: [] },
  contact: null,
  language: "fr",
};

test.runIf(pdfCheckerPresent)("a receipt is PDF/A-3a and PDF/UA-1, in both languages", async () => {
  for (const language of ["fr", "en"] as const) {
    const { fails, warns, info } = await checkPdf(await renderReceiptPdf({ ...input, language }), {
      facturX: false,
    });
    expect([...fails, ...warns]).toEqual([]);
    expect(info.pages).toBe(1);
  }
});

test.runIf(popplerPresent)("it says what was paid, what remains, and what is kept", async () => {
  const { paper } = await pdfText(await renderReceiptPdf(input));
  const text = paper.replace(/\s+/g, " ");
  for (const words of ["900,00 €", "reçu le 20 nov. 2026", "Soldée", "148,20 €", "64,00 €", "C-1"])
    expect(text).toContain(words);
});
