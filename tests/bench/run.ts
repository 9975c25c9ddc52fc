import "#app/processes/in-production.ts";
import { parseArgs } from "node:util";
import { ensureBuild } from "#app/processes/build.server.ts";
import { Obstacle, runProcess } from "#app/processes/run-process.server.ts";
import type { Started } from "#app/processes/started.ts";
import { ingest, measureIngestion } from "./batch-ingestion.ts";
import { startBenchServer } from "./bench-server.ts";
import type { Figure, Sizes } from "./figure.ts";
import { measureArchive } from "./invoice-archive.ts";
import { measureInvoiceList } from "./invoice-list.ts";
import { measureInvoicePdf } from "./invoice-pdf.ts";
import { measureSearch } from "./invoice-search.ts";
import { measureMails } from "./mails-accepted.ts";
import { measurePagesBesideBatch } from "./pages-beside-batch.ts";
import { startSignedInWeb } from "./signed-in-web.ts";
import { measureWebMemory } from "./web-memory.ts";

const usual: Sizes = {
  invoices: 20_000,
  lines: 5,
  seconds: 9,
  requests: 8_000,
  searched: 5_000,
  mails: 1_000,
  pdfs: 15,
  archived: 1_000,
};
const figures = [
  "ingest",
  "beside",
  "list",
  "memory",
  "search",
  "mails",
  "pdf",
  "archive",
] as const;
type Name = (typeof figures)[number];

const usage = `Usage: npm run bench -- [${figures.join("] [")}] [--SIZE NUMBER]
Without a name all are measured. Sizes: ${Object.entries(usual)
  .map(([name, size]) => `--${name} ${size}`)
  .join(", ")}`;

/** `npm run bench`: the performance figures as ratios of one run, each with its goal and what the time is spent on. */
await runProcess(async (started) => {
  const { wanted, sizes } = readArguments();
  const begun = performance.now();
  process.stdout.write(
    "Both sides of each ratio are measured in turns in this run. On a machine that does other things, run it again.\n",
  );
  for await (const figure of measure(started, wanted, sizes)) print(figure);
  process.stdout.write(`\n${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
  await started.stop();
  process.exit(0);
});

async function* measure(
  started: Started,
  wanted: ReadonlySet<Name>,
  sizes: Sizes,
): AsyncGenerator<Figure> {
  if (wanted.has("pdf")) yield await measurePdf(sizes);
  if (wanted.size === 1 && wanted.has("pdf")) return;
  const server = await startBenchServer(started);
  if (wanted.has("search")) yield await measureSearch(server, sizes);
  if (wanted.has("mails")) yield await measureMails(started, server, sizes);
  if (wanted.has("archive")) {
    await buildIfNone(started);
    yield await measureArchive(started, server, sizes);
  }
  if (wanted.has("beside")) {
    await buildIfNone(started);
    yield await measurePagesBesideBatch(started, server, sizes);
  }
  if (!wanted.has("ingest") && !wanted.has("list") && !wanted.has("memory")) return;
  const ingestion = await ingest(server, sizes);
  if (wanted.has("ingest")) yield await measureIngestion(server, ingestion, sizes);
  if (!wanted.has("list") && !wanted.has("memory")) return;
  await buildIfNone(started);
  const web = await startSignedInWeb(started, ingestion.database);
  if (wanted.has("list")) yield await measureInvoiceList(started, web, sizes);
  if (wanted.has("memory")) yield await measureWebMemory(web, sizes);
}

function buildIfNone(started: Started): Promise<void> {
  return ensureBuild(started, (sentence) => process.stdout.write(`${sentence}\n`));
}

async function measurePdf({ pdfs }: Sizes): Promise<Figure> {
  const measured = await measureInvoicePdf(pdfs);
  const worst = Math.max(...measured.map(({ ratio }) => ratio));
  return {
    name: "first PDF ÷ bare pdfkit drawing the same",
    value: worst.toFixed(2),
    goal: "≤ 1.3",
    reached: worst <= 1.3,
    details: measured.map(
      ({ lines, ours, bare, ratio }) =>
        `${lines} lines: ${ours.toFixed(1)} ms ÷ ${bare.toFixed(1)} ms of processor = ${ratio.toFixed(2)}; the difference is layout, tags, CII and embedding it`,
    ),
  };
}

function print({ name, value, goal, reached, details }: Figure): void {
  process.stdout.write(`\n${reached ? "reached" : "MISSED "}  ${value} (goal ${goal})  ${name}\n`);
  for (const detail of details) process.stdout.write(`         ${detail}\n`);
}

function readArguments(): { wanted: ReadonlySet<Name>; sizes: Sizes } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries(
        Object.keys(usual).map((name) => [name, { type: "string" as const }]),
      ),
    });
    const isFigure = (name: string): name is Name => figures.some((each) => each === name);
    if (!positionals.every(isFigure)) throw new Error("There is no such figure.");
    const sizes = Object.fromEntries(
      Object.entries(usual).map(([name, size]) => [name, Number(values[name] ?? size)]),
    );
    if (!Object.values(sizes).every((size) => Number.isSafeInteger(size) && size > 0))
      throw new Error("A size is a whole number from 1.");
    const wanted = new Set<Name>(positionals.length > 0 ? positionals.filter(isFigure) : figures);
    return { wanted, sizes: sizes as unknown as Sizes };
  } catch (error) {
    throw new Obstacle(`${(error as Error).message}\n${usage}`);
  }
}
