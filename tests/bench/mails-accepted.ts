import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { createElement } from "react";
import { render } from "react-email";
import { inScope } from "#app/platform/db.server.ts";
import { freePort } from "#app/processes/free-port.server.ts";
import type { Started } from "#app/processes/started.ts";
import { startWorker } from "#app/processes/worker-runner.server.ts";
import { previewFacts, previewFrame } from "#emails/_preview/preview-facts.ts";
import { renderMail } from "#emails/render-mail.ts";
import { templates } from "#emails/templates.ts";
import { take } from "./batch-ingestion.ts";
import { batchOfInvoices } from "./batch-of-invoices.ts";
import type { BenchDatabase, BenchServer } from "./bench-server.ts";
import { type Figure, inSeconds, perSecond, type Sizes } from "./figure.ts";
import { startProgram } from "./program.ts";

const appUrl = "http://localhost:3000";

/** Mails a second from "an invoice was issued" to "accepted by the provider" ÷ bare react-email renders a second. */
export async function measureMails(
  started: Started,
  server: BenchServer,
  { mails }: Sizes,
): Promise<Figure> {
  const port = await freePort();
  const provider = await startProgram(started, "tests/bench/mail-provider.ts", {
    arguments: [String(port)],
    readyAt: `http://127.0.0.1:${port}/mailbox.json`,
  });
  const database = await server.open({ RESEND_BASE_URL: `http://127.0.0.1:${port}` });
  await take(database, batchOfInvoices(mails, 2), mails, false);
  const before = process.cpuUsage();
  const begun = performance.now();
  const worker = await startWorker(database);
  await untilAccepted(database, mails);
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  await worker.stop();
  await provider.stop();

  const bare = await timeRenders(async (props) => {
    await render(createElement(templates["invoice-issued"].default, props));
  });
  const both = await timeRenders(async (props) => {
    const element = createElement(templates["invoice-issued"].default, props);
    await render(element);
    await render(element, { plainText: true });
  });
  const own = await timeRenders(async ({ frame, facts }) => {
    renderMail("invoice-issued", frame, facts);
  });
  const rate = perSecond(mails, took);
  const ratio = rate / bare;
  return {
    name: `mails/s created → accepted ÷ bare react-email renders/s (${mails} mails)`,
    value: ratio.toFixed(2),
    goal: "≥ 0.6",
    reached: ratio >= 0.6,
    details: [
      `${rate.toFixed(0)} mails/s accepted (${inSeconds(took)}) ÷ ${bare.toFixed(0)} renders/s of HTML alone; ÷ ${both.toFixed(0)}/s of HTML and text it is ${(rate / both).toFixed(2)}`,
      `this process computed ${inSeconds((user + system) / 1000)}: rendering HTML and text by our own writer at ${own.toFixed(0)}/s would be ${inSeconds((mails / own) * 1000)} of it; the rest is drafting, sealing, rows, requests and waiting for the database`,
      "one worker of 4 jobs at a time; the provider is a process of its own on the same machine",
    ],
  };
}

async function untilAccepted(database: BenchDatabase, mails: number): Promise<void> {
  for (let accepted = 0; accepted < mails; ) {
    await pause(50);
    const [row] = await inScope(database, "all", (tx) =>
      tx.execute<{ accepted: string; other: string }>(sql`
        select count(accepted_at) as accepted,
          count(*) filter (where accepted_at is null and state not in ('created', 'sending')) as other
        from notifications`),
    );
    accepted = Number(row?.accepted);
    if (Number(row?.other) > 0) throw new Error(`${row?.other} mails were not sent`);
  }
}

type Props = Parameters<(typeof templates)["invoice-issued"]["default"]>[0];

/** A second. */
async function timeRenders(once: (props: Props) => Promise<void>, count = 200): Promise<number> {
  const props = {
    frame: previewFrame("invoice-issued", "fr", { appUrl }),
    facts: previewFacts(appUrl)["invoice-issued"],
  };
  for (let index = 0; index < 30; index += 1) await once(props);
  const started = performance.now();
  for (let index = 0; index < count; index += 1) await once(props);
  return perSecond(count, performance.now() - started);
}
