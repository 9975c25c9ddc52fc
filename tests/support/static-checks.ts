import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { installed, type Outcome, runCommand } from "./run-command.ts";

export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

const command = (name: string, program: string, ...args: string[]): Check => ({
  name,
  run: () => runCommand(installed(program), args),
});

export const staticChecks: readonly Check[] = [
  // What did not change since the last time is not checked again; a fresh clone checks all.
  command(
    "types",
    "tsc",
    "--pretty",
    "--incremental",
    "--tsBuildInfoFile",
    ".cache/types.tsbuildinfo",
  ),
  command("Biome", "biome", "check", "--error-on-warnings", "."),
  command(
    "imports",
    "depcruise",
    "--config",
    ".dependency-cruiser.cjs",
    "app",
    "db",
    "emails",
    "tests",
  ),
  command("unused code", "knip", "--no-progress"),
  { name: "migrations in step", run: migrationsInStep },
];

/** Runs checks, two at a time, and prints each with its findings as it ends. Answers how many passed, and which failed. */
export async function runChecks(
  checks: readonly Check[],
): Promise<{ passed: number; failed: string[] }> {
  const waiting = [...checks];
  const result = { passed: 0, failed: [] as string[] };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const { code, output } = await check.run();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (code === 0) result.passed += 1;
      else result.failed.push(check.name);
      process.stdout.write(
        code === 0
          ? `  passed  ${check.name} (${seconds} s)\n`
          : `  FAILED  ${check.name} (${seconds} s)\n${output.trimEnd()}\n`,
      );
    }
  };
  await Promise.all([work(), work()]);
  return result;
}

/** Generating migrations again, into a copy, must find nothing to do: else somebody changed the schema without one. */
async function migrationsInStep(): Promise<Outcome> {
  const copy = await mkdtemp(path.join(os.tmpdir(), "portal-migrations-"));
  try {
    await cp("db/migrations", copy, { recursive: true });
    const outcome = await runCommand(installed("drizzle-kit"), [
      "generate",
      "--dialect=postgresql",
      "--schema=./db/schema/*.ts",
      // drizzle-kit takes every path as relative, absolute ones too.
      `--out=${path.relative(process.cwd(), copy)}`,
      "--name=difference",
    ]);
    // Its exit code is 0 even when it could not read the schema.
    const inStep = outcome.code === 0 && outcome.output.includes("No schema changes");
    return { code: inStep ? 0 : 1, output: outcome.output };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
