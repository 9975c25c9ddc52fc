import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { SettableClock } from "#app/platform/clock.ts";
import {
  type Config,
  type DemoDefaults,
  type Environment,
  readConfig,
} from "#app/platform/config.server.ts";
import { type Context, createContext } from "#app/platform/context.server.ts";
import { copyDatabase, databaseUrl, dropDatabase } from "./copy-database.ts";

export interface TestContext extends Context {
  /** Stands still until told otherwise; starts at `startOfTests`. */
  readonly clock: SettableClock;
  readonly config: Config;
  /** Drops the database and the files. `testDatabase` calls it after the file's last test. */
  close(): Promise<void>;
}

/** A Monday morning, so that working days are easy to reason about: 10:00 in Paris. */
export const startOfTests = new Date("2026-11-16T09:00:00Z");

interface Options {
  now?: Date;
  /** Variables on top of the demonstration's defaults: `{ STRIPE_API_BASE: …, STRIPE_SECRET_KEY: … }`. */
  environment?: Environment;
  /** Replaces single defaults of the demonstration, such as where its stand-ins listen. */
  demo?: Partial<DemoDefaults>;
}

/**
 * A context on a migrated, empty database of its own, for one test file:
 * `const context = await testDatabase();` at its top. Cleaned up after the last test.
 */
export async function testDatabase(options: Options = {}): Promise<TestContext> {
  const context = await openTestDatabase(options);
  afterAll(() => context.close());
  return context;
}

/** The same for one test among others: the caller closes it. */
export async function openTestDatabase(options: Options = {}): Promise<TestContext> {
  const templateUrl = inject("templateUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Asked from the maintenance database: PostgreSQL copies a template only while nobody is connected to it.
  const maintenance = databaseUrl(templateUrl, "portal");
  const [filesDir] = await Promise.all([
    mkdtemp(path.join(os.tmpdir(), "portal-test-files-")),
    copyDatabase(maintenance, new URL(templateUrl).pathname.slice(1), name),
  ]);
  const config = readConfig(
    { LOG_LEVEL: "silent", ...options.environment },
    { ...demoDefaults(databaseUrl(templateUrl, name), filesDir), ...options.demo },
  );
  const clock = new SettableClock(options.now ?? startOfTests);
  const opened = createContext(config, { clock, applicationName: name, connections: 5 });
  return {
    ...opened,
    clock,
    async close() {
      await opened.close();
      await dropDatabase(maintenance, name);
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}

function demoDefaults(url: string, filesDir: string): DemoDefaults {
  // Port 9 (discard): a test that reaches a provider without starting a stand-in is refused at once.
  const nobody = "http://127.0.0.1:9";
  return {
    databaseUrl: url,
    appSecret: "tests only: thirty-two bytes, at the least",
    filesDir,
    mailFrom: "Énergie des Alpes <factures@example.test>",
    stripe: {
      secretKey: "sk_test_portal",
      webhookSecret: "whsec_portal",
      apiBase: nobody,
    },
    resend: {
      apiKey: "re_test_portal",
      webhookSecret: `whsec_${Buffer.from("portal tests webhook secret").toString("base64")}`,
      baseUrl: nobody,
    },
  };
}
