import { expect, test } from "vitest";
import { type ApiRefusal, keptRefusal } from "./api-refusal.ts";

const at = new Date("2026-11-16T09:00:00Z");
const refusal: ApiRefusal = {
  apiKeyId: "0199aaaa-0000-7000-8000-00000000a91e",
  keyPrefix: null,
  method: "POST",
  path: "/api/v1/invoices",
  status: 422,
  kind: "invalid",
  language: "fr",
  detail: "Une règle n’est pas respectée.",
  errors: [{ pointer: "/totals/net", rule: "BR-CO-13", message: "100.00 au lieu de 90.00" }],
  invoiceNumber: "FA-1",
  customerNumber: "C-1",
  size: 900,
  line: null,
  linesLeftOut: null,
};
const fingerprint = (changes: Partial<ApiRefusal> = {}, when = at) =>
  keptRefusal({ ...refusal, ...changes }, when).fingerprint;

test("equal refusals of one hour are the same; a byte more or less is no difference", () => {
  expect(fingerprint({ size: 901 }, new Date("2026-11-16T09:59:59Z"))).toBe(fingerprint());
  expect(fingerprint({}, new Date("2026-11-16T10:00:00Z"))).not.toBe(fingerprint());
});

test.each<[string, Partial<ApiRefusal>]>([
  ["key", { apiKeyId: null }],
  ["unknown key", { apiKeyId: null, keyPrefix: "ipk_abcdef" }],
  ["method", { method: "PUT" }],
  ["address", { path: "/api/v1/payments" }],
  ["status", { status: 409 }],
  ["line", { line: 3 }],
  ["invoice", { invoiceNumber: "FA-2" }],
  ["customer", { customerNumber: "C-2" }],
  ["error", { errors: [{ pointer: "/totals/net", rule: "BR-CO-13", message: "80.00" }] }],
])("another %s is another refusal", (_what, changes) => {
  expect(fingerprint(changes)).not.toBe(fingerprint());
});

test("too many requests are one refusal, whatever they asked for", () => {
  const many = { status: 429, kind: "too-many-requests", errors: [] };
  expect(fingerprint({ ...many, path: "/api/v1/invoices/FA-1", invoiceNumber: null })).toBe(
    fingerprint(many),
  );
});

test("what a sender writes at length is cut, and what PostgreSQL cannot hold is replaced", () => {
  const long = "🙂\u0000\ud83d".repeat(100_000);
  const error = { pointer: long, rule: null, message: long };
  const kept = keptRefusal(
    {
      ...refusal,
      path: long,
      detail: long,
      errors: Array.from({ length: 500 }, () => error),
      invoiceNumber: long,
      customerNumber: long,
    },
    at,
  );
  expect(kept.errors).toHaveLength(30);
  expect(kept.errorsLeftOut).toBe(470);
  expect(JSON.stringify(kept).length).toBeLessThan(20_000);
  expect(JSON.stringify(kept)).not.toMatch(/\\u0000|\\ud83d/);
  // Throws at half a surrogate pair.
  expect(encodeURIComponent(kept.path)).toContain("%EF%BF%BD");
});
