import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { Started } from "#app/processes/started.ts";
import { invoices } from "#db/schema/invoices.ts";
import { erp, sentBytes } from "#tests/support/sent-invoice.ts";
import { type BenchDatabase, type BenchServer, customerNumber } from "./bench-server.ts";
import { type Figure, inSeconds, perSecond, type Sizes } from "./figure.ts";
import { type SignedInWeb, startSignedInWeb } from "./signed-in-web.ts";

/** PDFs after which both threads have read their fonts: what a process weighs that draws documents. */
const warmedBy = 40;
const mebibyte = 1024 * 1024;

/** How much the web process grows while somebody downloads a customer's whole archive, each document drawn for it. */
export async function measureArchive(
  started: Started,
  server: BenchServer,
  { archived }: Sizes,
): Promise<Figure> {
  const database = await server.open();
  const ids = await sendInvoices(database, archived + warmedBy);
  const web = await startSignedInWeb(started, database);
  const idle = await web.program.resident();
  if (idle === null) return unknown;
  const pdfs = ids.slice(0, warmedBy).map((id) => `${web.url.list}/${id}.pdf`);
  await Promise.all(pdfs.map((url) => download(web, url)));
  const before = (await web.program.resident()) ?? 0;
  const begun = performance.now();
  const first = await download(web, `${web.url.home}/archive.zip`);
  const took = performance.now() - begun;
  const again = await download(web, `${web.url.home}/archive.zip`);
  const grown = first.peak - before;
  return {
    name: `growth of the web process, archive of ${ids.length} invoices`,
    value: `${grown.toFixed(0)} MB`,
    goal: "≤ 50 MB",
    reached: grown <= 50,
    details: [
      `${(first.bytes / mebibyte).toFixed(0)} MB in ${inSeconds(took)}: ${perSecond(ids.length, took).toFixed(0)} invoices a second, nearly all of them drawn, a PDF and an XML each`,
      `resident in MB: ${idle.toFixed(0)} idle, ${before.toFixed(0)} after ${warmedBy} PDFs at once, at most ${first.peak.toFixed(0)} during the archive, ${again.peak.toFixed(0)} during the same from the store`,
    ],
  };
}

const unknown: Figure = {
  name: "growth of the web process during an archive",
  value: "not measured",
  goal: "≤ 50 MB",
  reached: false,
  details: ["resident memory is read from /proc, which this system does not have"],
};

async function sendInvoices(database: BenchDatabase, count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) {
    const lines = Array.from({ length: 5 }, (_, line) => ({
      name: `Prestation ${index}-${line}`,
      netUnitPrice: "20.00",
      netAmount: "20.00",
    }));
    const sent = { number: `FA-${index}`, customerNumber: customerNumber(0), lines };
    const answer = await ingestInvoice(database, erp, sentBytes(sent), "application/json", {
      language: "fr",
    });
    if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  }
  const rows = await inScope(database, "all", (tx) =>
    tx.select({ id: invoices.id }).from(invoices),
  );
  return rows.map(({ id }) => id);
}

/** Reads to the end, and answers the most that the process weighed meanwhile. */
async function download(
  { cookie, program }: SignedInWeb,
  url: string,
): Promise<{ bytes: number; peak: number }> {
  const answer = await fetch(url, { headers: { cookie, "accept-language": "fr" } });
  if (!answer.ok || !answer.body) throw new Error(`${url}: ${answer.status}`);
  let bytes = 0;
  let weighed = 0;
  let peak = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes - weighed < mebibyte) continue;
    weighed = bytes;
    peak = Math.max(peak, (await program.resident()) ?? 0);
  }
  return { bytes, peak };
}
