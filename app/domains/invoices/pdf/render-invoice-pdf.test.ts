import { describe, expect, test } from "vitest";
import { isRefused } from "#app/platform/refusal.ts";
import { suiteBytes, suiteFiles, suitePresent } from "#tests/support/einvoice-suite.ts";
import { sampleInvoice, sampleLine } from "#tests/support/invoice-samples.ts";
import {
  checkPdf,
  pdfCheckerMissing,
  pdfCheckerPresent,
  pdfStructure,
  pdfText,
  popplerPresent,
  spanTexts,
} from "#tests/support/read-pdf.ts";
import { writeCii } from "../cii/write-cii.ts";
import { readInvoice } from "../formats/read-invoice.ts";
import type { Invoice } from "../model.ts";
import type { Letterhead } from "./letterhead.ts";
import { type InvoicePdfInput, renderInvoicePdf } from "./render-invoice-pdf.server.ts";

const biller: Letterhead = {
  name: "Dupré & Fils <Énergie>",
  legalName: "Dupré & Fils SAS",
  legalMention: "SAS au capital de 120 000 € – 812 345 678 RCS Grenoble",
  brandColour: "#0b4f4a",
  phone: "04 76 00 00 00",
  email: "bonjour@dupre.example",
  openingHours: "9 h – 18 h, du lundi au vendredi",
};
const contact = { name: "Claire Moreau", phone: "04 76 00 00 12", hours: "" };

function render(invoice: Invoice, changes: Partial<InvoicePdfInput> = {}): Promise<Uint8Array> {
  return renderInvoicePdf({
    invoice,
    biller,
    contact,
    language: "fr",
    showBankDetails: true,
    facturX: writeCii(invoice),
    ...changes,
  });
}

const manyLines = Array.from({ length: 80 }, (_, index) =>
  sampleLine({ id: String(index + 1), name: `Prestation n° ${index + 1}` }),
);

const rightToLeft = {
  buyer: "شركة النور للتجارة (المغرب)",
  line: "חשמל לחודש אוקטובר",
  vowels: "שָׁלוֹם مُحَمَّدٌ بناءً عليه",
  mixed: "Abonnement مكتب محمد (n° 42, 3 × 12,50 €) – שירות",
  long: "يتضمن هذا البند استهلاك الكهرباء لشهر أكتوبر في مقر الشركة الرئيسي، بما في ذلك رسوم الشبكة والضرائب المحلية، وقد تم احتساب الكمية على أساس قراءة العداد. يُرجى مراجعة التفاصيل المرفقة والتواصل معنا عند وجود أي استفسار؛ شكرًا جزيلا.",
};

/** A red pixel: the smallest PNG there is. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);

const cases: Record<string, { invoice: Invoice; changes?: Partial<InvoicePdfInput> }> = {
  "one page": { invoice: sampleInvoice() },
  "one page in English": { invoice: sampleInvoice(), changes: { language: "en" } },
  "without bank details, without Factur-X, with a code": {
    invoice: sampleInvoice(),
    changes: { showBankDetails: false, facturX: null, verificationCode: "K7QF-2M9X" },
  },
  "80 lines": { invoice: sampleInvoice({ lines: manyLines }) },
  "a credit note": {
    invoice: sampleInvoice({
      typeCode: "381",
      number: "AV-7",
      precedingInvoices: [{ number: "FA-2026-01902", issueDate: "2026-10-31" }],
    }),
  },
  "long texts": {
    invoice: sampleInvoice({
      lines: [sampleLine({ name: "mot ".repeat(400), description: "Sansespace".repeat(500) })],
      notes: [{ text: "Une très longue note. ".repeat(400) }],
      buyer: { name: "Société ".repeat(200), identifiers: [] },
    }),
  },
  "odd characters": {
    invoice: sampleInvoice({
      lines: [
        sampleLine({ name: "<b>&amp;</b> Ελλάς Кириллица 中文 ܣܘܪܝܝܐ 😀👩‍🚀 fin\u0007\u200b" }),
      ],
    }),
  },
  "Arabic and Hebrew": {
    invoice: sampleInvoice({
      buyer: { ...sampleInvoice().buyer, name: rightToLeft.buyer },
      lines: [
        sampleLine({ id: "1", name: rightToLeft.line, description: rightToLeft.vowels }),
        sampleLine({ id: "2", name: rightToLeft.mixed, description: rightToLeft.long }),
      ],
      notes: [{ text: `Nom : ${rightToLeft.buyer}\n${rightToLeft.line}` }],
    }),
    changes: {
      biller: { ...biller, name: "بيت الطاقة" },
      contact: { ...contact, name: "יעל כהן" },
    },
  },
  "no VAT, yen, charges, a logo": {
    invoice: sampleInvoice({
      currency: "JPY",
      allowances: [{ amount: "100", reason: "R", vat: { category: "E", rate: "0" } }],
      vatBreakdown: [
        {
          category: "E",
          rate: "0",
          taxableAmount: "1200",
          taxAmount: "0",
          exemptionReason: "Article 261-4 du CGI",
        },
      ],
      totals: { lineNet: "1300", net: "1200", vat: "0", gross: "1200", payable: "1200" },
    }),
    changes: { biller: { ...biller, logo: { bytes: pixel, mediaType: "image/png" } } },
  },
  "an empty biller, nobody to call, bare of everything optional": {
    invoice: sampleInvoice({
      notes: [],
      paymentMeans: [],
      vatBreakdown: [],
      buyer: { name: "X", identifiers: [] },
      seller: { name: "Y", identifiers: [] },
    }),
    changes: {
      contact: null,
      biller: {
        ...biller,
        name: "",
        legalName: "",
        legalMention: "",
        phone: "",
        email: "",
        openingHours: "",
      },
    },
  },
};

if (!pdfCheckerPresent) test.skip(pdfCheckerMissing, () => {});

describe.runIf(pdfCheckerPresent)("PDF/A-3a, PDF/UA-1 and Factur-X", () => {
  test.each(Object.entries(cases))("%s", async (_name, { invoice, changes = {} }) => {
    const bytes = await render(invoice, changes);
    const facturX = changes.facturX !== null;
    const { fails, warns, info } = await checkPdf(bytes, { facturX });
    expect([...fails, ...warns]).toEqual([]);
    expect(info).toMatchObject({
      pdfa: "3A",
      pdfua: "1",
      ...(facturX ? { fxLevel: "EN 16931" } : {}),
    });
    expect(info.lang).toBe(changes.language === "en" ? "en-GB" : "fr-FR");
  });

  // One in five: each costs the checker a second, and all of them differ in content rather than in layout.
  const files = suiteFiles()
    .filter((file) => file.expect === "accept" && /^ubl/.test(file.kind))
    .filter((_file, index) => index % 5 === 0);
  test.runIf(suitePresent).each(files)("$file", async ({ file }) => {
    const read = await readInvoice(suiteBytes(file), "application/xml", { language: "en" });
    if (isRefused(read)) throw new Error(JSON.stringify(read));
    const bytes = await render(read.invoice, { language: "en" });
    const { fails, warns } = await checkPdf(bytes, { facturX: true });
    expect([...fails, ...warns]).toEqual([]);
  });
});

test("the same input gives the same bytes, and two pages stay under 150 KB", async () => {
  const invoice = sampleInvoice({ lines: manyLines.slice(0, 20) });
  const [first, second] = [await render(invoice), await render(invoice)];
  expect(Buffer.compare(first, second)).toBe(0);
  expect(first.length).toBeLessThan(150_000);
});

test("what a process drew before changes no byte, though Arabic letters share their shapes", async () => {
  const named = (name: string) =>
    render(sampleInvoice({ buyer: { name, identifiers: [] } }), { facturX: null });
  const before = await named("بيت");
  await named("تيب نثي");
  expect(Buffer.compare(before, await named("بيت"))).toBe(0);
});

describe.runIf(popplerPresent)("what is read in it", () => {
  const flat = (text: string) => text.replace(/\s+/g, " ");

  test("French: figures, dates, account, contact, legal mentions", async () => {
    const { paper, facturX } = await pdfText(await render(sampleInvoice()));
    const text = flat(paper);
    for (const words of [
      "Facture",
      "464,20 €",
      "à régler au plus tard le 30 nov. 2026",
      "3 912 kWh",
      "0,0612 €",
      "FR76 3000 6000 0112 3456 7890 189",
      "Claire Moreau",
      "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 €.",
      "Page 1 / 1",
    ])
      expect(text).toContain(words);
    expect(facturX).toBe(writeCii(sampleInvoice()));
  });

  test("English, for whoever may not see the account", async () => {
    const bytes = await render(sampleInvoice(), {
      language: "en",
      showBankDetails: false,
      facturX: null,
    });
    const { paper } = await pdfText(bytes);
    expect(flat(paper)).toContain("€464.20");
    expect(flat(paper)).toContain("to be paid by 30 Nov 2026");
    expect(flat(paper)).toContain("see the portal, after sign-in");
    expect(paper.replace(/\s/g, "")).not.toContain("FR7630006000011234567890189");
  });

  test("the table's header is tagged once, and printed on each page", async () => {
    // Half of them: poppler's time for the structure grows with the square of its size.
    const bytes = await render(sampleInvoice({ lines: manyLines.slice(0, 40) }));
    const { paper } = await pdfText(bytes);
    const pages = paper.split("\f").filter((page) => page.includes("Prestation n°"));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain("Prix unitaire HT");
    const structure = await pdfStructure(bytes);
    expect(structure.match(/"Prix unitaire HT"/g)).toHaveLength(1);
    expect(structure.match(/"Prestation n° \d+"/g)).toHaveLength(40);
  });

  test("a credit note says which invoice it credits, and asks for nothing", async () => {
    const { paper } = await pdfText(await render(cases["a credit note"]!.invoice));
    expect(paper).toContain("Avoir");
    expect(flat(paper)).toContain("sur la facture FA-2026-01902 du 31 oct. 2026");
    expect(paper).not.toContain("Net à payer");
  });

  test("characters without a glyph are still in the text, and what follows them too", async () => {
    const bytes = await render(cases["odd characters"]!.invoice);
    const { paper } = await pdfText(bytes);
    for (const words of ["<b>&amp;</b> Ελλάς Кириллица", "中文", "😀", "fin"])
      expect(paper).toContain(words);
    expect(await pdfStructure(bytes)).toContain("fin");
  });

  test("Arabic and Hebrew are drawn, and read in the order in which they were written", async () => {
    const { invoice, changes } = cases["Arabic and Hebrew"]!;
    const bytes = await render(invoice, changes);
    const { paper } = await pdfText(bytes);
    expect(paper).not.toContain("\uFFFD");
    // poppler wraps what runs the other way in marks of direction.
    const text = flat(paper.replace(/[\u200e\u200f\u202a-\u202e]/g, "")).normalize("NFC");
    for (const words of [
      rightToLeft.line,
      "مُحَمَّدٌ بناءً عليه".normalize("NFC"),
      "שָׁלוֹם",
      "بيت الطاقة",
      "יעל כהן",
      "مكتب محمد",
    ])
      expect(text).toContain(words);
    // A screen reader is told whole runs, line after line.
    const spoken = (await spanTexts(bytes)).join("");
    for (const words of [rightToLeft.buyer, rightToLeft.long]) expect(spoken).toContain(words);
  });

  test("words on two lines stay two words", async () => {
    const structure = await pdfStructure(await render(sampleInvoice()));
    expect(structure).toContain("Appelez ou écrivez, une personne vous répond.");
  });
});
