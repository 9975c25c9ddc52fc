import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { v7 as newId } from "uuid";
import { expect, test } from "vitest";
import { openStaffTasks } from "#app/domains/accounts/open-staff-tasks.server.ts";
import { lastBooksReport } from "#app/domains/payments/check-books.server.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { intentOf, openPage } from "#tests/support/payment-books.ts";
import { installed, runCommand } from "#tests/support/run-command.ts";

const bench = await paymentBench();
const { config } = bench.context;

const reconcile = (environment: Record<string, string>, directory?: string) =>
  runCommand(path.resolve(installed("tsx")), [path.resolve("app/processes/reconcile.ts")], {
    environment: { TSX_TSCONFIG_PATH: path.resolve("tsconfig.json"), ...environment },
    directory,
  });

const installation = {
  DATABASE_URL: config.database.url,
  APP_URL: config.appUrl,
  APP_SECRET: config.appSecret,
  STRIPE_SECRET_KEY: config.stripe.secretKey,
  STRIPE_WEBHOOK_SECRET: config.stripe.webhookSecret,
  STRIPE_API_BASE: config.stripe.apiBase,
  RESEND_API_KEY: "re_test",
  RESEND_WEBHOOK_SECRET: "whsec_test",
  MAIL_FROM: config.mail.from,
  FILES_DIR: "files-are-not-touched",
};

/** An entry that nothing caused: only the database's owner can write one. */
async function enterFromNowhere(customerId: string): Promise<void> {
  const owner = new pg.Client({ connectionString: config.database.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into ledger_entries (customer_id, kind, currency, amount, payment_id, step, day, created_at)
     select customer_id, 'refund', currency, 250, id, 1, received_on, created_at from payments where customer_id = $1`,
    [customerId],
  );
  await owner.end();
}

// Each run starts a Node process of its own, which takes seconds on a busy machine.
const patient = { timeout: 90_000 };

test("the exit code says whether the books agree, and the output where not", patient, async () => {
  // The command goes by the system's time.
  bench.context.clock.set(new Date());
  const nadia = await bench.customer();
  const invoiceId = await bench.invoice(nadia, { payable: 10_000 });
  const session = await openPage(bench, nadia, [invoiceId]);
  bench.standIn.pay(session, { method: "card" });
  await bench.settleDown();
  expect(await reconcile(installation)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^1 payments, 1 sessions, .* checked: no differences\n$/m),
  });

  const intents = bench.standIn.account.paymentIntents;
  const intent = intents.get(intentOf(bench, session))!;
  intents.put(intent.id, { ...intent, amount_received: 9_000 });
  await enterFromNowhere(nadia.customerId);
  const differing = await reconcile(installation);
  expect(differing).toMatchObject({
    code: 1,
    output: expect.stringContaining("here 100.00 EUR, at Stripe 90.00 EUR"),
  });
  expect(differing.output).toContain(
    `unbalanced-ledger: ${nadia.customerNumber} EUR – ledger 2.50, but invoices and payments 0.00\n`,
  );
  expect(differing.output).toMatch(/checked: 2 differences\n$/m);
  // The staff see the same, and are asked to look.
  const helene = { kind: "staff", personId: newId(), name: "", email: "", role: "agent" } as const;
  expect(await lastBooksReport(bench.context, helene)).toMatchObject({ found: 2 });
  const tasks = await openStaffTasks(bench.context, helene);
  expect(tasks.map(({ kind }) => kind)).toEqual(["books-differ"]);

  const unreachable = { ...installation, STRIPE_API_BASE: "http://127.0.0.1:9" };
  expect((await reconcile(unreachable)).code).toBe(2);
});

test("without a database and a demonstration it says how to start one", patient, async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), "portal-nothing-runs-"));
  try {
    expect(await reconcile({ DATABASE_URL: "" }, directory)).toMatchObject({
      code: 2,
      output: expect.stringContaining("Start it with npm start"),
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
