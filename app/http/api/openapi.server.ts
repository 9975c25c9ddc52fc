import { z } from "zod";
import { apiScopes } from "#app/domains/accounts/api-keys.server.ts";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { eventTypes } from "#app/platform/event-types.ts";
import {
  idempotencyKey,
  inPath,
  instant,
  json,
  language,
  query,
  responses,
  schema,
} from "./openapi-parts.ts";
import { event, webhookPaths } from "./openapi-webhooks.server.ts";
import { problemKinds } from "./problems.ts";

const decimal = z.string().describe("A decimal number as text, such as 464.20");
const status = z
  .enum(["open", "overdue", "partly-paid", "processing", "paid", "credited", "settled"])
  .describe("A credit note is open until it is used up, then settled");
const finding = z.object({
  pointer: z.string().describe("JSON Pointer, or XPath for XML"),
  rule: z
    .string()
    .nullable()
    .describe(
      "EN 16931 rule id (errors); warnings may name one of Peppol, XRechnung (BR-DE) or France (BR-FR). null where none of them has a number for it",
    ),
  message: z.string(),
});
const problem = z.object({
  type: z.string().describe("/api/docs#{kind}"),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(finding).optional().describe("Every error at once"),
});
const ingested = z.object({
  id: z.string().nullable().describe("null in a dry run"),
  number: z.string(),
  customerNumber: z.string(),
  status: status,
  url: z.string().nullable(),
  warnings: z.array(finding),
});
const batchAnswer = z.union([
  z.object({
    line: z.int().min(1),
    status: z.union([z.literal(200), z.literal(201)]),
    id: z.string().nullable(),
    number: z.string(),
    customerNumber: z.string(),
    warnings: z.array(finding),
  }),
  problem.extend({ line: z.int().min(1) }),
]);
const invoice = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(["invoice", "creditNote"]),
  typeCode: z.string(),
  customerNumber: z.string(),
  status: status,
  currency: z.string(),
  issueDate: z.string(),
  dueDate: z.string().nullable(),
  totals: z.object({ net: decimal, vat: decimal, gross: decimal, payable: decimal }),
  settled: decimal,
  outstanding: decimal,
  contested: decimal,
  processing: decimal,
  lines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().optional(),
      quantity: decimal,
      unitCode: z.string(),
      netUnitPrice: decimal,
      netAmount: decimal,
      vat: z.object({ category: z.string(), rate: decimal.optional() }),
    }),
  ),
  deliveries: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      recipient: z.string(),
      state: z.string(),
      createdAt: instant,
      acceptedAt: instant.nullable(),
      settledAt: instant.nullable(),
    }),
  ),
  views: z.array(
    z.object({ name: z.string(), byLink: z.boolean(), firstAt: instant, lastAt: instant }),
  ),
  disputes: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      reason: z.string(),
      state: z.string(),
      claimed: decimal,
      openedAt: instant,
      promisedOn: z.string(),
      decidedAt: instant.nullable(),
    }),
  ),
});
const feed = z.object({
  data: z.array(event),
  next: z.string().nullable().describe("Send it as `after`, now or later"),
});
const payment = z.object({
  id: z.string(),
  number: z.string().describe("Of the receipt"),
  customerNumber: z.string(),
  amount: decimal,
  currency: z.string(),
  allocations: z.array(z.object({ invoiceNumber: z.string(), amount: decimal })),
  unallocated: decimal.describe("The customer's credit"),
});
const customer = z.object({
  ...customerInput.shape,
  id: z.string(),
  number: z.string(),
});

const ingestParameters = [
  query("dryRun", "Checks everything, stores nothing, answers 200.", "boolean"),
  query("notify", "false imports history without mailing anyone.", "boolean"),
  query("createCustomer", "Makes an unknown buyer a customer.", "boolean"),
  language,
];

/** What the domains accept as bodies, by their own schemas. */
export interface BodySchemas {
  invoice: z.ZodType;
  payment: z.ZodType;
  webhookEndpoint: z.ZodType;
}

/** The API in OpenAPI 3.1, from the very schemas that check what is sent. */
export function openApi(appUrl: string, bodies: BodySchemas) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Invoice portal: the biller's API",
      version: "1",
      description:
        "Customers, invoices and bank payments in; payments, disputes and deliveries out. Errors are RFC 9457 problems that name every error at once.",
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    paths: {
      "/customers/{customerNumber}": {
        put: {
          operationId: "putCustomer",
          summary: "Create or update a customer",
          description: `Scope ${apiScopes[2]}.`,
          parameters: [inPath("customerNumber"), idempotencyKey, language],
          requestBody: { required: true, content: json(customerInput) },
          responses: responses({ 200: customer, 201: customer }, [400, 409, 413, 415, 422]),
        },
      },
      "/invoices": {
        post: {
          operationId: "postInvoice",
          summary: "Send one invoice or credit note",
          description: `Scope ${apiScopes[0]}. 201 new, 200 the same again, 409 the same number with other content. At most 20 MB.`,
          parameters: [...ingestParameters, idempotencyKey],
          requestBody: {
            required: true,
            content: {
              ...json(bodies.invoice),
              "application/xml": {
                schema: { type: "string", description: "UBL 2.1 Invoice or CreditNote, or CII" },
              },
              "application/pdf": {
                schema: { type: "string", format: "binary", description: "Factur-X / ZUGFeRD 2" },
              },
            },
          },
          responses: responses({ 200: ingested, 201: ingested }, [400, 409, 413, 415, 422, 503]),
        },
      },
      "/invoices/batch": {
        post: {
          operationId: "postInvoiceBatch",
          summary: "Send any number of JSON invoices, one a line",
          description: `Scope ${apiScopes[0]}. Streamed both ways: a line per line, in order, as it goes, numbered from 1. A bad line never stops the others.`,
          parameters: ingestParameters,
          requestBody: {
            required: true,
            content: { "application/x-ndjson": { schema: schema(bodies.invoice) } },
          },
          responses: {
            200: {
              description: "A line per line",
              content: { "application/x-ndjson": { schema: schema(batchAnswer) } },
            },
            ...responses({}, [415]),
          },
        },
      },
      "/invoices/{number}": {
        get: {
          operationId: "getInvoice",
          summary: "Read one invoice with what became of it",
          description: `Scope ${apiScopes[1]}. 409 lists the sellers when several used the number.`,
          parameters: [
            inPath("number"),
            query("seller", "Legal id, else VAT id, else name.", "string"),
            language,
          ],
          responses: responses({ 200: invoice }, [404, 409]),
        },
      },
      "/payments": {
        post: {
          operationId: "postPayment",
          summary: "Report money received elsewhere",
          description: `Scope ${apiScopes[3]}. What is not allocated becomes the customer's credit.`,
          parameters: [
            query("notify", "false imports history without mailing anyone.", "boolean"),
            idempotencyKey,
            language,
          ],
          requestBody: { required: true, content: json(bodies.payment) },
          responses: responses({ 200: payment, 201: payment }, [400, 409, 413, 415, 422]),
        },
      },
      "/events": {
        get: {
          operationId: "getEvents",
          summary: "Follow everything that happens, in order",
          description: `Scope ${apiScopes[4]}. Whoever follows \`next\` misses none. Types: ${eventTypes.join(", ")}.`,
          parameters: [
            query("after", "`next` of the page before.", "string"),
            query("limit", "1 to 500, usually 100.", "integer"),
            language,
          ],
          responses: responses({ 200: feed }, [422]),
        },
      },
      ...webhookPaths(bodies.webhookEndpoint),
    },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: `Scopes: ${apiScopes.join(", ")}.` },
      },
      responses: {
        Problem: {
          description: `RFC 9457. Kinds: ${Object.entries(problemKinds)
            .map(([kind, status]) => `${kind} (${status})`)
            .join(", ")}.`,
          content: { "application/problem+json": { schema: schema(problem) } },
        },
      },
    },
  };
}
