import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { payments } from "#db/schema/payments.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { openPage } from "#tests/support/payment-books.ts";
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

// Each run starts a Node process of its own, which takes seconds on a busy machine.
const patient = { timeout: 90_000 };

test("the exit code says whether the books agree, and the output where not", patient, async () => {
  // The command goes by the system's time.
  bench.context.clock.set(new Date());
  const nadia = await bench.customer();
  const invoiceId = await bench.invoice(nadia, { payable: 10_000 });
  bench.standIn.pay(await openPage(bench, nadia, [invoiceId]), { method: "card" });
  await bench.settleDown();
  expect(await reconcile(installation)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^1 payments, 1 sessions, .* checked: no differences\n$/m),
  });

  await inScope(bench.context, "all", (tx) =>
    tx.update(payments).set({ amount: 9_000 }).where(eq(payments.customerId, nadia.customerId)),
  );
  const differing = await reconcile(installation);
  expect(differing).toMatchObject({
    code: 1,
    output: expect.stringContaining("here 90.00 EUR, at Stripe 100.00 EUR"),
  });
  expect(differing.output).toMatch(/checked: 2 differences\n$/m);

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
