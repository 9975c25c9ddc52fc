import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#app/processes/embedded-postgres.server.ts";
import { migrate } from "#app/processes/migrate.server.ts";
import { copyDatabase, databaseUrl } from "./copy-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Owner's URL of the migrated, empty database that every test file copies. */
    templateUrl: string;
  }
}

const prefix = "portal-tests-";

interface RunningServer {
  readonly templateUrl: string;
  stop(): Promise<void>;
}

/** Vitest's global setup: one PostgreSQL for the whole run, migrated once. Each run has its own, several may run at a time. */
export default async function startDatabaseServer(
  project: TestProject,
): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide("templateUrl", server.templateUrl);
  return () => server.stop();
}

async function startServer(): Promise<RunningServer> {
  await sweepAbandoned();
  const directory = await mkdtemp(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  const server = await startEmbeddedPostgres({
    directory: path.join(directory, "postgres"),
    settings: {
      // Thrown away afterwards: nothing needs to survive a power cut.
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      // Its worker belongs to the superuser: while one looks at a database, we may not drop it.
      autovacuum: "off",
    },
  });
  await copyDatabase(server.url, "template0", "template");
  const templateUrl = databaseUrl(server.url, "template");
  await migrate(templateUrl);
  return {
    templateUrl,
    async stop() {
      await server.stop();
      for (const place of [directory, server.directory])
        await rm(place, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server behind: stop it and remove its data. */
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    const pid = Number(/^portal-tests-(\d+)-/.exec(name)?.[1]);
    if (!pid || lives(pid)) continue;
    const directory = path.join(os.tmpdir(), name);
    // Reuses what still runs there; else starts it, to stop it in order.
    const abandoned = await startEmbeddedPostgres({
      directory: path.join(directory, "postgres"),
    }).catch(() => null);
    await abandoned?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
