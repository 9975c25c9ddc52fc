import type { ApiOperation } from "./calls.ts";

/** Requests that run as they are against the demonstration, given its address and key. */
export function apiExamples(apiUrl: string): Record<ApiOperation, string> {
  const curl = (method: string, path: string, ...more: string[]) =>
    [
      `curl ${method === "GET" ? "" : `-X ${method} `}'${apiUrl}${path}'`,
      `-H "Authorization: Bearer $KEY"`,
      ...more,
    ].join(" \\\n  ");
  const json = `-H 'Content-Type: application/json'`;
  const invoice = JSON.stringify(exampleInvoice);
  return {
    putCustomer: curl(
      "PUT",
      "/customers/C-9001",
      json,
      `-d '{"name":"Le Petit Moulin","language":"fr","people":[{"name":"Anne Petit","email":"anne@moulin.example","role":"owner"}]}'`,
    ),
    postInvoice: curl("POST", "/invoices", json, `-d '${JSON.stringify(exampleInvoice, null, 2)}'`),
    postInvoiceBatch: curl(
      "POST",
      "/invoices/batch",
      `-H 'Content-Type: application/x-ndjson'`,
      `-d '${invoice}'`,
    ),
    getInvoice: curl("GET", "/invoices/EX-2026-1"),
    postPayment: curl(
      "POST",
      "/payments",
      json,
      `-H 'Idempotency-Key: bank-line-4711'`,
      `-d '{"customerNumber":"C-9001","amount":"120.00","currency":"EUR","date":"2026-11-02","reference":"EX-2026-1"}'`,
    ),
    getEvents: curl("GET", "/events?limit=10"),
    getWebhookEndpoints: curl("GET", "/webhook-endpoints"),
    postWebhookEndpoint: `${curl(
      "POST",
      "/webhook-endpoints",
      json,
      `-d '{"url":"https://erp.example/hooks","eventTypes":["payment.received","dispute.opened"]}'`,
    )}\n\n${verifyExample}`,
    getWebhookEndpoint: curl("GET", "/webhook-endpoints/0199aaaa-0000-7000-8000-000000000001"),
    deleteWebhookEndpoint: curl(
      "DELETE",
      "/webhook-endpoints/0199aaaa-0000-7000-8000-000000000001",
    ),
  };
}

/** Any library of Standard Webhooks does it; here the one for JavaScript. */
const verifyExample = `// What your system does with each message (npm install standardwebhooks):
import { Webhook } from "standardwebhooks";
const webhook = new Webhook(secret); // whsec_…
// body: the bytes as they came, before any JSON parser; throws unless it is ours and recent
const event = webhook.verify(body, headers);
if (!(await alreadySeen(headers["webhook-id"]))) await handle(event);

// Without a library, the signature after "v1," is:
// base64(HMAC-SHA-256(key, webhook-id + "." + webhook-timestamp + "." + body)),
// the key being what stands after "whsec_", decoded from base64.`;

/** The least that EN 16931 asks of an invoice; its totals are computed. */
export const exampleInvoice = {
  number: "EX-2026-1",
  typeCode: "380",
  issueDate: "2026-10-31",
  dueDate: "2026-11-30",
  currency: "EUR",
  customerNumber: "C-9001",
  seller: {
    name: "Energie des Alpes",
    legalId: "303265045",
    vatId: "FR40303265045",
    address: { line1: "1 rue du Lac", city: "Annecy", postCode: "74000", country: "FR" },
  },
  buyer: { name: "Le Petit Moulin", address: { city: "Lyon", postCode: "69001", country: "FR" } },
  lines: [
    {
      id: "1",
      name: "Gaz naturel, octobre",
      quantity: "1",
      unitCode: "C62",
      netUnitPrice: "100.00",
      netAmount: "100.00",
      vat: { category: "S", rate: "20" },
    },
  ],
};
