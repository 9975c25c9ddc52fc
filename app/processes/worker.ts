import { ConfigError, readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { startWorker } from "./worker-runner.server.ts";

// `npm run start:worker`: one worker process against DATABASE_URL; start as many as there is work for.
try {
  const context = createContext(readConfig(), { applicationName: "invoice-portal worker" });
  const worker = await startWorker(context);
  context.logger.info("The worker looks for jobs");
  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    context.logger.info("The worker finishes what it has begun, then leaves");
    await worker.stop();
    await context.close();
  };
  process.once("SIGTERM", leave);
  process.once("SIGINT", leave);
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : ((error as Error).stack ?? error)}\n`,
  );
  process.exitCode = 1;
}
