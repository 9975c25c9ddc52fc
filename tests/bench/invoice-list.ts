import { freePort } from "#app/processes/free-port.server.ts";
import type { Started } from "#app/processes/started.ts";
import { type Figure, median, perSecond, type Sizes } from "./figure.ts";
import { loadPages } from "./page-load.ts";
import { type Program, startProgram } from "./program.ts";
import type { SignedInWeb } from "./signed-in-web.ts";

const turns = 3;

/** The signed-in invoice list ÷ a bare Remix page with the same rows, the same queries and as much markup, in requests a second. */
export async function measureInvoiceList(
  started: Started,
  web: SignedInWeb,
  { seconds }: Sizes,
): Promise<Figure> {
  const { database, customerId, cookie } = web;
  const page = await fetch(web.url.list, { headers: { cookie } });
  const markup = await page.text();
  if (!page.ok) throw new Error(`The list answered ${page.status}`);
  const bytes = Buffer.byteLength(markup);
  const port = await freePort();
  const bareUrl = `http://127.0.0.1:${port}/`;
  const bareProgram = await startProgram(started, "tests/bench/bare-page.ts", {
    arguments: [String(port), database.config.database.ownerUrl, customerId, String(bytes)],
    readyAt: bareUrl,
  });
  const bareBytes = Buffer.byteLength(await (await fetch(bareUrl)).text());
  const sides = {
    ours: { url: web.url.list, program: web.program, rates: [] as number[], costs: [] as number[] },
    bare: { url: bareUrl, program: bareProgram, rates: [] as number[], costs: [] as number[] },
  };
  const turn = async (side: (typeof sides)["ours"], duration: number) => {
    const before = await side.program.processor();
    const load = await loadPages(
      () => side.url,
      cookie,
      (_, elapsed) => elapsed < duration,
    );
    const after = await side.program.processor();
    if (before !== null && after !== null) side.costs.push((after - before) / load.requests);
    side.rates.push(perSecond(load.requests, load.milliseconds));
  };
  // Code is compiled while it runs; what is measured comes after that.
  for (const side of [sides.ours, sides.bare]) await turn(side, 2000);
  for (const side of [sides.ours, sides.bare]) [side.rates, side.costs] = [[], []];
  // In turns, so that a busy moment of the machine meets both.
  for (let index = 0; index < turns; index += 1)
    for (const side of [sides.bare, sides.ours]) await turn(side, (seconds * 1000) / turns);
  await (bareProgram satisfies Program).stop();
  const [ours, bare] = [median(sides.ours.rates), median(sides.bare.rates)];
  const cost = (side: (typeof sides)["ours"]) =>
    side.costs.length > 0 ? `${median(side.costs).toFixed(2)} ms` : "unknown";
  return {
    name: "signed-in invoice list ÷ bare Remix page with the same queries and size",
    value: (ours / bare).toFixed(2),
    goal: "≥ 0.7",
    reached: ours / bare >= 0.7,
    details: [
      `${ours.toFixed(0)} req/s ÷ ${bare.toFixed(0)} req/s, 16 connections, ${bytes} bytes of markup (bare ${bareBytes}), gzip on both`,
      `processor of the web process per request: ${cost(sides.ours)}, bare ${cost(sides.bare)}; the difference is session, membership, words, headers and components; the database and this load share the same cores`,
    ],
  };
}
