import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";

/** The biller's system, with every scope. */
export const erp: IntegrationViewer = {
  kind: "integration",
  apiKeyId: "0199aaaa-0000-7000-8000-00000000a91e",
  scopes: [
    "invoices:write",
    "invoices:read",
    "customers:write",
    "payments:write",
    "events:read",
    "webhooks:write",
  ],
};

export interface SentLine {
  name: string;
  description?: string;
  quantity?: string;
  unitCode?: string;
  netUnitPrice: string;
  netAmount: string;
}

/** What a test says about an invoice; the rest is ordinary. Everything else of the JSON format goes in as it is. */
export interface Sent {
  number: string;
  customerNumber?: string;
  typeCode?: string;
  issueDate?: string;
  dueDate?: string | null;
  currency?: string;
  /** Net of the only line, when `lines` is not given: "100.00" makes 120.00 to pay. */
  net?: string;
  lines?: SentLine[];
  [more: string]: unknown;
}

/** An invoice in the API's JSON: 20 % VAT, totals left to be computed. */
export function sentInvoice({ net = "100.00", dueDate = "2026-11-30", ...sent }: Sent) {
  const creditNote = sent.typeCode === "381";
  const lines = sent.lines ?? [{ name: "Gaz naturel, octobre", netUnitPrice: net, netAmount: net }];
  return {
    typeCode: "380",
    issueDate: "2026-10-31",
    ...(dueDate === null || creditNote ? {} : { dueDate }),
    // Asked for where something is to be paid and no day is named (BR-CO-25).
    ...(dueDate === null && !creditNote ? { paymentTerms: "À réception" } : {}),
    currency: "EUR",
    seller: {
      name: "Énergie des Alpes",
      legalId: "303265045",
      vatId: "FR40303265045",
      address: { line1: "1 rue du Lac", city: "Annecy", postCode: "74000", country: "FR" },
    },
    buyer: {
      name: "Le Fournil de Nadia",
      address: { line1: "3 place du Marché", city: "Lyon", postCode: "69001", country: "FR" },
    },
    ...sent,
    lines: lines.map((line, index) => ({
      id: String(index + 1),
      quantity: "1",
      unitCode: "C62",
      vat: { category: "S", rate: "20" },
      ...line,
    })),
  };
}

/** The same as it travels. */
export function sentBytes(sent: Sent): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(sentInvoice(sent)));
}
