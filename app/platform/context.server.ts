import type { Clock } from "./clock.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.server.ts";
import { type Database, openDatabase } from "./db.server.ts";
import { diskFileStore, type FileStore } from "./files.server.ts";
import { createLogger, type Logger } from "./logger.server.ts";
import { s3FileStore } from "./s3-files.server.ts";

/** What every verb works with, built once per process and handed down: nothing is imported that a test would have to patch. */
export interface Context {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly files: FileStore;
}

export interface OwnedContext extends Context {
  close(): Promise<void>;
}

/** Opens what a process needs. The caller closes it at shutdown. */
export function createContext(
  config: Config,
  options: { clock?: Clock; applicationName?: string; connections?: number } = {},
): OwnedContext {
  const database = openDatabase(config.database.url, {
    applicationName: options.applicationName ?? "invoice-portal",
    max: options.connections ?? 10,
  });
  return {
    config,
    db: database.drizzle,
    clock: options.clock ?? systemClock,
    logger: createLogger(config),
    files:
      config.files.kind === "s3"
        ? s3FileStore(config.files)
        : diskFileStore(config.files.directory),
    close: database.close,
  };
}
