import { isDemonstration, readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { giveOrder } from "./demo/control.server.ts";
import { DemoFolder } from "./demo/demo-folder.server.ts";
import { endsInAgreement, reportReconciliation } from "./report-reconciliation.server.ts";
import { Obstacle, wordsFor } from "./run-process.server.ts";

type Tell = (sentence: string) => void;

/**
 * `npm run reconcile`: holds the books against Stripe's and prints what differs. Exit code 0 when nothing does, 1 when
 * something does, 2 when it could not be found out. Meant for every night (docs/operations.md). Without DATABASE_URL it is
 * the running demonstration that is asked, about the Stripe it plays (or uses).
 */
async function main(): Promise<number> {
  let last = "";
  const tell: Tell = (sentence) => {
    last = sentence;
    process.stdout.write(`${sentence}\n`);
  };
  await (isDemonstration() ? askDemonstration(tell) : reconcileInstallation(tell));
  return endsInAgreement(last) ? 0 : 1;
}

async function reconcileInstallation(tell: Tell): Promise<void> {
  const context = createContext(readConfig(), { applicationName: "reconcile", connections: 2 });
  try {
    await reportReconciliation(context, tell);
  } finally {
    await context.close();
  }
}

async function askDemonstration(tell: Tell): Promise<void> {
  const folder = new DemoFolder();
  const running = await folder.running();
  if (!running)
    throw new Obstacle(
      `No demonstration runs in ${folder.path}: its books and its Stripe are there while it does. Start it with npm start and ask again from another terminal. For a real installation, set DATABASE_URL and the other variables (.env.example).`,
    );
  if (!running.control)
    throw new Obstacle("The demonstration is still starting. Try again in a moment.");
  await giveOrder(running.control, { reconcile: true }, tell);
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${wordsFor(error)}\n`);
  return 2;
});
