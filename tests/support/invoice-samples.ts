import type { Invoice, Line } from "#app/domains/invoices/model.ts";

/** A French utility bill of two lines, as the demo's biller sends it. Each call gives a fresh one. */
export function sampleInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    number: "FA-2026-01902",
    issueDate: "2026-10-31",
    typeCode: "380",
    currency: "EUR",
    dueDate: "2026-11-30",
    buyerReference: "BC-7741",
    customerNumber: "C-1042",
    paymentTerms: "Paiement à 30 jours, date de facture.",
    period: { start: "2026-10-01", end: "2026-10-31" },
    notes: [
      { text: "Relevé réel du compteur le 30 octobre. Votre consommation baisse de 6 %." },
      {
        subjectCode: "PMD",
        text: "En cas de retard, pénalités au taux de trois fois le taux d’intérêt légal (article L441-10 du code de commerce).",
      },
      {
        subjectCode: "PMT",
        text: "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 €.",
      },
      { subjectCode: "AAB", text: "Pas d’escompte pour paiement anticipé." },
    ],
    precedingInvoices: [],
    seller: {
      name: "Énergie des Alpes SAS",
      identifiers: [],
      legalId: { id: "812 345 678", scheme: "0002" },
      vatId: "FR40812345678",
      address: {
        line1: "12, avenue de la Gare",
        postCode: "38000",
        city: "Grenoble",
        country: "FR",
      },
      contact: { phone: "04 76 00 00 00", email: "bonjour@energie-alpes.example" },
    },
    buyer: {
      name: "Boulangerie du Fournil",
      identifiers: [{ id: "C-1042" }],
      legalId: { id: "501 234 567", scheme: "0002" },
      vatId: "FR83501234567",
      address: {
        line1: "3, place du Marché",
        postCode: "38400",
        city: "Saint-Martin-d’Hères",
        country: "FR",
      },
    },
    paymentMeans: [
      {
        code: "58",
        reference: "FA-2026-01902",
        iban: "FR7630006000011234567890189",
        bic: "AGRIFRPP",
        accountName: "Énergie des Alpes",
      },
    ],
    allowances: [],
    charges: [],
    lines: [
      sampleLine({
        id: "1",
        name: "Gaz naturel, octobre",
        description: "Compteur 09 412 773, index 48 211 à 52 123",
        quantity: "3912",
        unitCode: "KWH",
        netUnitPrice: "0.0612",
        netAmount: "239.41",
        sellerItemId: "GN-PRO",
      }),
      sampleLine({
        id: "2",
        name: "Abonnement, novembre",
        quantity: "1",
        unitCode: "MON",
        netUnitPrice: "147.42",
        netAmount: "147.42",
      }),
    ],
    vatBreakdown: [{ category: "S", rate: "20", taxableAmount: "386.83", taxAmount: "77.37" }],
    totals: { lineNet: "386.83", net: "386.83", vat: "77.37", gross: "464.2", payable: "464.2" },
    attachments: [],
    ...changes,
  };
}

export function sampleLine(changes: Partial<Line> = {}): Line {
  return {
    id: "1",
    name: "Conseil",
    quantity: "1",
    unitCode: "HUR",
    netUnitPrice: "100",
    netAmount: "100",
    allowances: [],
    charges: [],
    vat: { category: "S", rate: "20" },
    ...changes,
  };
}
