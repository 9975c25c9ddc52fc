import { expect, test } from "vitest";
import { openApi } from "./openapi.server.ts";

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
