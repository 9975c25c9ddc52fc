import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import type { SystemViewer } from "#app/domains/accounts/viewer.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createContext, type OwnedContext } from "#app/platform/context.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { billerDescription } from "#app/processes/demo/story/biller.ts";
import { startEmbeddedPostgres } from "#app/processes/embedded-postgres.server.ts";
import { migrate } from "#app/processes/migrate.server.ts";
import type { Started } from "#app/processes/started.ts";
import { copyDatabase, databaseUrl } from "#tests/support/copy-database.ts";
import { erp } from "#tests/support/sent-invoice.ts";

export const customers = 100;
export const customerNumber = (index: number) => `C-${1000 + (index % customers)}`;

export interface BenchDatabase extends OwnedContext {
  readonly name: string;
  /** What a process needs to work on this database. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface BenchServer {
  /** A copy of a database: without a name, of the world of a biller and a hundred customers with one person each. */
  open(changes?: Record<string, string>, from?: string): Promise<BenchDatabase>;
}

/** A PostgreSQL of its own with its usual settings: what is written is on the disk, as in an installation. */
export async function startBenchServer(started: Started): Promise<BenchServer> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "portal-bench-"));
  await started.add(() => rm(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ directory: path.join(directory, "postgres") });
  await started.add(() => postgres.stop());
  const environmentOf = (name: string, changes: Record<string, string> = {}) => ({
    APP_URL: "http://localhost:3000",
    DATABASE_URL: databaseUrl(postgres.url, name),
    APP_SECRET: "bench only: thirty-two bytes, at the least",
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_WEBHOOK_SECRET: "whsec_bench",
    // Port 9 (discard): whoever reaches for a provider that is not part of the figure is refused at once.
    STRIPE_API_BASE: "http://127.0.0.1:9",
    RESEND_API_KEY: "re_bench",
    RESEND_WEBHOOK_SECRET: "whsec_YmVuY2g=",
    RESEND_BASE_URL: "http://127.0.0.1:9",
    RESEND_RATE_PER_SECOND: "1000",
    MAIL_FROM: "factures@example.test",
    FILES_DIR: path.join(directory, "files"),
    LOG_LEVEL: "error",
    ...changes,
  });
  const connect = async (name: string, changes?: Record<string, string>) => {
    const environment = environmentOf(name, changes);
    const context = createContext(readConfig(environment), { applicationName: "bench" });
    await started.add(() => context.close());
    return { ...context, name, environment };
  };

  await copyDatabase(postgres.url, "template0", "world");
  await migrate(databaseUrl(postgres.url, "world"));
  const world = await connect("world");
  await settle(world);
  // PostgreSQL copies a template only while nobody is connected to it.
  await world.close();
  return {
    async open(changes, from = "world") {
      const name = `bench_${randomBytes(4).toString("hex")}`;
      await copyDatabase(postgres.url, from, name);
      return connect(name, changes);
    },
  };
}

const system: SystemViewer = { kind: "system", name: "bench" };

async function settle(context: OwnedContext): Promise<void> {
  await updateBiller(context, system, billerDescription("2026-01-01", "2026-12-31"));
  const contact = { name: "Julien Morel", email: "julien@biller.example", role: "agent" as const };
  await createStaff(context, system, { ...contact, phone: "04 65 71 00 12" });
  for (let index = 0; index < customers; index += 1) {
    const description = customerInput.parse({
      name: `Fournil ${index}`,
      people: [{ name: "Nadia Benali", email: `nadia-${index}@fournil.example`, role: "owner" }],
    });
    const done = await putCustomer(context, erp, customerNumber(index), description);
    if (isRefused(done)) throw new Error(done.refused);
  }
}
