import { mkdir, readFile, rm } from "node:fs/promises";
import { ensureChromium } from "./support/chromium.ts";
import { installed, runCommand } from "./support/run-command.ts";
import {
  add,
  lastLine,
  playwrightFailures,
  readPlaywrightReport,
  readVitestReport,
  type Tally,
  vitestFailures,
} from "./support/runner-reports.ts";
import { runStaticChecks } from "./support/static-checks.ts";

// `npm test`: everything, against a real PostgreSQL and a real Chromium. The figures of the last line are the runners' own.

const reports = "test-results";
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const none: Tally = { passed: 0, failed: 0, skipped: 0 };
const oneFailed: Tally = { ...none, failed: 1 };
const failures: string[] = [];

const checks = await stage("Static checks", async () => ({
  ...none,
  ...(await runStaticChecks()),
}));

const build = await stage("Build", async () => {
  const { code } = await runCommand("npm", ["run", "--silent", "build"], { show: true });
  return code === 0 ? { ...none, passed: 1 } : oneFailed;
});

const vitest = await stage("Unit, database and HTTP tests", async () => {
  const file = `${reports}/vitest.json`;
  const { code } = await runCommand(
    installed("vitest"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    { show: true },
  );
  const report = await readReport(file);
  failures.push(...vitestFailures(report));
  return readVitestReport(report, code);
});

const browser = await stage("Browser and gate tests", async () => {
  if (build.failed > 0) {
    process.stdout.write("Not run: there is no build.\n");
    return oneFailed;
  }
  ensureChromium();
  const file = `${reports}/playwright.json`;
  const { code } = await runCommand(installed("playwright"), ["test", "--reporter=list,json"], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const report = await readReport(file);
  failures.push(...playwrightFailures(report));
  return readPlaywrightReport(report, code);
});

const total = add(checks, build, vitest, browser);
process.exitCode = total.failed === 0 ? 0 : 1;
if (failures.length > 0) {
  // Again at the end: a log of thousands of lines is often cut off before its middle.
  process.stdout.write(`\n== Failed\n${failures.map((text) => `  ${text}`).join("\n")}\n`);
}
process.stdout.write(`\n${lastLine(total)}\n`);

/** A stage that breaks is one failure; the others still run. */
async function stage(title: string, work: () => Promise<Tally>): Promise<Tally> {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const tally = await work().catch((error: Error) => {
    process.stdout.write(`${error.stack}\n`);
    return oneFailed;
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`== ${title}: ${lastLine(tally)} (${seconds} s)\n`);
  return tally;
}

async function readReport(file: string) {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}
