import { reconcile } from "#app/domains/payments/reconcile.server.ts";
import { ConfigError, readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";

/**
 * `npm run reconcile`: holds the books against Stripe's and prints what differs. Exit code 0 when nothing does, 1 when
 * something does, 2 when it could not be found out. Meant for every night (docs/operations.md).
 */
async function main(): Promise<number> {
  const context = createContext(readConfig(), { applicationName: "reconcile", connections: 2 });
  try {
    const { checked, differences } = await reconcile(context);
    for (const { kind, subject, ours, theirs } of differences)
      process.stdout.write(`${kind}: ${subject} – here ${ours}, at Stripe ${theirs}\n`);
    process.stdout.write(
      `${checked.payments} payments, ${checked.sessions} sessions, ${checked.attempts} open attempts and ${checked.invoices} invoices checked: ${
        differences.length === 0 ? "no difference" : `${differences.length} differences`
      }\n`,
    );
    return differences.length === 0 ? 0 : 1;
  } finally {
    await context.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  const words =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${words}\n`);
  return 2;
});
