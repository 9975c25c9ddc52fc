import { ConfigError, readConfig } from "#app/platform/config.server.ts";
import { migrate } from "./migrate.server.ts";

// `npm run db:migrate`: for deployments that migrate before they start the new version.
try {
  const { database } = readConfig();
  await migrate(database.ownerUrl, database.url);
  process.stdout.write("The database is up to date.\n");
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : ((error as Error).stack ?? error)}\n`,
  );
  process.exitCode = 1;
}
