import { expect, test } from "vitest";
import { jsonInvoice } from "#app/domains/invoices/formats/json-schema.ts";
import { checkInvoice } from "#app/domains/invoices/ready-invoice.server.ts";
import { invoiceStatuses } from "#app/domains/invoices/status.ts";
import { reportedPayment } from "#app/domains/payments/reported-payment.ts";
import { endpointInput } from "#app/domains/webhooks/endpoint.ts";
import { eventTypes } from "#app/platform/event-types.ts";
import { languages } from "#app/platform/i18n/language.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { apiCalls } from "./calls.ts";
import { apiExamples, exampleInvoice } from "./examples.ts";
import { openApi } from "./openapi.server.ts";
import { problemKinds, problemSummaries } from "./problems.ts";

const document = openApi("https://factures.example", {
  invoice: jsonInvoice,
  payment: reportedPayment,
  webhookEndpoint: endpointInput,
});

test("describes every call, and bodies by the schemas that check them", () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      operation: operationId,
      method: method.toUpperCase(),
      path,
    })),
  );
  expect(described).toEqual(apiCalls);
  const body = document.paths["/invoices"].post.requestBody.content["application/json"].schema;
  expect(body).toMatchObject({ type: "object", required: expect.arrayContaining(["number"]) });
  expect(Object.keys(body.properties ?? {})).toEqual(
    expect.arrayContaining(["vatBreakdown", "totals", "disputeReference"]),
  );
});

test("names every event type and every status", () => {
  const text = JSON.stringify(document);
  for (const word of [...eventTypes, ...invoiceStatuses]) expect(text).toContain(`"${word}"`);
});

test("the example invoice of the documentation would be accepted", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(exampleInvoice));
  const checked = await checkInvoice(bytes, "application/json", { language: "en" });
  expect(isRefused(checked) ? checked : "accepted").toBe("accepted");
});

test("every call has an example, every kind of problem a meaning in every language", () => {
  expect(Object.keys(apiExamples("")).sort()).toEqual(
    apiCalls.map(({ operation }) => operation).sort(),
  );
  for (const language of languages)
    expect(problemSummaries(language).map(({ kind }) => kind)).toEqual(Object.keys(problemKinds));
});
