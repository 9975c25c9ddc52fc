import "./in-production.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { runProcess } from "./run-process.server.ts";
import { startWorker } from "./worker-runner.server.ts";

/** `npm run start:worker`: one worker process against DATABASE_URL. Start as many as there is work for. */
await runProcess(async () => {
  const context = createContext(readConfig(), { applicationName: "invoice-portal worker" });
  const worker = await startWorker(context);
  context.logger.info("worker process ready");
  return async () => {
    await worker.stop();
    await context.close();
  };
});
