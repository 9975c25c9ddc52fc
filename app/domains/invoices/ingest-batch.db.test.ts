import { beforeAll, expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { invoices } from "#db/schema/invoices.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, type Sent, sentBytes } from "#tests/support/sent-invoice.ts";
import { ingestBatch } from "./ingest-batch.server.ts";

const context = await testDatabase();

beforeAll(async () => {
  for (const number of ["C-1", "C-2"])
    await putCustomer(context, erp, number, { name: `Client ${number}` });
});

async function* lines(...sent: Sent[]) {
  for (const each of sent) yield Buffer.concat([sentBytes(each), Buffer.from("\n")]);
}

/** "line: outcome" of each, in the order in which they are answered. */
async function answersTo(...sent: Sent[]): Promise<string[]> {
  const told: string[] = [];
  for await (const group of ingestBatch(context, erp, lines(...sent), { language: "en" }))
    for (const { line, answer } of group)
      told.push(`${line}: ${isRefused(answer) ? answer.refused : answer.outcome}`);
  return told;
}

const many = (from: number, count: number): Sent[] =>
  Array.from({ length: count }, (_, index) => ({
    number: `FA-${from + index}`,
    customerNumber: index % 2 === 0 ? "C-1" : "C-2",
    net: "100.00",
  }));

test("groups that are stored at the same time answer in order, and the earlier line of a number is the invoice", async () => {
  const first: Sent = { number: "FA-0", customerNumber: "C-1", net: "100.00" };
  const sent = [
    first,
    ...many(1, 210),
    // In the next groups: again, and other content under the same number.
    first,
    ...many(300, 210),
    { ...first, net: "101.00" },
    ...many(600, 210),
  ];
  const told = await answersTo(...sent);
  expect(told).toEqual(
    sent.map(({ net }, index) => {
      const outcome =
        net === "101.00"
          ? "other-content"
          : index > 0 && sent[index] === first
            ? "same"
            : "created";
      return `${index + 1}: ${outcome}`;
    }),
  );
});

test("a credit note meets an invoice that is stored at the same time", async () => {
  await answersTo(
    { number: "FA-C", customerNumber: "C-1", net: "100.00" },
    ...many(1000, 199),
    ...many(1200, 199),
    {
      number: "AV-C",
      customerNumber: "C-1",
      net: "40.00",
      typeCode: "381",
      precedingInvoices: ["FA-C"],
    },
  );
  const rows = await inScope(context, "all", (tx) => tx.select().from(invoices));
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  expect(byNumber.get("FA-C")).toMatchObject({ settled: 4800, credited: 4800 });
  expect(byNumber.get("AV-C")).toMatchObject({ settled: 4800 });
});
