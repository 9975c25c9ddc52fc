import { get, type IncomingMessage, request } from "node:http";
import { apiScopes, createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { Started } from "#app/processes/started.ts";
import { take } from "./batch-ingestion.ts";
import { batchOfInvoices } from "./batch-of-invoices.ts";
import type { BenchServer } from "./bench-server.ts";
import { type Figure, inSeconds, median, percentile, perSecond, type Sizes } from "./figure.ts";
import { type SignedInWeb, startSignedInWeb } from "./signed-in-web.ts";

/** Known already, so that there is a list to look at. */
const known = 400;
/** Pages asked for before the batch begins, after as many that warm the code up. */
const quietPages = 100;
const goal = 300;

/** How long somebody waits for the invoice list while the same web process takes in a batch over HTTP: p95, in milliseconds. */
export async function measurePagesBesideBatch(
  started: Started,
  server: BenchServer,
  { invoices, lines }: Sizes,
): Promise<Figure> {
  const database = await server.open();
  await take(database, batchOfInvoices(known, lines), known, false);
  const made = await createApiKey(
    database,
    { kind: "system", name: "bench" },
    { name: "ERP", scopes: apiScopes },
  );
  if (isRefused(made)) throw new Error(made.refused);
  const web = await startSignedInWeb(started, database);
  const pieces = batchOfInvoices(invoices, lines);

  for (let page = 0; page < quietPages; page += 1) await waitForList(web);
  const quiet: number[] = [];
  for (let page = 0; page < quietPages; page += 1) quiet.push(await waitForList(web));

  const beside: number[] = [];
  const begun = performance.now();
  let taken: number | null = null;
  const sending = sendBatch(new URL(web.url.home).origin, made.key, pieces).then((answers) => {
    taken = performance.now() - begun;
    if (answers !== invoices) throw new Error(`${answers} of ${invoices} lines were answered`);
  });
  while (taken === null) {
    beside.push(await waitForList(web));
    if (taken === null) await Promise.race([sending, undefined]);
  }
  await sending;
  await web.program.stop();

  const p95 = percentile(beside, 0.95);
  const figures = (values: number[]) =>
    `p50 ${median(values).toFixed(0)}, p95 ${percentile(values, 0.95).toFixed(0)}, longest ${Math.max(...values).toFixed(0)} ms`;
  return {
    name: `list page p95 while one web process takes in ${invoices} invoices`,
    value: `${p95.toFixed(0)} ms`,
    goal: `≤ ${goal} ms`,
    reached: p95 <= goal,
    details: [
      `quiet: ${figures(quiet)}; beside the batch: ${figures(beside)} (${beside.length} pages)`,
      `the batch took ${inSeconds(taken)}, ${perSecond(invoices, taken).toFixed(0)} invoices/s over HTTP; one reader asks again and again`,
    ],
  };
}

/** Milliseconds from asking to the end of the page. */
async function waitForList({ url, cookie }: SignedInWeb): Promise<number> {
  const begun = performance.now();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url.list, { headers: { cookie, "accept-encoding": "gzip" } }, resolve).once(
      "error",
      reject,
    );
  });
  for await (const _ of answer);
  if (answer.statusCode !== 200) throw new Error(`The list answered ${answer.statusCode}`);
  return performance.now() - begun;
}

/** Sends the batch as fast as it is taken; answers how many lines were answered with success. */
async function sendBatch(origin: string, key: string, pieces: Buffer[]): Promise<number> {
  const sent = request(`${origin}/api/v1/invoices/batch`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  const writing = (async () => {
    for (const piece of pieces)
      if (!sent.write(piece)) await new Promise((drained) => sent.once("drain", drained));
    sent.end();
  })();
  let text = "";
  let fine = 0;
  for await (const chunk of await answered) {
    text += String(chunk);
    const whole = text.split("\n");
    text = whole.pop() ?? "";
    for (const line of whole) if (/"status":20[01]/.test(line)) fine += 1;
  }
  await writing;
  return fine;
}
