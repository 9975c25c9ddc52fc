import { readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { ensureBuild } from "./build.server.ts";
import { migrate } from "./migrate.server.ts";
import type { Started } from "./started.ts";
import { startWebServer } from "./web-server.server.ts";
import { startWorker } from "./worker-runner.server.ts";

/**
 * Web and worker against a database of one's own, providers of one's own: nothing is simulated. Throws ConfigError, naming every
 * missing variable, before anything is started. Migrations are run first.
 */
export async function startInstallation(
  started: Started,
  { development = false }: { development?: boolean } = {},
): Promise<void> {
  const config = readConfig();
  const tell = (sentence: string) => process.stdout.write(`${sentence}\n`);
  await Promise.all([
    migrate(config.database.ownerUrl, config.database.url),
    development ? null : ensureBuild(started, tell),
  ]);
  const context = createContext(config, { applicationName: "invoice-portal" });
  await started.add(() => context.close());
  const worker = await startWorker(context);
  await started.add(() => worker.stop());
  const web = await startWebServer(context, { development });
  await started.add(() => web.close());
  tell(`${config.appUrl} is served on ${config.host}:${web.port}. Ctrl-C stops it.`);
}
