import { expect, test } from "vitest";
import { checkInvoice } from "#app/domains/invoices/ready-invoice.ts";
import { languages } from "#app/platform/i18n/language.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { apiExamples, exampleInvoice } from "./examples.ts";
import { openApi } from "./openapi.server.ts";
import { problemKinds, problemSummaries } from "./problems.ts";

const document = openApi("https://factures.example");

test("describes every call of the contract, and bodies by the schemas that check them", () => {
  const text = JSON.stringify(document);
  expect(Object.keys(document.paths)).toEqual([
    "/customers/{customerNumber}",
    "/invoices",
    "/invoices/batch",
    "/invoices/{number}",
    "/payments",
    "/events",
  ]);
  const body = document.paths["/invoices"].post.requestBody.content["application/json"].schema;
  expect(body).toMatchObject({ type: "object", required: expect.arrayContaining(["number"]) });
  expect(Object.keys(body.properties ?? {})).toEqual(
    expect.arrayContaining(["vatBreakdown", "totals", "disputeReference"]),
  );
  expect(text).toContain("invoice.issued");
});

test("the example invoice of the documentation would be accepted", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(exampleInvoice));
  const checked = await checkInvoice(bytes, "application/json", { language: "en" });
  expect(isRefused(checked) ? checked : "accepted").toBe("accepted");
});

test("every call has an example, every kind of problem a meaning in every language", () => {
  const operations = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(Object.keys(apiExamples("")).sort()).toEqual([...operations].sort());
  for (const language of languages)
    expect(problemSummaries(language).map(({ kind }) => kind)).toEqual(Object.keys(problemKinds));
});
