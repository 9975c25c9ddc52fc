import { Readable } from "node:stream";
import { ingestBatch } from "#app/domains/invoices/ingest-batch.server.ts";
import { checkInvoice } from "#app/domains/invoices/ready-invoice.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { erp } from "#tests/support/sent-invoice.ts";
import { batchOfInvoices } from "./batch-of-invoices.ts";
import type { BenchDatabase, BenchServer } from "./bench-server.ts";
import { copyRows } from "./copy-rows.ts";
import { type Figure, inSeconds, perSecond, type Sizes } from "./figure.ts";

/** What a batch writes, parents first. */
const tables = [
  "files",
  "invoices",
  "invoice_lines",
  "invoice_numbers",
  "documents",
  "events",
] as const;

export interface Ingestion {
  readonly database: BenchDatabase;
  /** Milliseconds, by the clock and of this process's processor. */
  readonly wall: number;
  readonly processor: number;
}

/** Sends a batch in through the verb behind `POST /api/v1/invoices/batch`, mails scheduled. Throws when a line is refused. */
export async function ingest(server: BenchServer, sizes: Sizes): Promise<Ingestion> {
  const database = await server.open();
  const pieces = batchOfInvoices(sizes.invoices, sizes.lines);
  // Code that never ran is slow: a few of other numbers first would stay in the tables, so it is a dry run.
  await take(database, batchOfInvoices(400, sizes.lines), 400, true);
  const before = process.cpuUsage();
  const started = performance.now();
  await take(database, pieces, sizes.invoices, false);
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { database, wall, processor: (user + system) / 1000 };
}

export async function take(
  context: Context,
  pieces: Buffer[],
  count: number,
  dryRun: boolean,
): Promise<void> {
  let created = 0;
  const body = Readable.from(pieces);
  for await (const answers of ingestBatch(context, erp, body, { language: "fr", dryRun }))
    for (const { answer } of answers) {
      if (isRefused(answer)) throw new Error(`A line was refused: ${JSON.stringify(answer)}`);
      created += 1;
    }
  if (created !== count) throw new Error(`${created} of ${count} lines were answered`);
}

/** Batch ingestion ÷ COPY of the same rows into the same tables, with the same indexes, keys and triggers. */
export async function measureIngestion(
  server: BenchServer,
  { database, wall, processor }: Ingestion,
  { invoices, lines }: Sizes,
): Promise<Figure> {
  const empty = await server.open();
  const { rows, milliseconds: copied } = await copyRows(
    { from: database.config.database.ownerUrl, to: empty.config.database.ownerUrl },
    tables,
  );
  const checking = await timeChecking(Math.min(invoices, 2000), lines);
  const checkedAll = (checking * invoices) / Math.min(invoices, 2000);
  const ratio = copied / wall;
  const rate = (milliseconds: number) =>
    `${perSecond(invoices, milliseconds).toFixed(0)} invoices/s`;
  return {
    name: `batch ingestion ÷ COPY of the same rows (${invoices} invoices × ${lines} lines)`,
    value: ratio.toFixed(2),
    goal: "≥ 0.35",
    reached: ratio >= 0.35,
    details: [
      `ingestion ${inSeconds(wall)}, ${rate(wall)}; COPY of ${rows} rows ${inSeconds(copied)}, ${rate(copied)}`,
      `this process computed ${inSeconds(processor)} of it: reading and checking (EN 16931) ${inSeconds(checkedAll)}, matching, writing JSON and files ${inSeconds(Math.max(0, processor - checkedAll))}; it waited for the database ${inSeconds(Math.max(0, wall - processor))}`,
      "in this process, without HTTP; the database writes with its usual durability on both sides",
    ],
  };
}

async function timeChecking(count: number, lines: number): Promise<number> {
  const documents = Buffer.concat(batchOfInvoices(count, lines)).toString().trimEnd().split("\n");
  const bytes = documents.map((document) => Buffer.from(document));
  const before = process.cpuUsage();
  for (const each of bytes) await checkInvoice(each, "application/json", { language: "fr" });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
