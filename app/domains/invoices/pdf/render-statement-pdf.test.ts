import { expect, test } from "vitest";
import {
  checkPdf,
  pdfCheckerPresent,
  pdfStructure,
  pdfText,
  popplerPresent,
} from "#tests/support/read-pdf.ts";
import { renderStatementPdf, type StatementPdfInput } from "./render-statement-pdf.server.ts";
import type { Account, Movement } from "./statement.ts";

const moved = (changes: Partial<Movement>): Movement => ({
  day: "2026-01-15",
  kind: "invoice",
  number: "FA-2026-00001",
  reference: null,
  dueDate: null,
  method: null,
  amount: 0,
  ...changes,
});
const nothing = {
  notDue: 0,
  late: [0, 0, 0, 0] as const,
  contested: 0,
  processing: 0,
  unused: 0,
};

const euros: Account = {
  currency: "EUR",
  opening: 128_460,
  movements: [
    moved({ number: "FA-2026-00012", reference: "BC-7741", dueDate: "2026-02-14", amount: 46_420 }),
    moved({
      day: "2026-02-03",
      kind: "payment",
      number: "R-2026-000117",
      method: "transfer",
      reference: "VIR BOULANGERIE LE FOURNIL 2026-02-03",
      amount: -128_460,
    }),
    moved({ day: "2026-02-10", kind: "creditNote", number: "AV-2026-00003", amount: -10_000 }),
    moved({ day: "2026-02-20", number: "FA-2026-00031", dueDate: "2026-03-22", amount: 0 }),
    moved({ day: "2026-03-02", kind: "refund", number: "R-2026-000117", amount: 5_000 }),
    moved({ day: "2026-03-09", kind: "reinstated", number: "R-2026-000117", amount: -5_000 }),
  ],
  closing: 36_420,
  position: {
    ...nothing,
    notDue: 10_000,
    late: [20_000, 0, 0, 7_000],
    contested: 6_420,
    unused: 7_000,
  },
};
const yen: Account = {
  currency: "JPY",
  opening: 0,
  movements: [moved({ number: "FA-2026-00040", amount: 125_000 })],
  closing: 125_000,
  position: { ...nothing, notDue: 125_000 },
};
const inFavour: Account = {
  currency: "EUR",
  opening: -6_400,
  movements: [],
  closing: -6_400,
  position: { ...nothing, unused: 6_400 },
};
const long: Account = {
  ...euros,
  movements: Array.from({ length: 500 }, (_, index) =>
    moved({
      number: `FA-2026-${String(index).padStart(5, "0")}`,
      dueDate: "2026-02-14",
      reference: index % 7 === 0 ? `Commande ${index} du chantier de la rue des Lilas` : null,
      amount: 100 + index,
    }),
  ),
  opening: 0,
  closing: 174_750,
  position: { ...nothing, notDue: 174_750 },
};

const input: StatementPdfInput = {
  from: "2026-01-01",
  to: "2026-03-31",
  madeOn: "2026-03-31",
  accounts: [euros],
  biller: {
    name: "Énergie des Alpes",
    legalName: "Énergie des Alpes SAS",
    legalMention: "812 345 678 RCS Grenoble",
    brandColour: "#0b4f4a",
    phone: "04 76 00 00 00",
    email: "bonjour@energie-alpes.example",
    openingHours: "",
    address: ["12 rue du Lac", "38000 Grenoble"],
  },
  customer: {
    name: "Le Fournil & Cie",
    number: "C-1042",
    address: ["3 place du Marché", "69001 Lyon"],
  },
  contact: { name: "Camille Roux", phone: "04 76 00 00 12", hours: "9 h – 17 h" },
  language: "fr",
};

const samples: [name: string, input: StatementPdfInput, pages: (count: number) => boolean][] = [
  ["a quarter", input, (count) => count <= 2],
  ["several currencies", { ...input, accounts: [euros, yen] }, (count) => count <= 2],
  [
    "no movement, a balance in the customer's favour",
    { ...input, accounts: [inFavour] },
    (count) => count === 1,
  ],
  ["nothing at all", { ...input, accounts: [] }, (count) => count === 1],
  ["500 movements", { ...input, accounts: [long] }, (count) => count > 15],
  ["a past day", { ...input, madeOn: "2026-04-02" }, (count) => count <= 2],
];

test.runIf(pdfCheckerPresent).each(samples)(
  "%s: PDF/A-3a and PDF/UA-1, in both languages",
  async (_name, sample, pages) => {
    for (const language of ["fr", "en"] as const) {
      const { fails, warns, info } = await checkPdf(
        await renderStatementPdf({ ...sample, language }),
        { facturX: false },
      );
      expect([...fails, ...warns]).toEqual([]);
      expect(pages(info.pages), `${info.pages} pages`).toBe(true);
    }
  },
);

const textOf = async (sample: StatementPdfInput) =>
  (await pdfText(await renderStatementPdf(sample))).paper.replace(/\s+/g, " ");

test.runIf(popplerPresent)("says each movement with the balance after it", async () => {
  const text = await textOf(input);
  for (const words of [
    "Solde au 31 mars 2026 364,20 €",
    "dont 270,00 € en retard",
    "Solde d’ouverture 1 284,60 €",
    "Facture FA-2026-00012 464,20 € 1 748,80 €",
    "Réf. BC-7741 · Échéance 14 févr. 2026",
    "Paiement R-2026-000117 1 284,60 € 464,20 €",
    "Avoir AV-2026-00003 100,00 € 364,20 €",
    "Facture FA-2026-00031 0,00 € 364,20 €",
    "Total des mouvements 514,20 € 1 434,60 €",
    "Solde de clôture 364,20 €",
    "En retard de 1 à 30 jours 200,00 €",
    "En retard de 91 jours et plus 70,00 €",
    "Contesté, mis en attente 64,20 €",
    "Crédit pas encore utilisé (avoirs, paiements) −70,00 €",
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("arrêté au jour");
  expect(await textOf({ ...input, madeOn: "2026-04-02" })).toContain("arrêté au jour");
});

test.runIf(popplerPresent)("yen have no decimals, and each account says whose it is", async () => {
  const text = await textOf({ ...input, accounts: [euros, yen], language: "en" });
  expect(text).toContain("Movements in JPY");
  expect(text).toMatch(/Closing balance (JP)?¥125,000 /);
});

test.runIf(popplerPresent)("a screen reader walks rows under named columns", async () => {
  const structure = await pdfStructure(await renderStatementPdf(input));
  expect(structure.match(/^\s+TH\b/gm)?.length).toBeGreaterThanOrEqual(5);
  // Head, opening, six movements, total, closing; then what the balance is made of.
  expect(structure.match(/^\s+TR\b/gm)).toHaveLength(10 + 6);
});

test("the same input gives the same bytes", async () => {
  const [once, again] = await Promise.all([renderStatementPdf(input), renderStatementPdf(input)]);
  expect(Buffer.compare(once, again)).toBe(0);
});
